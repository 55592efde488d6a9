"""What comes again 定期: when the next entry of a register is due, and the times in which none was made."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from django.db.models import Max

from bianmin.foundation.clock.queries import office_calendar
from bianmin.foundation.clock.reckon.limit import Limit, due
from bianmin.foundation.clock.vocab import Period, WrongPeriod
from bianmin.foundation.forms.queries.published import form
from bianmin.kernel.actor import Actor
from bianmin.quality.registers.models import Entry
from bianmin.quality.registers.queries.published import fields, name_of, picked, registers, unit_options
from bianmin.quality.registers.rules import may_enter
from bianmin.quality.registers.vocab import UNITS, Again, Missed, Register

SOON: Final = 30
"""How many days before its day something that comes again is told at most; never longer than a third of its time."""
BACK: Final = timedelta(days=366)
NEVER: Final = "none"
"""The rhythm of what does not come again."""

Last = dict[tuple[str, str], date]
Picked = dict[tuple[str, str], list[Entry]]


def _last(agency: str, codes: Iterable[str]) -> Last:
    """The last day of each register and of each that its entries are about; one statement."""
    rows = Entry.objects.filter(agency=agency, register__in=codes, closed_on__isnull=True, happened_on__isnull=False)
    found = rows.values_list("register", "about").annotate(Max("happened_on"))
    return {(code, about): last for code, about, last in found}


def _abouts(of: Register, on: date, known: Picked, begun: Iterable[str]) -> list[tuple[str, str, str]]:
    """What comes again by itself: key, name and time of each."""
    if not of.each:
        return [("", "", of.every)]
    if of.picks.get(of.each) == UNITS:
        units = unit_options(of.agency, on)
        return [(code, units[code], of.every) for code in sorted(begun) if code in units]
    if of.each in of.picks:
        rows = known.get((of.agency, of.picks[of.each]), [])
        return [(row.number, name_of(row), str(row.answers.get(of.rhythm) or of.every)) for row in rows]
    asked = next(one for one in fields(form(of.agency, of.form)) if one.code == of.each)
    return [(option.value, option.label, of.every) for option in asked.options]


def _period(text: str, of: Register) -> Period:
    try:
        return Period.parse(text)
    except WrongPeriod:
        return Period.parse(of.every)


def next_due(of: Register, last: date, every: str) -> date:
    """By when the next one is due after one of a day."""
    return due(Limit(last, _period(every, of), office_calendar(of.agency))).due_on


def _turns(of: Register, on: date, last: Last, known: Picked) -> list[Again]:
    return [_again(of, on, last.get((of.id, key)), key, name, every)
            for key, name, every in _abouts(of, on, known, [key for code, key in last if code == of.id])
            if every != NEVER]  # fmt: skip


def _again(of: Register, on: date, last: date | None, key: str, name: str, every: str) -> Again:
    if last is None:
        return Again(of, None, None, overdue=False, about=name, key=key)
    until = next_due(of, last, every)
    return Again(of, last, until, overdue=until < on, about=name, key=key)


def turns(of: Register, on: date) -> list[Again]:
    """When the next entries of a register are due, the most pressing first; empty where entries do not come again."""
    if not of.every:
        return []
    found = _turns(of, on, _last(of.agency, [of.id]), picked([of], on))
    return sorted(found, key=lambda one: one.due_on or date.min)


def _pressing(one: Again, on: date) -> bool:
    if one.last is None or one.due_on is None:
        return True
    return one.due_on <= on + timedelta(days=min(SOON, (one.due_on - one.last).days // 3))


def to_enter(actor: Actor, agency: str, on: date) -> list[list[Again]]:
    """What is due in the registers in which the actor enters, overdue or soon; by register.

    For the first time where something was entered before, or stands in the register that is picked from, or where the
    register says that it is expected.
    """
    known = [one for one in registers(agency, on) if one.every and may_enter(actor, one)]
    last, picks = _last(agency, [one.id for one in known]), picked(known, on)
    begun = {code for code, _about in last}
    told = [of for of in known if of.id in begun or of.expected or of.each in of.picks]
    found = ([one for one in _turns(of, on, last, picks) if _pressing(one, on)] for of in told)
    return [pressing for pressing in found if pressing]


def missed(of: Register, on: date) -> list[Missed]:
    """The times of the last year in which an entry was due and none was made 缺漏; two statements."""
    if not of.every:
        return []
    rows = Entry.objects.filter(
        agency=of.agency, register=of.id, closed_on__isnull=True, happened_on__range=(on - BACK, on)
    ).order_by("happened_on")
    days: dict[str, list[date]] = {}
    for about, day in rows.values_list("about", "happened_on").distinct():
        days.setdefault(about, []).extend([day] if day else [])
    known = picked([of], on)
    return [gap for key, name, every in _abouts(of, on, known, days) if every != NEVER
            for gap in _gaps(of, days.get(key, []), name, every)]  # fmt: skip


def _gaps(of: Register, days: list[date], name: str, every: str) -> list[Missed]:
    dues = ((before, after, next_due(of, before, every)) for before, after in pairwise(days))
    return [Missed(name, before, until, after) for before, after, until in dues if after > until]
