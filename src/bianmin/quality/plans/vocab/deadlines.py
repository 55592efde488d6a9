"""Deadlines 完成期限 as plans write them: a day, a month, a range, something recurring, or what nobody can read."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from bianmin.kernel.errors import Refused
from bianmin.kernel.rocdate import FOUNDED, parse
from bianmin.kernel.text import narrow

_MONTH: Final = r"(\d{2,3})\s*(?:年|/|\.)\s*(\d{1,2})\s*月?底?"
_ONE: Final = re.compile(_MONTH)
_RANGE: Final = re.compile(rf"{_MONTH}\s*(?:~|至|-|到)\s*(?:(\d{{2,3}})\s*(?:年|/|\.)\s*)?(\d{{1,2}})\s*月?底?")
_LONGEST: Final = 12


class Kind(StrEnum):
    """How a deadline was written."""

    BLANK = "blank"
    DAY = "day"
    MONTH = "month"
    RANGE = "range"
    RECURRING = "recurring"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline as written, and the days it means: `first` only for ranges, `last` where there is an end."""

    text: str
    kind: Kind
    first: date | None = None
    last: date | None = None


def _month_end(year: int, month: int) -> date | None:
    if not 1 <= month <= _LONGEST:
        return None
    gregorian = year + FOUNDED - 1
    return date(gregorian, month, monthrange(gregorian, month)[1])


def _range(text: str, found: re.Match[str]) -> Deadline:
    year, month, until, last_month = (int(part or found[1]) for part in found.groups())
    first, last = _month_end(year, month), _month_end(until, last_month)
    if first is None or last is None or last < first:
        return Deadline(text, Kind.UNREADABLE)
    return Deadline(text, Kind.RANGE, first.replace(day=1), last)


def deadline(text: str) -> Deadline:
    """Read a deadline; what cannot be read is kept as written, never guessed (1076 年3月)."""
    plain = narrow(text)
    if not plain:
        return Deadline(text, Kind.BLANK)
    if plain.startswith("每"):
        return Deadline(text, Kind.RECURRING)
    if found := _RANGE.fullmatch(plain):
        return _range(text, found)
    if found := _ONE.fullmatch(plain):
        last = _month_end(int(found[1]), int(found[2]))
        return Deadline(text, Kind.MONTH, None, last) if last else Deadline(text, Kind.UNREADABLE)
    try:
        return Deadline(text, Kind.DAY, None, parse(plain.removesuffix("前")))
    except Refused:
        return Deadline(text, Kind.UNREADABLE)
