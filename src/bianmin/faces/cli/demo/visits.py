"""Appointments: of the last working days, who came, who did not and who came without one; and of the days ahead."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final

from bianmin.delivery.appointments.actions.desk import settle, walk_in
from bianmin.delivery.appointments.queries.times import site_of, times
from bianmin.delivery.appointments.vocab import Wish
from bianmin.faces.cli.demo.office import AGENCY, IMMIGRATION, actor
from bianmin.faces.cli.demo.people import Crowd
from bianmin.faces.cli.demo.years import CITIZEN
from bianmin.journeys.appointment import book
from bianmin.kernel.act import act
from bianmin.kernel.rocdate import TAIPEI

BOOKED_BEFORE: Final = timedelta(days=3)
MISSED: Final = 0.15
BY_PHONE: Final = 0.3
CLOSING: Final = time(17)


@dataclass(frozen=True, slots=True)
class Counter:
    """A place with its officer, the services one comes for, how many book a day, and how many come without."""

    agency: str
    site: str
    officer: str
    services: tuple[str, ...]
    booked: int
    without: int


COUNTERS: Final = (
    Counter(AGENCY, "counter", "lin", ("transcript", "name-change", "house-number"), 6, 9),
    Counter(IMMIGRATION, "taipei", "tseng", ("residence-extension", "address-change"), 3, 2),
)


def _book(counter: Counter, day: date, at: datetime, random: Random) -> list[str]:
    """So many times of a day, booked online or by telephone; gives their numbers."""
    free = [one.start for one in times(counter.agency, site_of(counter.agency, counter.site), day, at=at) if one.free]
    made = []
    for start in sorted(random.sample(free, min(counter.booked, len(free)))):
        comes, phoned = Crowd(random).person(day), random.random() < BY_PHONE
        wish = Wish(
            agency=counter.agency, site=counter.site, service_code=random.choice(counter.services), service_name="",
            start=start, key=f"demo-{counter.site}-{start:%Y%m%d%H%M}", name=comes.name, phone=comes.phone,
            email=comes.email,
        )  # fmt: skip
        made.append(book(wish=wish, by=actor(counter.officer, at) if phoned else CITIZEN, at=at).number)
    return made


def _pass(counter: Counter, day: date, random: Random) -> None:
    """A day that is over: some who booked did not come, and some came without an appointment."""
    evening = datetime.combine(day, CLOSING, tzinfo=TAIPEI)
    by = actor(counter.officer, evening)
    for number in _book(counter, day, evening - BOOKED_BEFORE, random):
        settle(number=number, came=random.random() >= MISSED, by=by, at=evening)
    for place in range(counter.without):
        at, key = evening - timedelta(minutes=47 * (place + 1)), f"demo-{counter.site}-{day:%Y%m%d}-{place}"
        walk_in(agency=counter.agency, site=counter.site, key=key, by=by, at=at)


def visit(past: list[date], ahead: list[date], *, seed: int) -> None:
    """Let people come on the days that are over, and book for those ahead; both in order.

    Who comes today booked on the last day that is over: at whatever hour it is made, it is the same.
    """
    random, at = Random(seed), datetime.combine(past[-1], CLOSING, tzinfo=TAIPEI)
    with act():
        for counter in COUNTERS:
            for day in past:
                _pass(counter, day, random)
            for day in ahead:
                _book(counter, day, at, random)
