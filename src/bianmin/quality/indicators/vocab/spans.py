"""Spans of time that figures are given for: 113, 113-Q2, 113-04, 2024, 2024-04-01..2024-04-30."""

import re
from calendar import month_name, monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from bianmin.kernel.errors import Refused
from bianmin.kernel.rocdate import FOUNDED, english, roc
from bianmin.kernel.tongues import is_chinese
from bianmin.kernel.words import LISTENER

_SPAN: Final = re.compile(r"(?P<year>\d{2,4})(?:-(?P<part>Q[1-4]|H[12]|0[1-9]|1[0-2]))?")
_RANGE: Final = re.compile(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})")
_FOUR_DIGITS: Final = 4


class UnreadableSpan(Refused):
    """The text is no span of time."""

    message = _("{text} is not a period. Write 113, 113-Q2, 113-H1, 113-04, 2024 or 2024-04-01..2024-04-30.")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Days from `first` to `last`, both counted; `text` is its one spelling, in ROC years where it is a calendar part.

    Two spellings of one span (113, 2024) are equal and print the same.
    """

    first: date
    last: date
    text: str

    def __str__(self) -> str:
        return self.text

    @property
    def label(self) -> str:
        """What people read: 113年, 113年第2季, 113年上半年, 113年4月, 113年4月1日至113年4月30日.

        In other languages 2024, Q2 2024, first half of 2024, April 2024, 1 April 2024 to 30 April 2024.
        """
        if not is_chinese(LISTENER.language() or "zh"):
            return self._english()
        year, _dash, part = self.text.partition("-")
        if ".." in self.text:
            return f"{roc(self.first)}至{roc(self.last)}"
        if not part:
            return f"{year}年"
        if part[0] == "Q":
            return f"{year}年第{part[1]}季"
        if part[0] == "H":
            return f"{year}年{'上' if part == 'H1' else '下'}半年"
        return f"{year}年{int(part)}月"

    def _english(self) -> str:
        _year, _dash, part = self.text.partition("-")
        year = self.first.year
        if ".." in self.text:
            return f"{english(self.first)} to {english(self.last)}"
        if not part:
            return str(year)
        if part[0] == "Q":
            return f"Q{part[1]} {year}"
        if part[0] == "H":
            return f"{'first' if part == 'H1' else 'second'} half of {year}"
        return f"{month_name[self.first.month]} {year}"

    @property
    def year_before(self) -> "Span":
        """The comparable span a year earlier 去年同期."""
        if ".." not in self.text:
            year, dash, part = self.text.partition("-")
            return span(f"{int(year) - 1:02}{dash}{part}")
        return _ranged(_back(self.first), _back(self.last))

    @property
    def before(self) -> "Span":
        """The span of the same length that ends the day before: of a month the month before."""
        if ".." in self.text:
            length = self.last - self.first + timedelta(days=1)
            return _ranged(self.first - length, self.last - length)
        last = self.first - timedelta(days=1)
        part, year = self.text.partition("-")[2], last.year - FOUNDED + 1
        if not part:
            return span(f"{year:02}")
        size = {"Q": 3, "H": 6}.get(part[0])
        return span(f"{year:02}-{part[0]}{(last.month - 1) // size + 1}" if size else f"{year:02}-{last.month:02}")

    @property
    def three_before(self) -> tuple["Span", "Span", "Span"]:
        """The three spans of the same length before this one, the nearest first."""
        return self.before, self.before.before, self.before.before.before

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def months(self) -> tuple["Span", ...]:
        """The calendar months that lie in the span, whole or in part."""
        count = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
        steps = (self.first.month - 1 + step for step in range(count))
        return tuple(_part(self.first.year + step // 12, f"{step % 12 + 1:02}") for step in steps)


def _back(day: date) -> date:
    return day.replace(year=day.year - 1, day=min(day.day, monthrange(day.year - 1, day.month)[1]))


def _ranged(first: date, last: date) -> Span:
    return Span(first, last, f"{first}..{last}")


def _part(year: int, part: str) -> Span:
    """A year (`part` empty) or a quarter, half or month of it; `year` is Gregorian."""
    size = {"": 12, "Q": 3, "H": 6}.get(part[:1], 1)
    begin = 1 if not part else (int(part[1:]) - 1) * size + 1 if part[0] in "QH" else int(part)
    end = begin + size - 1
    text = f"{year - FOUNDED + 1}-{part}".rstrip("-")
    return Span(date(year, begin, 1), date(year, end, monthrange(year, end)[1]), text)


def span(text: str) -> Span:
    """Read a span; a year of four digits is Gregorian, a shorter one of the Republic.

    Raises:
        UnreadableSpan: the text is none, its days do not exist, or its end lies before its beginning.
    """
    plain = text.strip().upper()
    if found := _RANGE.fullmatch(plain):
        return _read_range(text, found[1], found[2])
    parts = _SPAN.fullmatch(plain)
    if parts is None:
        raise UnreadableSpan(text=text)
    year = int(parts["year"]) if len(parts["year"]) == _FOUR_DIGITS else int(parts["year"]) + FOUNDED - 1
    if year < FOUNDED:
        raise UnreadableSpan(text=text)
    return _part(year, parts["part"] or "")


def _read_range(text: str, first: str, last: str) -> Span:
    try:
        days = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        raise UnreadableSpan(text=text) from None
    if days[0] > days[1]:
        raise UnreadableSpan(text=text)
    return _ranged(*days)
