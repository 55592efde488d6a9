"""Where and when one can come: the places of a service, its days, and the times of a day with what is free."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from bianmin.delivery.appointments.models import Policy, Seat
from bianmin.delivery.appointments.rules import starts, window
from bianmin.delivery.appointments.vocab import BookingRules, DayFree, Site, TimeFree
from bianmin.foundation.clock.queries import office_calendar
from bianmin.foundation.packs.queries.held import held
from bianmin.kernel.errors import NotFound
from bianmin.kernel.rocdate import TAIPEI

ONE = timedelta(days=1)


def rules_of(agency: str) -> BookingRules | None:
    """The appointments pack that holds for an agency; None where none is loaded: then nobody can book."""
    return held(Policy, BookingRules, agency)


def sites(agency: str, service: str = "") -> tuple[Site, ...]:
    """The places of an agency, those for one service where it is named; none where nothing can be booked."""
    found = rules_of(agency)
    return tuple(one for one in found.sites if not service or one.serves(service)) if found else ()


def site_of(agency: str, code: str) -> Site:
    """A place by its code.

    Raises:
        NotFound.
    """
    found = next((one for one in sites(agency) if one.code == code), None)
    if found is None:
        raise NotFound
    return found


def _taken(agency: str, site: Site, first: date, last: date) -> Counter[datetime]:
    """How many places are taken at each time between two days, of those that the place has now."""
    span = (datetime.combine(first, time.min, TAIPEI), datetime.combine(last + ONE, time.min, TAIPEI))
    rows = Seat.objects.filter(agency=agency, site=site.code, start__range=span, number__lte=site.places)
    return Counter(rows.exclude(taken_by="").values_list("start", flat=True))


def _open(agency: str, site: Site, days: Iterator[date], at: datetime) -> Iterator[tuple[date, datetime]]:
    calendar, soonest = office_calendar(agency), at + timedelta(hours=site.soonest)
    for day in days:
        yield from ((day, start) for start in starts(site, day, calendar) if start >= soonest)


def days(agency: str, site: Site, *, at: datetime) -> list[DayFree]:
    """The days on which one can come, in order, full ones too; closed days are not there."""
    first, last = window(site, at)
    taken, free = _taken(agency, site, first, last), dict[date, int]()
    every = (first + ONE * count for count in range((last - first).days + 1))
    for day, start in _open(agency, site, every, at):
        free[day] = free.get(day, 0) + max(0, site.places - taken[start])
    return [DayFree(day, left) for day, left in free.items()]


def times(agency: str, site: Site, day: date, *, at: datetime) -> list[TimeFree]:
    """The times of a day at which one can come, full ones too; none where the day cannot be booked."""
    first, last = window(site, at)
    if not first <= day <= last:
        return []
    taken = _taken(agency, site, day, day)
    return [
        TimeFree(start, max(0, site.places - taken[start])) for _day, start in _open(agency, site, iter((day,)), at)
    ]
