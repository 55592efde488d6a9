"""Take a place at a time, and give it back."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.appointments.models import Seat
from bianmin.kernel.errors import Refused

STEP: Final = timedelta(minutes=5)
"""A room is taken in steps of so long, each a place of its own, so that what overlaps meets."""


class TimeIsFull(Refused):
    """Somebody else has the last place at this time."""

    message = _("Somebody has just taken the last place at this time. Choose another time; what you typed is kept.")


def _lay_out(agency: str, site: str, start: datetime, places: int) -> None:
    """Lay out the places of a time; who lays them out at the same moment finds them there."""
    there = Seat.objects.filter(agency=agency, site=site, start=start).count()
    numbers = range(there + 1, places + 1)
    rows = (Seat(agency=agency, site=site, start=start, number=number) for number in numbers)
    Seat.objects.bulk_create(rows, ignore_conflicts=True)


def take(*, agency: str, site: str, start: datetime, places: int, key: str) -> None:
    """Take the first free place at a time, within the caller's act; one that the key has already is kept.

    One conditional UPDATE whose row count is checked: of two who reach for the last place one gets it.

    Raises:
        TimeIsFull.
    """
    rows = Seat.objects.filter(agency=agency, site=site, start=start)
    if rows.filter(taken_by=key).exists():
        return
    _lay_out(agency, site, start, places)
    while found := rows.filter(taken_by="", number__lte=places).order_by("number").first():
        if Seat.objects.filter(pk=found.pk, taken_by="").update(taken_by=key):
            return
    raise TimeIsFull(field="start")


def _steps(start: datetime, minutes: int) -> Iterator[datetime]:
    step = start - timedelta(minutes=start.minute % 5, seconds=start.second, microseconds=start.microsecond)
    while step < start + timedelta(minutes=minutes):
        yield step
        step += STEP


def take_span(*, agency: str, site: str, start: datetime, minutes: int, key: str) -> bool:
    """Take a room for so long, within the caller's act; whether nobody else has it for a part of that time.

    What the key had of this agency before is given back. All steps are one conditional UPDATE whose row count is
    checked; they are locked in order, so that two who overlap wait for one another.
    """
    Seat.objects.filter(agency=agency, taken_by=key).update(taken_by="")
    steps = list(_steps(start, minutes))
    rows = [Seat(agency=agency, site=site, start=step, number=1) for step in steps]
    Seat.objects.bulk_create(rows, ignore_conflicts=True)
    there = Seat.objects.filter(agency=agency, site=site, start__in=steps, number=1)
    free = list(there.select_for_update().order_by("start").values_list("taken_by", flat=True))
    return not any(free) and there.filter(taken_by="").update(taken_by=key) == len(steps)


def give_back(*, agency: str, site: str, start: datetime, key: str) -> None:
    """Give a place back: the next who asks gets it."""
    Seat.objects.filter(agency=agency, site=site, start=start, taken_by=key).update(taken_by="")
