"""Questionnaires with their scales, the ways of asking, and the cards that pages show."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from math import sqrt
from statistics import NormalDist
from typing import Annotated, Final, Literal

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from pydantic import Field, StringConstraints, model_validator
from pydantic import Strict as _Strict

from bianmin.foundation.packs.vocab import Header, Shape, wrong

SUBJECT: Final = "surveys.survey"
ANSWER: Final = "surveys.answer"
DONT_KNOW: Final = "dk"
WORDS_MOST: Final = 1000
TITLE_MOST: Final = 200
TEXT_MOST: Final = 4000
LEVEL: Final = 0.95

Lax = _Strict(strict=False)
Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Words = str | Promise


class Way(models.TextChoices):
    """How people are asked 調查方式."""

    WEB = "web", _("Filled in on the website by whoever wants to")
    COUNTER = "counter", _("Asked at the counter")
    PHONE = "phone", _("Asked by telephone")
    STAFF = "staff", _("Asked among colleagues")


class State(models.TextChoices):
    """How far a survey is."""

    DRAFT = "draft", pgettext_lazy("survey", "Being designed")
    OPEN = "open", pgettext_lazy("survey", "Being asked")
    CLOSED = "closed", pgettext_lazy("survey", "Closed")


FIVE: Final[Mapping[int, Words]] = {
    5: pgettext_lazy("lamp", "Very satisfied"),
    4: pgettext_lazy("lamp", "Satisfied"),
    3: pgettext_lazy("lamp", "Fair"),
    2: pgettext_lazy("lamp", "Dissatisfied"),
    1: pgettext_lazy("lamp", "Very dissatisfied"),
}
FOUR: Final[Mapping[int, Words]] = {
    4: pgettext_lazy("survey", "Very satisfied"),
    3: pgettext_lazy("survey", "Fairly satisfied"),
    2: pgettext_lazy("survey", "Not so satisfied"),
    1: pgettext_lazy("survey", "Very dissatisfied"),
}
AGREE: Final[Mapping[int, Words]] = {
    5: pgettext_lazy("survey", "I agree strongly"),
    4: pgettext_lazy("survey", "I agree"),
    3: pgettext_lazy("survey", "Neither nor"),
    2: pgettext_lazy("survey", "I disagree"),
    1: pgettext_lazy("survey", "I disagree strongly"),
}
SCALES: Final[Mapping[str, Mapping[int, Words]]] = {"five": FIVE, "four": FOUR, "agree": AGREE}
"""The levels of each scale with their words, the best first."""


def satisfied(scale: str, level: int) -> bool:
    """Whether a level of a scale is on its good side; the middle of five is on neither."""
    return level > (len(SCALES[scale]) + 1) / 2


def dissatisfied(scale: str, level: int) -> bool:
    """Whether a level of a scale is on its bad side."""
    return level < (len(SCALES[scale]) + 1) / 2


class Option(Shape):
    """One thing to choose."""

    code: Code
    name: Name


class Question(Shape):
    """One question: on a `scale`, with `options` to choose from (`several` of them), or in one's own words.

    `aspect` is what a scale is about (environment, courtesy, professional, measures, overall ...): indicators count by
    it, whatever questionnaire asks. `part`: the heading under which its results stand in one table with others.
    """

    code: Code
    text: Name
    scale: Literal["five", "four", "agree", ""] = ""
    aspect: Annotated[str, StringConstraints(pattern=r"^[a-z_]{0,20}$")] = ""
    options: Annotated[tuple[Option, ...], Lax, Field(max_length=30)] = ()
    part: Annotated[str, StringConstraints(max_length=60)] = ""
    several: bool = False
    required: bool = False


class Questionnaire(Header):
    """A questionnaire 問卷; with an empty `agency` every agency may use it.

    Shares are printed with `decimals`, of those who chose a level, or with `base` asked of all who were asked, whoever
    did not know among them. `totals`: each part is printed as a whole too, the answers to all its questions together.
    """

    kind: Literal["questionnaire"]
    title: Name
    text: Annotated[str, StringConstraints(max_length=2000)] = ""
    decimals: Annotated[int, Field(ge=0, le=2)] = 1
    base: Literal["levels", "asked"] = "levels"
    totals: bool = False
    questions: Annotated[tuple[Question, ...], Lax, Field(min_length=1, max_length=80)]

    @model_validator(mode="after")
    def _once(self) -> "Questionnaire":
        codes = [one.code for one in self.questions]
        if double := next((code for code in codes if codes.count(code) > 1), ""):
            raise wrong(str(_("The question {code} stands here twice.")).format(code=double))
        return self

    def texts(self) -> Iterator[str]:
        """What whoever answers reads of it, for translation."""
        yield self.title
        yield from filter(None, (self.text, *dict.fromkeys(one.part for one in self.questions)))
        for one in self.questions:
            yield one.text
            yield from (option.name for option in one.options)

    @property
    def scaled(self) -> tuple[Question, ...]:
        """The questions on a scale."""
        return tuple(one for one in self.questions if one.scale)


@dataclass(frozen=True, slots=True)
class Design:
    """How a survey is designed 調查設計、抽樣設計. `drawn`: everybody of the population had a known chance to be asked.

    `population_size` is how many there are, `contacted` how many were asked; 0 where nobody knows.
    """

    title: str
    questionnaire: str
    way: str
    opens_on: date
    closes_on: date
    purpose: str
    population: str
    sampling: str
    population_size: int = 0
    contacted: int = 0
    drawn: bool = False


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a scale in a result: how many chose it, and on which side it lies, 1 the good one, -1 the bad."""

    words: Words
    count: int
    percent: str
    side: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """What was answered to one question on a scale, or to a part as a whole.

    Shares are of the questionnaire's base; `unknown` is that of who did not know, of all who were asked. `before` and
    `bad_before` are those of the survey before, with the change in points.
    """

    question: Question
    levels: Sequence[Level]
    n: int
    dont_know: int
    good: str
    bad: str
    unknown: str = ""
    before: str = ""
    change: str = ""
    bad_before: str = ""
    bad_change: str = ""

    def on(self, side: int) -> list[Level]:
        """The levels of one side, the outermost first where it is the good one."""
        return [one for one in self.levels if one.side == side]

    @property
    def printed(self) -> list[tuple[Words, str]]:
        """What stands in its row: the good levels and their sum, the middle, the bad ones and their sum, the rest."""
        good, middle, bad = ([(one.words, one.percent) for one in self.on(side)] for side in (1, 0, -1))
        return [
            *good, (_("Satisfied in all"), self.good), *middle, *bad, (_("Dissatisfied in all"), self.bad),
            (_("Did not know or say"), self.unknown),
        ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tabled:
    """The results of one part on one scale, which stand in one table; where `spans` are named, with the change.

    `spans`: the first days of the survey before, and of this one.
    """

    part: str
    rows: Sequence[Result]
    spans: tuple[date, date] | None = None

    @property
    def head(self) -> list[Words]:
        """The heads of the columns after the item."""
        return [words for words, _share in self.rows[0].printed]

    @property
    def compared(self) -> list[Result]:
        """The rows that the survey before asked too."""
        return [one for one in self.rows if one.before]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen of the options of one question."""

    question: Question
    levels: Sequence[Level]
    n: int


@dataclass(frozen=True, slots=True)
class SurveyCard:
    """A survey as pages show it; `n` is how many answered."""

    id: int
    agency: str
    unit_path: str
    number: str
    state: str
    design: Design
    document: Questionnaire
    n: int
    improvement: str
    published_on: date | None
    closed_on: date | None = None

    @property
    def subject(self) -> str:
        """The journal's word for it."""
        return f"{SUBJECT}:{self.id}"

    @property
    def response_rate(self) -> str:
        """The share of those asked who answered, in per cent; empty where nobody counted whom was asked."""
        return percent(self.n, self.design.contacted) if self.design.contacted else ""

    @property
    def margin(self) -> str:
        """The sampling error 抽樣誤差 in points at 95 %, for a probability sample only: 2,043 answers give 2.17."""
        return margin(self.n, self.design.population_size) if self.design.drawn and self.n else ""


def percent(n: int, d: int, digits: str = "0.1") -> str:
    """A share in per cent as it is printed; empty where there is nothing to divide by."""
    return str((Decimal(100 * n) / d).quantize(Decimal(digits), ROUND_HALF_UP)) if d else ""


def margin(n: int, population: int = 0) -> str:
    """The sampling error of a share of one half, in points: z sqrt(0.25/n), with (N-n)/(N-1) where N is known."""
    variance = 0.25 / n
    if population > n:
        variance *= (population - n) / (population - 1)
    error = NormalDist().inv_cdf((1 + LEVEL) / 2) * sqrt(variance)
    return str(Decimal(100 * error).quantize(Decimal("0.01"), ROUND_HALF_UP))


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a table of answers: how many were taken, and what is wrong with it by row and column."""

    taken: int = 0
    faults: Sequence[tuple[int, str, str]] = field(default=())
