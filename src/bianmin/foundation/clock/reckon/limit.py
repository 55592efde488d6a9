"""When is it due: one period, its rule, the calendar, pauses and extensions brought together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bianmin.foundation.clock.reckon import days, hours, steps
from bianmin.foundation.clock.reckon.calendar import Calendar
from bianmin.foundation.clock.vocab import (
    DEMONSTRATION_HOURS,
    Due,
    OfficeHours,
    Pause,
    Period,
    Rule,
    Step,
)
from bianmin.kernel.errors import Refused
from bianmin.kernel.rocdate import TAIPEI
from bianmin.kernel.words import N_


class NeedsMoment(Refused):
    """Hours are counted from a moment, and only a day was given."""

    message = N_("A period of hours runs from a moment. Give the time too, as in 2026-11-22T14:30.")


class WrongExtension(Refused):
    """An extension in hours of a period in days, or the other way round."""

    message = N_("A period of hours is extended by hours, one of days by days, weeks, months or years.")


class TooFar(Refused):
    """The end lies beyond the year 9999."""

    message = N_("The period ends after the year 9999. Give a shorter one.")


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit: from when, how long, by which rule, and what happened to it since.

    `start` is the day (or moment, for hours) of receipt or service. `pauses` are days not counted, `extensions` follow
    one another at the end of the period as counted, before it moves on from a day off.
    """

    start: date
    period: Period
    calendar: Calendar
    rule: Rule = Rule.LAW
    pauses: Sequence[Pause] = ()
    extensions: Sequence[Period] = ()
    hours: OfficeHours = DEMONSTRATION_HOURS

    def paused(self, day: date) -> bool:
        """Whether the clock stands still on a day."""
        return any(pause.holds(day) for pause in self.pauses)

    @property
    def first(self) -> date:
        """The first day that is counted: the day after, or under §48 V the day itself."""
        start = self.start.astimezone(TAIPEI).date() if isinstance(self.start, datetime) else self.start
        return start if self.rule is Rule.ADVERSE else start + days.ONE

    def end_of(self, period: Period, after: date) -> date:
        """The end of a period that follows on `after`: the day before its first day, or its first moment."""
        if isinstance(after, datetime):
            return hours.end(after, period, paused=self.paused, on=self.calendar.on, hours=self.hours)
        first, working = after + days.ONE, self.calendar.is_working
        return days.end(first, period, self.rule, paused=self.paused, working=working)

    @property
    def origin(self) -> date:
        """What the period follows on: the moment itself for hours, else the day before the first day counted."""
        if not self.period.unit.hourly:
            return self.first - days.ONE
        if not isinstance(self.start, datetime):
            raise NeedsMoment
        return self.start.astimezone(TAIPEI)

    def ends(self) -> Iterator[date]:
        """The end of the period, then the end of each extension."""
        if any(extension.unit.hourly != self.period.unit.hourly for extension in self.extensions):
            raise WrongExtension
        end = self.origin
        for period in (self.period, *self.extensions):
            end = self.end_of(period, end)
            yield end


def due(limit: Limit) -> Due:
    """Reckon when it is due, with every step explained.

    A last day off moves to the next day worked (§48 IV) but under §48 V; periods of hours never move.

    Raises:
        NeedsMoment, WrongExtension, TooFar: each says what to do.
    """
    try:
        return _due(limit)
    except (OverflowError, ValueError):
        raise TooFar from None


def end_of(limit: Limit) -> date:
    """The day or moment on which a limit ends, as `due` has it, without the explanation: for reckoning many.

    Raises:
        NeedsMoment, WrongExtension, TooFar.
    """
    try:
        return _rolled(limit, list(limit.ends())[-1])
    except (OverflowError, ValueError):
        raise TooFar from None


def _rolled(limit: Limit, raw: date) -> date:
    if limit.rule is Rule.ADVERSE or isinstance(raw, datetime):
        return raw
    return days.roll(raw, paused=limit.paused, working=limit.calendar.is_working)


def _due(limit: Limit) -> Due:
    ends = list(limit.ends())
    raw = ends[-1]
    last = _rolled(limit, raw)
    provisional = not (limit.calendar.is_published(limit.first) and limit.calendar.is_published(last))
    return Due(raw, last, provisional, tuple(_explain(limit, ends, last, provisional=provisional)))


def _explain(limit: Limit, ends: Sequence[date], last: date, *, provisional: bool) -> Iterator[Step]:
    yield from steps.beginning(limit.origin, limit.first, limit.period, limit.rule)
    if days.in_working_days(limit.period, limit.rule):
        yield from steps.unusual(limit.first, ends[0], limit.calendar)
    yield from _pausing(limit, ends[0])
    for end, period in zip(ends[1:], limit.extensions, strict=True):
        yield steps.extended(end, period)
    yield steps.raw(ends[-1])
    yield from steps.rolling(ends[-1], last, limit.calendar, limit.paused, limit.rule)
    if limit.rule is Rule.ADVERSE:
        yield steps.ordinary(_due(replace(limit, rule=Rule.LAW)).due)
    if provisional:
        yield steps.provisional(last)


def _pausing(limit: Limit, end: date) -> Iterator[Step]:
    first = limit.origin.date() if isinstance(limit.origin, datetime) else limit.first
    last = end.date() if isinstance(end, datetime) else end
    if any(first <= pause.last and pause.first <= last for pause in limit.pauses):
        without = replace(limit, pauses=(), extensions=())
        yield steps.counted(next(without.ends()))
        for pause in sorted(limit.pauses, key=lambda pause: (pause.first, pause.last)):
            yield steps.paused(pause)
        yield steps.moved(end)


def paused_days(pauses: Sequence[Pause], *, until: date) -> int:
    """How many days the clock stood still up to a day, days in two pauses counted once."""
    lengths = ((pause.first, (min(pause.last, until) - pause.first).days + 1) for pause in pauses)
    return len({first + timedelta(days=count) for first, length in lengths for count in range(length)})
