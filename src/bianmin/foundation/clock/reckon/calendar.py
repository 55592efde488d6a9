"""The office calendar 辦公日曆: which days an office works."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Final

from bianmin.foundation.clock.vocab import Day, DayState, Origin

SATURDAY: Final = 5
WORKED: Final = "+"
"""In a table of exceptions: a weekend day that is worked 補行上班."""

FIXED: Final = {
    (1, 1): "中華民國開國紀念日",
    (2, 28): "和平紀念日",
    (4, 4): "兒童節",
    (4, 5): "民族掃墓節",
    (5, 1): "勞動節",
    (9, 28): "孔子誕辰紀念日",
    (10, 10): "國慶日",
    (10, 25): "臺灣光復暨金門古寧頭大捷紀念日",
    (12, 25): "行憲紀念日",
}
"""Holidays with a fixed date, for years no calendar is known of (紀念日及節日實施條例, 2025-05-28)."""


@dataclass(frozen=True, slots=True)
class Year:
    """One year of a calendar: what differs from plain weeks, `MMDD` -> name of the day off, or `+` for a day worked."""

    exceptions: Mapping[str, str]
    origin: Origin = Origin.BUILT_IN
    published: bool = True

    def on(self, day: date) -> Day:
        """The day as this year's table has it."""
        found = self.exceptions.get(f"{day.month:02}{day.day:02}")
        if found is None:
            return Day(_weekly(day), origin=self.origin)
        if found == WORKED:
            return Day(DayState.OPEN, origin=self.origin)
        return Day(DayState.CLOSED, found, self.origin)


def _weekly(day: date) -> DayState:
    return DayState.OPEN if day.weekday() < SATURDAY else DayState.CLOSED


@dataclass(frozen=True, slots=True)
class Calendar:
    """An office's calendar: its own closures over the years known, over weekends and fixed holidays."""

    years: Mapping[int, Year]
    local: Mapping[date, Day] = field(default_factory=dict)

    def on(self, day: date) -> Day:
        """What the office does on a day."""
        if found := self.local.get(day):
            return found
        if year := self.years.get(day.year):
            return year.on(day)
        name = FIXED.get((day.month, day.day), "")
        return Day(DayState.CLOSED if name else _weekly(day), name, Origin.ASSUMED)

    def is_working(self, day: date) -> bool:
        """Whether the office works on a day, if only half of it."""
        return self.on(day).working

    def is_published(self, day: date) -> bool:
        """Whether the official calendar of the day's year is known."""
        year = self.years.get(day.year)
        return year is not None and year.published

    def working_days(self, first: date, last: date) -> int:
        """How many days are worked from `first` to `last`, both included; 0 when they are the wrong way round."""
        return sum(self.is_working(first + timedelta(days=count)) for count in range((last - first).days + 1))

    def with_years(self, years: Mapping[int, Year]) -> "Calendar":
        """The same calendar with other tables for some years: an imported official calendar wins."""
        return replace(self, years={**self.years, **years})

    def with_local(self, local: Mapping[date, Day]) -> "Calendar":
        """The same calendar with closures of one office."""
        return replace(self, local={**self.local, **local})


@cache
def built_in() -> Calendar:
    """The calendar that comes with Bianmin: published for 2001 to 2027, foreseen to 2040 (see `contrib.yearly`)."""
    table = json.loads((Path(__file__).parent / "taiwan.json").read_text(encoding="utf-8"))
    first, last = table["published"]
    years = {int(year): rows for year, rows in table["years"].items()}
    return Calendar({year: Year(rows, published=first <= year <= last) for year, rows in years.items()})
