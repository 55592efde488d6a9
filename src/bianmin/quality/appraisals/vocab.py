"""The pack of appraisals, and the cards that pages and papers show."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Final, Literal

from django.db import models
from django.utils.translation import gettext_lazy as _
from pydantic import Field, StringConstraints
from pydantic import Strict as _Strict

from bianmin.delivery.opinions.vocab import MailboxFigures
from bianmin.foundation.clock.written import PeriodText
from bianmin.foundation.packs.vocab import Header, Shape
from bianmin.quality.indicators.vocab.spans import Span

SUBJECT: Final = "appraisals.appraisal"
TEXT_MOST: Final = 4000
REMARK_MOST: Final = 1000

Lax = _Strict(strict=False)
Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
Words = Annotated[str, StringConstraints(min_length=1, max_length=300)]


class State(models.TextChoices):
    """How far an appraisal is."""

    JUDGING = "judging", _("Answers are being judged")
    APPROVED = "approved", _("Approved")


class Criterion(Shape):
    """What an answer is judged by 評核項目: `most` are the points for what `about` asks."""

    code: Code
    name: Annotated[str, StringConstraints(min_length=1, max_length=60)]
    about: Words
    most: Annotated[int, Field(ge=1, le=100)]


class Point(Shape):
    """Something that answers often lack 應改進事項, and how it is done better."""

    code: Code
    name: Annotated[str, StringConstraints(min_length=1, max_length=120)]
    advice: Words


class AppraisalRules(Header):
    """How an agency appraises its mailboxes; one for each agency, a later version replaces it.

    `sample`: how many answers of a mailbox are judged; `within`: in which time after the half-year a chief approves.
    """

    kind: Literal["appraisal"]
    sample: Annotated[int, Field(ge=1, le=100)]
    within: PeriodText
    criteria: Annotated[tuple[Criterion, ...], Lax, Field(min_length=1, max_length=20)]
    points: Annotated[tuple[Point, ...], Lax, Field(min_length=1, max_length=30)]

    @property
    def most(self) -> int:
        """The points an answer can have."""
        return sum(one.most for one in self.criteria)

    @property
    def demonstration(self) -> bool:
        """Whether its numbers were made up 示範."""
        return self.source == "demonstration"

    def texts(self) -> list[str]:
        """What is read of it, for translation."""
        said = [text for one in self.criteria for text in (one.name, one.about)]
        return said + [text for one in self.points for text in (one.name, one.advice)]


@dataclass(frozen=True, slots=True)
class Judged:
    """How an answer was judged: points by criterion, codes of what it lacks, and a remark."""

    scores: dict[str, int]
    points: tuple[str, ...]
    remark: str


@dataclass(frozen=True, slots=True)
class SampleCard:
    """One answer of the sample; `score` is None until it is judged."""

    place: int
    number: str
    unit: str
    closed_on: date
    score: int | None
    scores: dict[str, int]
    points: tuple[str, ...]
    remark: str
    judged_by: str


@dataclass(frozen=True, slots=True)
class CommonPoint:
    """One line of the table of common points to improve 共通應改進事項: in how many answers, of which units."""

    point: Point
    count: int
    of: int
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AppraisalCard:
    """An appraisal of one mailbox over one half-year; `before` are the figures of the half-year before it."""

    id: int
    agency: str
    number: str
    mailbox: str
    mailbox_name: str
    half: Span
    state: str
    document: AppraisalRules
    conclusion: str
    due_on: date
    made_by: str
    made_on: date
    approved_by: str
    approved_on: date | None
    samples: Sequence[SampleCard] = ()
    figures: MailboxFigures = field(default_factory=MailboxFigures)
    before: MailboxFigures = field(default_factory=MailboxFigures)

    @property
    def judged(self) -> int:
        """How many answers are judged."""
        return sum(one.score is not None for one in self.samples)

    @property
    def open(self) -> bool:
        """Whether answers may still be judged."""
        return self.state == State.JUDGING


@dataclass(frozen=True, slots=True)
class Due:
    """A mailbox to be appraised: its half-year, until when, and the number of what was begun, if anything was."""

    mailbox: str
    mailbox_name: str
    half: Span
    due_on: date
    overdue: bool
    number: str = ""
