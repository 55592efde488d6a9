"""Bookings: by number and code, of an application, and the list of a day."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from django.db.models import Count, QuerySet

from bianmin.delivery.appointments.models import Visit
from bianmin.delivery.appointments.rules import readable
from bianmin.delivery.appointments.vocab import State, VisitCard, Way
from bianmin.foundation.persons.queries import masked, name_mask
from bianmin.kernel import codes
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound
from bianmin.kernel.receipts import new_lettered, plain_lettered

SALT: Final = "bianmin.appointments.code"
MOST: Final = 500
LETTER: Final = "B"


def number_for(short: str, day: date, serial: int) -> str:
    """The number of a booking 預約編號, `TTBN-B1151201-000014`: told from a receipt's by its B, with a check digit."""
    return new_lettered(short, LETTER, day, serial)


def plain_number(text: str) -> str:
    """A number as typed, brought to the form it is kept in; what is none stays as it is."""
    return plain_lettered(LETTER, text)


def visible_to(actor: Actor) -> QuerySet[Visit]:
    """The visits an actor may see."""
    return Visit.objects.filter(readable(actor))


def row(actor: Actor, number: str) -> Visit:
    """A booking that the actor may see.

    Raises:
        NotFound.
    """
    found = visible_to(actor).exclude(number="").filter(number=plain_number(number)).first()
    if found is None:
        raise NotFound
    return found


def code_of(visit: Visit) -> str:
    """The code that opens a booking, as it was printed."""
    return codes.code(SALT, visit.agency, visit.number, visit.key)


def card_of(visit: Visit, name: str = "") -> VisitCard:
    """What is shown of a booking; `name` masked, where it is shown at all."""
    return VisitCard(
        id=visit.pk,
        agency=visit.agency,
        number=visit.number,
        site=visit.site,
        service_code=visit.service_code,
        service_name=visit.service_name,
        start=visit.start,
        minutes=visit.minutes,
        state=visit.state,
        way=visit.way,
        name=name,
        person=visit.person_id,
        matters=visit.matters,
        case=visit.case,
        about=visit.about,
    )


def visit(actor: Actor, number: str) -> VisitCard:
    """A booking, with its code for whoever holds it.

    Raises:
        NotFound.
    """
    found = row(actor, number)
    card = _cards([found])[0]
    return replace(card, code=code_of(found)) if found.subject in actor.holds else card


def _cards(rows: Iterable[Visit]) -> list[VisitCard]:
    found = list(rows)
    policy = name_mask(found[0].agency) if found else None
    return [card_of(one, masked(one.person, policy).name if one.person and policy else "") for one in found]


def of_case(agency: str, case: str) -> VisitCard | None:
    """The visit booked to bring an application along; the caller has asked whether the reader may see that."""
    found = Visit.objects.filter(agency=agency, case=case, state=State.BOOKED).order_by("start").first()
    return card_of(found) if found else None


def of_day(actor: Actor, agency: str, day: date, site: str = "") -> list[VisitCard]:
    """The visits of a day at the actor's units, by time; cancelled ones and those without an appointment are not."""
    rows = visible_to(actor).filter(agency=agency, on=day).exclude(state=State.CANCELLED).exclude(way=Way.WALK_IN)
    if site:
        rows = rows.filter(site=site)
    return _cards(rows.select_related("person").order_by("start", "id")[:MOST])


def unsettled(actor: Actor, agency: str, before: date) -> list[date]:
    """The earlier days on which nobody said of some visit whether it took place."""
    rows = visible_to(actor).filter(agency=agency, state=State.BOOKED, on__lt=before)
    return sorted(set(rows.values_list("on", flat=True)[:MOST]))


def booked_next(actor: Actor, agency: str, after: date) -> date | None:
    """The next day after one on which somebody comes to the actor's units by appointment."""
    rows = visible_to(actor).filter(agency=agency, state=State.BOOKED, on__gt=after)
    return rows.order_by("on").values_list("on", flat=True).first()


def tally(actor: Actor, agency: str, day: date) -> dict[str, int]:
    """How many of a day came with an appointment, did not come, and came without one."""
    rows = visible_to(actor).filter(agency=agency, on=day).order_by()
    found = dict(rows.exclude(way=Way.WALK_IN).values_list("state").annotate(count=Count("pk")))
    return found | {Way.WALK_IN.value: rows.filter(way=Way.WALK_IN).count()}


def to_remind(agency: str, *, after: datetime, until: date, most: int = MOST) -> list[Visit]:
    """Bookings up to a day whose reminder has not gone out."""
    rows = Visit.objects.filter(agency=agency, state=State.BOOKED, reminded_at=None, start__gt=after, on__lte=until)
    return list(rows.select_related("person").order_by("start", "id")[:most])
