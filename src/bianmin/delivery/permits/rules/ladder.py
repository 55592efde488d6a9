"""Which reminders are due: from the policy, the last day and the calendar alone, without a database."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bianmin.delivery.permits.vocab.ladders import Ladder, Rung
from bianmin.delivery.permits.vocab.states import Channel, Result, Why
from bianmin.foundation.clock.reckon.calendar import Calendar

ONE: Final = timedelta(days=1)
LONGEST_HOLIDAY: Final = 30
"""How many days a step may move because of days off; Lunar New Year has at most ten."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One step for one permit: its day, and why it is left out (empty: it is done)."""

    rung: Rung
    planned_on: date
    why: str = ""


@dataclass(frozen=True, slots=True)
class Standings:
    """What is known of a permit when its reminders are planned.

    `results` are those of earlier contacts, `reasons` what excludes it, `channels` the ways that lead to its holder.
    """

    results: Collection[str] = ()
    reasons: Collection[str] = ()
    channels: Collection[str] = tuple(Channel)


def rung_day(ladder: Ladder, rung: Rung, ends_on: date, calendar: Calendar) -> date:
    """The day of a step for a permit whose last day is `ends_on`, moved from a day off as the policy says."""
    day = ends_on - timedelta(days=rung.days)
    if ladder.day_off == "stay":
        return day
    stride = -ONE if ladder.day_off == "before" else ONE
    for _ in range(LONGEST_HOLIDAY):
        if calendar.is_working(day):
            return day
        day += stride
    return day


def reach(ladder: Ladder, rung: Rung, on: date, calendar: Calendar) -> date:
    """The furthest last day for which the step is due on a day: what a search for permits is bounded by."""
    furthest = on + timedelta(days=rung.days)
    ahead = [furthest + count * ONE for count in range(1, LONGEST_HOLIDAY + 1)]
    late = [furthest - count * ONE for count in range(LONGEST_HOLIDAY)]
    days = reversed(ahead) if ladder.day_off == "before" else ()
    return next((day for day in (*days, *late) if rung_day(ladder, rung, day, calendar) <= on), on - ONE)


def _left_out(ladder: Ladder, rung: Rung, known: Standings) -> str:
    """Why a step is left out, empty where it is done."""
    if Why.RENEWED in known.reasons:
        return Why.RENEWED.value
    for exclusion in ladder.exclude:
        if exclusion.why in known.reasons and rung.channel in exclusion.channels:
            return exclusion.why.value
    if {Result(result) for result in known.results} & set(rung.unless):
        return Why.SETTLED.value
    return "" if rung.channel in known.channels else Why.NO_WAY.value


def plan(
    ladder: Ladder, ends_on: date, on: date, calendar: Calendar, *, made: Collection[str], known: Standings
) -> Iterator[Planned]:
    """The steps that are due on a day and not made yet; of several only the last that can be done is done.

    So after days without a run a holder hears once, by the most urgent way, and of every step it is known why not.
    """
    due = [(rung, rung_day(ladder, rung, ends_on, calendar)) for rung in ladder.steps]
    waiting = [(rung, day) for rung, day in due if day <= on and rung.code not in made]
    done = False
    for rung, day in reversed(waiting):
        why = Why.OVERTAKEN.value if done else _left_out(ladder, rung, known)
        done = done or not why
        yield Planned(rung, day, why)


def calendar_of(ladder: Ladder, ends_on: date, calendar: Calendar) -> Sequence[tuple[Rung, date]]:
    """Every step of a ladder with its day, for whoever asks when reminders come."""
    return [(rung, rung_day(ladder, rung, ends_on, calendar)) for rung in ladder.steps]


def ways(*, phone: str, address: str) -> tuple[str, ...]:
    """The channels that lead to a holder: a telephone number for calls, an address for letters and visits."""
    found: Mapping[str, str] = {Channel.LETTER: address, Channel.PHONE: phone, Channel.VISIT: address}
    return tuple(Channel(channel).value for channel, place in found.items() if place)
