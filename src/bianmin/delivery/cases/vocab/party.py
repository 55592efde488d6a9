"""Parties besides the applicant: what they are, and how a representation was found."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Part(models.TextChoices):
    """What somebody is in a case."""

    AGENT = "agent", _("Applies for the applicant")
    COSIGNER = "cosigner", _("Applies together with the applicant")


class Soundness(models.TextChoices):
    """What an officer found of a representation 代理權查核."""

    SOUND = "sound", pgettext_lazy("representation", "Sound")
    UNSOUND = "unsound", pgettext_lazy("representation", "Not sound")


LETTER: Final = "proxy_letter"
"""The box, and with a hyphen the paper, of a letter of authority."""


@dataclass(frozen=True, slots=True)
class PartyCard:
    """A party as the desk shows it; the name is masked."""

    part: str
    name: str
    relation: str
    confirmed_at: datetime | None
    soundness: str
    note: str
    checked_at: datetime | None
    checked_by: str
