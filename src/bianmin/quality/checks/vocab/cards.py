"""What is handed to the actions of checks, and what pages and papers show of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Final

from django.db import models
from django.utils.translation import pgettext_lazy

from bianmin.quality.checks.vocab.shapes import CheckPlan, Way
from bianmin.quality.indicators.vocab.printing import rounded
from bianmin.quality.indicators.vocab.spans import Span

FACT: Final = "checks.check"
SUBJECT: Final = "checks.check"
FINDING: Final = "checks.finding"
TEXT_MOST: Final = 2000
REMARK_MOST: Final = 500


class State(models.TextChoices):
    """How far a check is; the unit sees nothing of one that is open."""

    OPEN = "open", pgettext_lazy("check", "Being checked")
    CLOSED = "closed", pgettext_lazy("check", "Closed")


@dataclass(frozen=True, slots=True)
class Opening:
    """A check to be opened: by which plan, where (a unit's path), on which day, and what is looked at."""

    plan: CheckPlan
    unit: str
    on: date


@dataclass(frozen=True, slots=True)
class Called:
    """A telephone test as it was made: where, which number, when, whom, the points and remarks by item.

    `retest` is the number of the bad test of which this is the repetition 複測.
    """

    plan: CheckPlan
    unit: str
    line: str
    on: date
    scores: dict[str, int]
    remarks: dict[str, str] = field(default_factory=dict)
    person: str = ""
    retest: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """Something that is wrong 缺失: at which item, whose it is, what is demanded, and how long it may take."""

    item: str
    unit: str
    found: str
    demand: str
    period: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the mending of something is 列管情形, as improvements say; `mended` once somebody else verified it."""

    number: str
    due_on: date
    done_on: date | None
    mended: bool
    overdue: bool
    result: str = ""


@dataclass(frozen=True, slots=True)
class FindingCard:
    """A finding; `before` is how often the same item was found wrong at the same unit earlier 重複缺失."""

    ref: str
    check: str
    place: int
    item: str
    item_name: str
    unit_path: str
    unit: str
    found: str
    demand: str
    period: str
    on: date
    before: int = 0


@dataclass(frozen=True, slots=True)
class CheckCard:
    """A check with what was scored and found; `total` is None while it is open."""

    id: int
    agency: str
    by_agency: str
    number: str
    plan: CheckPlan
    unit_path: str
    unit: str
    on: date
    state: str
    scores: dict[str, int]
    remarks: dict[str, str]
    total: int | None
    grade: str
    low: bool
    betterment: str
    line: str
    person: str
    retest: str
    made_by: str
    closed_by: str
    closed_on: date | None
    findings: Sequence[FindingCard] = ()

    @property
    def open(self) -> bool:
        """Whether it is still being scored."""
        return self.state == State.OPEN

    @property
    def telephone(self) -> bool:
        """Whether it is a telephone test."""
        return self.plan.way == Way.TELEPHONE

    @property
    def subject(self) -> str:
        """The journal's word for it."""
        return f"{SUBJECT}:{self.id}"

    @property
    def scored(self) -> int:
        """How many items have points."""
        return len(self.scores)


@dataclass(frozen=True, slots=True)
class UnitScore:
    """A unit's checks by one plan over a span: how many, and the mean of their totals in points of `most`."""

    unit_path: str
    unit: str
    count: int
    mean: Fraction
    low: int
    place: int = 0
    counted: int = 0

    @property
    def printed(self) -> str:
        """The mean to one decimal."""
        return rounded(self.mean, 1)


@dataclass(frozen=True, slots=True)
class Due:
    """A check that comes again: its plan, when the last one was, by when the next is due; None where none was."""

    plan: CheckPlan
    last: date | None
    due_on: date | None
    overdue: bool


@dataclass(frozen=True, slots=True)
class ReviewCard:
    """What the review meeting 檢討會議 of a quarter concluded; `minutes` is the number of its minutes."""

    agency: str
    quarter: Span
    conclusion: str
    minutes: str
    made_on: date
    published_on: date | None


@dataclass(frozen=True, slots=True)
class Drawn:
    """A number that is to be called in a week, and how often it was."""

    unit_path: str
    unit: str
    line: str
    sort: str
    tested: int


@dataclass(frozen=True, slots=True)
class Best:
    """Somebody who answered the telephone in tests of a month: how many, and the mean."""

    person: str
    unit: str
    count: int
    mean: Fraction

    @property
    def printed(self) -> str:
        """The mean to one decimal."""
        return rounded(self.mean, 1)


@dataclass(frozen=True, slots=True)
class Duty:
    """What a unit's tests demand: its head's report after months in the last place, or after grades in a row."""

    unit_path: str
    unit: str
    months: tuple[Span, ...]
    grade: str
    ref: str
