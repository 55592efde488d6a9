"""Who sees which visits and who settles them, and which times a place has on a day."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db.models import Q

from bianmin.delivery.appointments.models import Visit
from bianmin.delivery.appointments.vocab import SUBJECT, WEEKDAYS, Site
from bianmin.foundation.clock.reckon.calendar import Calendar
from bianmin.foundation.clock.vocab import OfficeHours
from bianmin.kernel.actor import Actor, Role
from bianmin.kernel.reach import in_reach
from bianmin.kernel.rocdate import TAIPEI, local_day


def held(actor: Actor) -> list[int]:
    """The keys of the visits whose code was typed."""
    keys = (subject.removeprefix(f"{SUBJECT}:") for subject in actor.holds if subject.startswith(f"{SUBJECT}:"))
    return [int(key) for key in keys]


def readable(actor: Actor) -> Q:
    """The visits an actor may read: holders their own; officers and chiefs of a unit their units'.

    Auditors, and chiefs of the agency, read all of it.
    """
    return in_reach(actor, Q(pk__in=held(actor)))


def may_settle(actor: Actor, visit: Visit) -> bool:
    """Officers and chiefs of the unit say who came, and book, move and cancel for callers."""
    here = visit.agency in actor.agencies(Role.OFFICER, Role.CHIEF)
    return here and actor.over(visit.unit_path, Role.OFFICER, Role.CHIEF)


def may_change(actor: Actor, visit: Visit) -> bool:
    """Whoever holds a booking changes it, and the desk for a caller."""
    return visit.subject in actor.holds or may_settle(actor, visit)


def starts(site: Site, day: date, calendar: Calendar) -> Iterator[datetime]:
    """The times of a day at which a visit can begin, in order: none on a day the office is closed."""
    text = site.hours.get(WEEKDAYS[day.weekday()])
    if text is None:
        return
    for opens, closes in OfficeHours.parse(text).spans(calendar.on(day).state):
        start, end = datetime.combine(day, opens, TAIPEI), datetime.combine(day, closes, TAIPEI)
        while start + site.length <= end:
            yield start
            start += site.length


def window(site: Site, at: datetime) -> tuple[date, date]:
    """The first and the last day that can be booked now."""
    return local_day(at + timedelta(hours=site.soonest)), local_day(at) + timedelta(days=site.ahead)


def bookable(site: Site, start: datetime, at: datetime, calendar: Calendar) -> bool:
    """Whether a time is one of the place's, neither too soon nor too far ahead."""
    first, last = window(site, at)
    day = local_day(start)
    in_time = first <= day <= last and start >= at + timedelta(hours=site.soonest)
    return in_time and start in starts(site, day, calendar)
