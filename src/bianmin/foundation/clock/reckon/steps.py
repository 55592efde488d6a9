"""The sentences that explain a due date, step by step."""

from collections.abc import Iterator
from datetime import date, datetime

from bianmin.foundation.clock.reckon.calendar import SATURDAY, Calendar
from bianmin.foundation.clock.reckon.days import ONE, Test, in_working_days
from bianmin.foundation.clock.vocab import Pause, Period, Rule, Step
from bianmin.kernel.words import N_

FROM_MOMENT = N_("Hours are counted from the moment, {day} (行政程序法 §48 I).")
DAY_AFTER = N_("The first day is not counted: counting begins on {day} (行政程序法 §48 II).")
SAME_DAY = N_("For an adverse act the first day is counted: counting begins on {day} (行政程序法 §48 V).")
WORKING_DAYS = N_("Only working days are counted, by the office calendar.")
PERIOD = N_("The period is {period}.")
OFF_DUTY = N_("{day} is not counted: {name}.")
WORKED = N_("{day} is worked although it is a weekend day, and counted.")
COUNTED = N_("Without pauses it would end on {day}.")
PAUSED = N_("From {first} to {day} the clock stood still: these days are not counted.")
MOVED = N_("With the pauses it ends on {day}.")
EXTENDED = N_("Extended by {period}, it ends on {day}.")
RAW = N_("Counted so, the last day is {day}.")
RAW_MOMENT = N_("Counted so, it ends at {day}.")
NOT_ROLLED = N_("{day} is a day the office works: it stays.")
ADVERSE_STAYS = N_("For an adverse act the last day stays even on a day off: {day} (行政程序法 §48 V).")
DAY_OFF = N_("{day} is a day off ({name}): the last day moves on (行政程序法 §48 IV).")
WEEKEND = N_("{day} is a weekend: the last day moves on (行政程序法 §48 IV).")
DAY_PAUSED = N_("On {day} the clock stands still: the last day moves on.")
ROLLED = N_("The next day the office works is {day}.")
ORDINARY = N_("Counted in the ordinary way it would end on {day}; that counts if it is better for the citizen.")
PROVISIONAL = N_("No official calendar is known for all these days: {day} is provisional.")


def beginning(origin: date, first: date, period: Period, rule: Rule) -> Iterator[Step]:
    """From when counting begins, and how long."""
    if isinstance(origin, datetime):
        yield Step("start", origin, FROM_MOMENT)
        yield Step("period", origin, PERIOD, {"period": period})
        return
    yield Step("start", first, SAME_DAY if rule is Rule.ADVERSE else DAY_AFTER)
    if in_working_days(period, rule):
        yield Step("unit", first, WORKING_DAYS)
    yield Step("period", first, PERIOD, {"period": period})


def unusual(first: date, last: date, calendar: Calendar) -> Iterator[Step]:
    """The days between two days on which the office does not do as in a plain week."""
    for count in range((last - first).days + 1):
        day = first + count * ONE
        known = calendar.on(day)
        if known.working != (day.weekday() < SATURDAY):
            yield Step("worked", day, WORKED) if known.working else Step("off", day, OFF_DUTY, {"name": known.name})


def counted(end: date) -> Step:
    """Where it would end without pauses."""
    return Step("counted", end, COUNTED)


def paused(pause: Pause) -> Step:
    """One pause."""
    return Step("paused", pause.last, PAUSED, {"first": pause.first})


def moved(end: date) -> Step:
    """Where it ends with the pauses."""
    return Step("moved", end, MOVED)


def extended(end: date, period: Period) -> Step:
    """Where it ends after an extension."""
    return Step("extended", end, EXTENDED, {"period": period})


def raw(end: date) -> Step:
    """The end as counted, before a day off moves it."""
    return Step("raw", end, RAW_MOMENT if isinstance(end, datetime) else RAW)


def rolling(end: date, last: date, calendar: Calendar, paused: Test, rule: Rule) -> Iterator[Step]:
    """The days passed over, and where the last day comes to rest."""
    if isinstance(end, datetime):
        return
    if rule is Rule.ADVERSE:
        yield Step("rolled", last, ADVERSE_STAYS)
        return
    day = end
    while day < last:
        yield Step("passed", day, DAY_PAUSED) if paused(day) else _day_off(day, calendar)
        day += ONE
    yield Step("rolled", last, ROLLED if end < last else NOT_ROLLED)


def _day_off(day: date, calendar: Calendar) -> Step:
    name = calendar.on(day).name
    return Step("passed", day, DAY_OFF if name else WEEKEND, {"name": name})


def ordinary(end: date) -> Step:
    """What ordinary counting would give, for the proviso of §48 V."""
    return Step("ordinary", end, ORDINARY)


def provisional(last: date) -> Step:
    """The warning that the calendar is not out yet."""
    return Step("provisional", last, PROVISIONAL)
