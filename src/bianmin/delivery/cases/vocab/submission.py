"""Words of cases submitted to a higher tier, or relayed to another body 專案報部/轉洽."""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _


class SubmissionAnswer(models.TextChoices):
    """What was answered."""

    WAITING = "", _("No answer yet")
    AGREED = "agreed", _("Agreed")
    DECLINED = "declined", _("Not agreed")
    ADVISED = "advised", _("Answered with advice")


@dataclass(frozen=True, slots=True)
class SubmissionCard:
    """A case submitted, and what was answered."""

    round: int
    to: str
    story: str
    sent_on: date
    answer_by: date | None
    answer: str
    answered_on: date | None
    text: str


@dataclass(frozen=True, slots=True)
class Relative:
    """Another case of the same family, handled together: its number, service and state."""

    number: str
    service: str
    state: str
