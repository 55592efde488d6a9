"""Why a case is handled before others 優先辦理."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from bianmin.delivery.cases.vocab.event import EventKind


class Urgency(models.TextChoices):
    """What lets a case go first (document 001, line 333)."""

    SPECIAL = "special", _("A special case")
    URGENT = "urgent", _("An urgent case")
    HUMANITARIAN = "humanitarian", _("A humanitarian case")


SAID: Final[Mapping[str, EventKind]] = {
    Urgency.SPECIAL: EventKind.FIRST_SPECIAL,
    Urgency.URGENT: EventKind.FIRST_URGENT,
    Urgency.HUMANITARIAN: EventKind.FIRST_HUMANITARIAN,
}
"""The line of the timeline that keeps the reason."""


@dataclass(frozen=True, slots=True)
class UrgencyCard:
    """Why a case goes first, the reason in words, and who said so when (`by`: the key)."""

    kind: str
    reason: str
    by: str
    at: datetime
