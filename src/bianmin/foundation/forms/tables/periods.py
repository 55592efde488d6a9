"""Add periods up by a decision table: which days of which period count, and why 期間併計."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field as Key

from bianmin.foundation.forms.tables.decide import cuts, decide
from bianmin.foundation.forms.tables.shapes import Row
from bianmin.foundation.forms.vocab import Field, FieldType, Json, Lax
from bianmin.foundation.packs.vocab import Shape

DAY = "day"
"""What a row of counting calls the day itself."""


class Counting(Row):
    """One row of a rule: whether days like these count, why, and by which law."""

    counted: bool
    reason: str = Key(min_length=1, max_length=300)
    basis: str = Key(default="", max_length=300)


class CountingRule(Shape):
    """One rule by which periods are added up.

    `need` full years are asked for. A year counts in full when at least `least_days` of its days count; `year` says
    whether years are those of the calendar or run from the first day that counts.
    """

    code: Annotated[str, Key(pattern=r"^[a-z][a-z0-9_-]{0,39}$")]
    name: str = Key(min_length=1, max_length=120)
    need: int = Key(ge=1, le=60)
    least_days: int = Key(ge=1, le=366)
    year: Literal["calendar", "running"] = "calendar"
    basis: str = Key(default="", max_length=300)
    source: str = Key(default="", max_length=200)
    rows: Annotated[tuple[Counting, ...], Lax, Key(min_length=1, max_length=100)]


@dataclass(frozen=True, slots=True)
class Stay:
    """One period, first and last day included, with what else was answered about it."""

    first: date
    last: date
    answers: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a period that one row decides: how many of its days count; those counted before count once."""

    stay: int
    first: date
    last: date
    days: int
    counted: int
    row: Counting

    @property
    def twice(self) -> int:
        """How many of its days another period has counted already."""
        return self.days - self.counted if self.row.counted else 0


@dataclass(frozen=True, slots=True)
class YearSum:
    """One year: its first and last day, how many of its days count, and whether it counts in full."""

    first: date
    last: date
    days: int
    full: bool


@dataclass(frozen=True, slots=True)
class Total:
    """What a rule makes of the periods, with all of its working."""

    rule: CountingRule
    pieces: tuple[Piece, ...]
    years: tuple[YearSum, ...]
    days: int

    @property
    def full_years(self) -> int:
        """How many years count in full."""
        return sum(year.full for year in self.years)

    @property
    def missing(self) -> int:
        """How many full years are still missing."""
        return max(self.rule.need - self.full_years, 0)


def day_field() -> Field:
    """The question that rows of counting decide upon besides those asked: the day itself."""
    return Field(code=DAY, type=FieldType.ROC_DATE, label="日期", required=True)


def _pieces(rule: CountingRule, stays: Sequence[Stay]) -> Iterator[tuple[Piece, set[int]]]:
    starts = cuts(day_field(), rule.rows)
    taken: set[int] = set()
    for number, stay in enumerate(stays):
        first, last = stay.first.toordinal(), stay.last.toordinal()
        edges = [first, *(cut for cut in starts if first < cut <= last), last + 1]
        for begins, ends in pairwise(edges):
            day = date.fromordinal(begins)
            row = decide(rule.rows, {**stay.answers, DAY: day.isoformat()})
            fresh = set(range(begins, ends)) - taken if row.counted else set()
            taken |= fresh
            yield Piece(number, day, date.fromordinal(ends - 1), ends - begins, len(fresh), row), fresh


def _after(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def _years(rule: CountingRule, days: set[int]) -> Iterator[YearSum]:
    if not days:
        return
    first, last = date.fromordinal(min(days)), date.fromordinal(max(days))
    start = date(first.year, 1, 1) if rule.year == "calendar" else first
    number = 0
    while (begins := _after(start, number)) <= last:
        ends = date.fromordinal(_after(start, number + 1).toordinal() - 1)
        count = len(days & set(range(begins.toordinal(), ends.toordinal() + 1)))
        yield YearSum(begins, ends, count, count >= rule.least_days)
        number += 1


def add_up(rule: CountingRule, stays: Sequence[Stay]) -> Total:
    """What a rule makes of some periods; days in two of them count once."""
    found = list(_pieces(rule, sorted(stays, key=lambda stay: (stay.first, stay.last))))
    days: set[int] = set().union(*(fresh for _piece, fresh in found))
    return Total(rule, tuple(piece for piece, _fresh in found), tuple(_years(rule, days)), len(days))
