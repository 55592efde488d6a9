"""Words of the conditions of a decision 附款."""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _


class ConditionState(models.TextChoices):
    """What an officer found of a condition."""

    OPEN = "open", _("Not checked yet")
    MET = "met", _("Fulfilled")
    LAPSED = "lapsed", _("Not met in time")


@dataclass(frozen=True, slots=True)
class Wish:
    """A condition as it is decided: what is to be done, and its last day."""

    text: str
    due_on: date


@dataclass(frozen=True, slots=True)
class ConditionCard:
    """A condition of a decision, and what was found of it."""

    number: int
    text: str
    due_on: date
    state: str
    checked_on: date | None
    remark: str
