"""Where recommendations come from, what becomes of them, and how lists of them are shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final, Literal

from django.db import models
from django.utils.translation import gettext_lazy as _
from pydantic import Field as Key
from pydantic import Strict

from bianmin.foundation.packs.vocab import Day, Header, Shape

FACT: Final = "recommendations.recommendation"
SUBJECT: Final = "recommendations.list"
VISIT_PERIOD: Final = "3wd"
"""Within which time after a visit the answers are due 會後3個工作天 (document 000, line 182)."""
TEXT_MOST: Final = 4000
TITLE_MOST: Final = 200
NUMBER_MOST: Final = 60


class Source(models.TextChoices):
    """Who recommends 建議來源."""

    JUDGES = "judges", _("Judges of an award")
    COMMITTEE = "committee", _("Members of a committee")
    CITIZENS = "citizens", _("Citizens")


class Adoption(models.TextChoices):
    """What becomes of a recommendation 參採情形."""

    OPEN = "open", _("Being considered")
    CARRIED_OUT = "carried-out", _("Adopted and carried out")
    PLANNED = "planned", _("Adopted and planned for the future")
    DECLINED = "declined", _("Not adopted")


SETTLED: Final = (Adoption.CARRIED_OUT, Adoption.PLANNED, Adoption.DECLINED)


Said = Annotated[str, Key(max_length=TEXT_MOST)]


class Item(Shape):
    """A recommendation as a pack brings it; `unit` is the code of the unit in charge, `line` where it was printed."""

    text: Annotated[str, Key(min_length=1, max_length=TEXT_MOST)]
    unit: str = Key(default="", max_length=40)
    handling: Said = ""
    progress: Said = ""
    benefit: Said = ""
    adoption: Annotated[Adoption, Strict(strict=False)] = Adoption.OPEN
    document: str = Key(default="", max_length=NUMBER_MOST)
    answered_on: Day | None = None
    line: str = Key(default="", max_length=60)


class ListPack(Header):
    """A list of recommendations that a document printed, or that another system kept 建議事項彙整表."""

    kind: Literal["recommendations"]
    title: Annotated[str, Key(min_length=1, max_length=TITLE_MOST)]
    by: Annotated[Source, Strict(strict=False)]
    held_on: Day
    due_on: Day
    items: Annotated[tuple[Item, ...], Strict(strict=False), Key(min_length=1, max_length=200)]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list to be begun: its title, who recommends, the day of the visit, and in what time it is answered."""

    title: str
    source: Source
    held_on: date
    period: str = VISIT_PERIOD


@dataclass(frozen=True, slots=True)
class Handled:
    """How a recommendation is handled: 辦理情形, 最新辦理進度, what it brings, whether adopted, which document."""

    handling: str
    progress: str = ""
    benefit: str = ""
    adoption: Adoption = Adoption.OPEN
    document: str = ""


@dataclass(frozen=True, slots=True)
class StepCard:
    """What was written about a recommendation on a day."""

    on: date
    by: str
    text: str
    adoption: str


@dataclass(frozen=True, slots=True)
class RecommendationCard:
    """One recommendation of a list."""

    place: int
    text: str
    unit_path: str
    unit: str
    handling: str
    progress: str
    benefit: str
    adoption: str
    document: str
    answered_on: date | None
    steps: Sequence[StepCard] = ()

    @property
    def settled(self) -> bool:
        """Whether it was decided what becomes of it."""
        return self.adoption in SETTLED


@dataclass(frozen=True, slots=True)
class ListCard:
    """A list of recommendations with how far it is."""

    id: int
    agency: str
    number: str
    title: str
    source: str
    held_on: date
    due_on: date
    made_by: str
    items: Sequence[RecommendationCard] = ()

    @property
    def unanswered(self) -> int:
        """How many have no handling yet."""
        return sum(one.answered_on is None for one in self.items)

    @property
    def settled(self) -> int:
        """Of how many it is decided what becomes of them."""
        return sum(one.settled for one in self.items)

    def late(self, on: date) -> bool:
        """Whether answers are missing after the day."""
        return on > self.due_on and self.unanswered > 0
