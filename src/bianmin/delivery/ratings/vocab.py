"""The five lamps, and what an unhappy rating waits for."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

FACT: Final = "ratings.rating"
LEAST: Final = 1
MOST: Final = 5
SATISFIED_FROM: Final = 4
DISSATISFIED_UP_TO: Final = 2
REASON_MAX: Final = 1000
ANSWER_MAX: Final = 2000


class Level(models.IntegerChoices):
    """The five lamps 五燈獎, from very dissatisfied to very satisfied."""

    VERY_DISSATISFIED = 1, pgettext_lazy("lamp", "Very dissatisfied")
    DISSATISFIED = 2, pgettext_lazy("lamp", "Dissatisfied")
    FAIR = 3, pgettext_lazy("lamp", "Fair")
    SATISFIED = 4, pgettext_lazy("lamp", "Satisfied")
    VERY_SATISFIED = 5, pgettext_lazy("lamp", "Very satisfied")


class AlertState(models.TextChoices):
    """Whether somebody must answer 回應情形."""

    NONE = "none", _("Nothing to answer")
    OPEN = "open", _("Waiting for an answer")
    ANSWERED = "answered", _("Answered")


@dataclass(frozen=True, slots=True)
class Given:
    """One service given, which is rated once: `subject` is the journal's word for it, `number` what people know it by.

    `officer` is the key of who gave it, `visit` tells several visits for one subject apart.
    """

    agency: str
    unit_path: str
    service_code: str
    subject: str
    number: str
    channel: str
    officer: str = ""
    visit: str = ""


@dataclass(frozen=True, slots=True)
class RatingCard:
    """One rating as the desk shows it; `reason` is the citizen's own words and may name people."""

    id: int
    agency: str
    unit_path: str
    service_code: str
    subject: str
    visit: str
    number: str
    channel: str
    level: int
    reason: str
    rated_at: datetime
    state: str
    answer: str
    answered_at: datetime | None
    answered_by: str

    @property
    def label(self) -> str:
        """The lamp in words."""
        return str(Level(self.level).label)
