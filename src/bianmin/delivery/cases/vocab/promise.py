"""Words of what a case is promised: extensions, and the steps of its procedure with a limit of their own."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import models
from django.utils.translation import gettext_lazy as _


class Answered(models.TextChoices):
    """What became of an extension asked for."""

    ASKED = "asked", _("Asked for")
    GRANTED = "granted", _("Granted")
    DECLINED = "declined", _("Not granted")


@dataclass(frozen=True, slots=True)
class ExtensionCard:
    """An extension as the office reads it; who asked and who answered are named by their keys."""

    period: str
    reason: str
    asked_by: str
    asked_on: date
    answer: str
    answered_by: str
    answered_on: date | None
    before_on: date | None
    after_on: date | None


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step of a case's procedure: when it began, until when it is to be done, and when it was.

    `due_at` is a moment for limits in hours, else a day, None where the step has no limit of its own.
    """

    code: str
    name: str
    role: str
    limit: str
    began_at: datetime | None = None
    due_at: date | None = None
    done_at: datetime | None = None
    in_time: bool | None = None
    current: bool = False
