"""A review of a service's procedure 標準作業流程檢討: who looked at what, whom they asked, and what came of it."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import models
from django.utils.translation import pgettext_lazy


class About(models.TextChoices):
    """What of a service was looked at."""

    PROCEDURE = "procedure", pgettext_lazy("review", "Steps of the work")
    TIME = "time", pgettext_lazy("review", "Time limits")
    PAPERS = "papers", pgettext_lazy("review", "Papers to bring")
    FORM = "form", pgettext_lazy("review", "The form")
    FEE = "fee", pgettext_lazy("review", "The fee")


class Came(models.TextChoices):
    """What came of a review."""

    KEPT = "kept", pgettext_lazy("review", "Stays as it is")
    CHANGED = "changed", pgettext_lazy("review", "Changed")
    TO_CHANGE = "to_change", pgettext_lazy("review", "Is to be changed")


LONGEST: Final = 2000
REVIEW: Final = "catalog.review"
"""The journal's word for a review, and the name under which reviews are counted."""


@dataclass(frozen=True, slots=True)
class Effort:
    """What one case asks of a citizen: minutes for going and waiting, whole dollars for papers and the way, sheets."""

    minutes: int
    dollars: int
    sheets: int = 0


@dataclass(frozen=True, slots=True)
class Looked:
    """A review as it is written down; `before` and `after` where the effort of a citizen was measured."""

    reviewed_on: date
    about: tuple[str, ...]
    asked: str
    finding: str
    came: str
    change: str = ""
    before: Effort | None = None
    after: Effort | None = None


@dataclass(frozen=True, slots=True)
class ReviewCard:
    """A review as it is shown, with the service it was of."""

    code: str
    name: str
    version: str
    looked: Looked
    noted_by: str

    @property
    def about_words(self) -> list[str]:
        """What was looked at, in words."""
        return [str(About(one).label) for one in self.looked.about if one in About]

    @property
    def came_words(self) -> str:
        """What came of it, in words."""
        return str(Came(self.looked.came).label)
