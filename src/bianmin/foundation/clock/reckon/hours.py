"""Counting in hours, from the moment on 行政程序法 §48 I."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta

from bianmin.foundation.clock.reckon.days import ONE, Test
from bianmin.foundation.clock.vocab import Day, OfficeHours, Period, Unit
from bianmin.kernel.rocdate import TAIPEI

Span = tuple[datetime, datetime]


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, TAIPEI)


def _days(start: datetime, paused: Test) -> Iterator[date]:
    day = start.date()
    while True:
        if not paused(day):
            yield day
        day += ONE


def whole_days(start: datetime, paused: Test) -> Iterator[Span]:
    """The time that runs: every day that is not paused, from midnight to midnight."""
    for day in _days(start, paused):
        yield _at(day, time.min), _at(day + ONE, time.min)


def office_time(start: datetime, paused: Test, on: Callable[[date], Day], hours: OfficeHours) -> Iterator[Span]:
    """The time that is worked: the office hours of every day that is not paused, without the lunch break."""
    for day in _days(start, paused):
        for opens, closes in hours.spans(on(day).state):
            yield _at(day, opens), _at(day, closes)


def end(start: datetime, period: Period, *, paused: Test, on: Callable[[date], Day], hours: OfficeHours) -> datetime:
    """The moment a period of hours ends; hours of a paused day are not counted."""
    running = period.unit is Unit.RUNNING_HOURS
    spans = whole_days(start, paused) if running else office_time(start, paused, on, hours)
    left = timedelta(hours=period.amount)
    for opens, closes in spans:
        begins = max(opens, start)
        if closes - begins >= left:
            return begins + left
        left -= max(closes - begins, timedelta())
    raise AssertionError  # the days never end


def worked(start: datetime, until: datetime, *, on: Callable[[date], Day], hours: OfficeHours) -> timedelta:
    """How much office time lies between two moments; nothing where the later is not later."""
    total = timedelta()
    for opens, closes in office_time(start.astimezone(TAIPEI), _never, on, hours):
        if opens >= until:
            return total
        total += max(min(closes, until) - max(opens, start), timedelta())
    raise AssertionError  # the days never end


def _never(_day: date) -> bool:
    return False
