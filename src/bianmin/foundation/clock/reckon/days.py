"""Counting in days, weeks, months and years 行政程序法 §48 II-V."""

import calendar as months_of
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from bianmin.foundation.clock.vocab import Period, Rule, Unit

ONE: Final = timedelta(days=1)
WEEK: Final = 7
YEAR: Final = 12

Test = Callable[[date], bool]


def in_working_days(period: Period, rule: Rule) -> bool:
    """Whether a period is counted in working days: by its unit, or days by the rule for documents and petitions."""
    return period.unit is Unit.WORKING_DAYS or (rule is Rule.WORKING and period.unit is Unit.DAYS)


def nth(first: date, count: int, counted: Test) -> date:
    """The `count`-th day from `first` on, `first` itself included, among the days that are counted."""
    day, left = first, count
    while True:
        left -= counted(day)
        if left == 0:
            return day
        day += ONE


def months_end(first: date, months: int) -> date:
    """The last day of a period of months that begins on `first`.

    It is the day before the corresponding day, or the month's last day where that month has no such day (§48 III).
    """
    year, month = divmod(first.year * YEAR + first.month - 1 + months, YEAR)
    last = months_of.monthrange(year, month + 1)[1]
    return date(year, month + 1, last) if first.day > last else date(year, month + 1, first.day) - ONE


def length(first: date, period: Period) -> int:
    """How many calendar days a period has that begins on `first`; for working days their number."""
    if period.unit in {Unit.MONTHS, Unit.YEARS}:
        months = period.amount * (YEAR if period.unit is Unit.YEARS else 1)
        return (months_end(first, months) - first).days + 1
    return period.amount * (WEEK if period.unit is Unit.WEEKS else 1)


def end(first: date, period: Period, rule: Rule, *, paused: Test, working: Test) -> date:
    """The last day of a period that begins on `first`: paused days are not counted, nor days off in working days."""
    if in_working_days(period, rule):
        return nth(first, period.amount, lambda day: working(day) and not paused(day))
    return nth(first, length(first, period), lambda day: not paused(day))


def roll(day: date, *, paused: Test, working: Test) -> date:
    """The next day on which the office works and the clock runs, the day itself if it is one (§48 IV)."""
    return nth(day, 1, lambda later: working(later) and not paused(later))
