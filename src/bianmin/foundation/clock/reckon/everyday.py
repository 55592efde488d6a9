"""Every day of a time limit, one by one: counted as the how-many-th, or not counted, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum

from bianmin.foundation.clock.reckon import days
from bianmin.foundation.clock.reckon.limit import Limit, due
from bianmin.foundation.clock.vocab import Period, Rule, Unit
from bianmin.kernel.rocdate import TAIPEI


class Counting(StrEnum):
    """What a day is to a time limit."""

    START = "start"  # the day of receipt, not counted
    COUNTED = "counted"
    PAUSED = "paused"  # the clock stands still
    OFF = "off"  # a day off, where working days or office hours are counted
    PASSED = "passed"  # after the end as counted, a day off or paused: the end moves over it
    REST = "rest"  # the day on which the moved end comes to rest


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day: `number` is which day of the period it is, `minutes` how much of it is counted in a period of hours.

    `part` is 0 for the period itself, 1 for its first extension and so on; `name` the holiday's or closure's.
    """

    day: date
    counting: Counting
    number: int = 0
    minutes: int = 0
    part: int = 0
    name: str = ""


def every_day(limit: Limit) -> tuple[DayLine, ...]:
    """The days from receipt to the due date, each once and in order."""
    return tuple(_hours(limit) if limit.period.unit.hourly else _days(limit))


def _periods(limit: Limit) -> list[Period]:
    return [limit.period, *limit.extensions]


def _days(limit: Limit) -> Iterator[DayLine]:
    ends, last = list(limit.ends()), due(limit).due
    if limit.rule is not Rule.ADVERSE:
        yield DayLine(limit.origin, Counting.START, name=limit.calendar.on(limit.origin).name)
    number, day = 0, limit.first
    while day <= last:
        line = _day(limit, day, ends, last)
        number += line.counting is Counting.COUNTED
        yield replace(line, number=number) if line.counting is Counting.COUNTED else line
        day += days.ONE


def _day(limit: Limit, day: date, ends: Sequence[date], last: date) -> DayLine:
    known = limit.calendar.on(day)
    if day > ends[-1]:
        return DayLine(day, Counting.REST if day == last else Counting.PASSED, part=len(ends) - 1, name=known.name)
    part = next(place for place, end in enumerate(ends) if day <= end)
    if limit.paused(day):
        return DayLine(day, Counting.PAUSED, part=part, name=known.name)
    if days.in_working_days(_periods(limit)[part], limit.rule) and not known.working:
        return DayLine(day, Counting.OFF, part=part, name=known.name)
    return DayLine(day, Counting.COUNTED, part=part, name=known.name)


def _hours(limit: Limit) -> Iterator[DayLine]:
    moments = [limit.origin, *limit.ends()]
    spans = [
        (limit, period, _at(first), _at(last))
        for period, first, last in zip(_periods(limit), moments, moments[1:], strict=False)
    ]
    day, last_day = _at(moments[0]).date(), _at(moments[-1]).date()
    while day <= last_day:
        paused = limit.paused(day)
        minutes = 0 if paused else sum(_minutes(day, *span) for span in spans)
        counting = Counting.PAUSED if paused else Counting.COUNTED if minutes else Counting.OFF
        yield DayLine(day, counting, minutes=minutes, name=limit.calendar.on(day).name)
        day += days.ONE


def _at(moment: date) -> datetime:
    """A moment of a period of hours, which always has a time of day."""
    return moment if isinstance(moment, datetime) else datetime.combine(moment, time(), TAIPEI)


def _minutes(day: date, limit: Limit, period: Period, begins: datetime, ends: datetime) -> int:
    """Minutes of a day that a period between two moments counts."""
    pieces = ((max(opens, begins), min(closes, ends)) for opens, closes in _spans(limit, day, period))
    return sum(max(0, int((last - first).total_seconds() // 60)) for first, last in pieces)


def _spans(limit: Limit, day: date, period: Period) -> Iterator[tuple[datetime, datetime]]:
    if period.unit is Unit.RUNNING_HOURS:
        midnight = datetime.combine(day, time(), TAIPEI)
        yield midnight, midnight + days.ONE
        return
    for opens, closes in limit.hours.spans(limit.calendar.on(day).state):
        yield datetime.combine(day, opens, TAIPEI), datetime.combine(day, closes, TAIPEI)
