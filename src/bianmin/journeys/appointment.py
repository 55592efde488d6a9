"""Come by appointment 預約到場: about a service, with an application one has filed; told of it, and reminded."""

from dataclasses import replace
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.appointments.actions import book as visits
from bianmin.delivery.appointments.models import Visit
from bianmin.delivery.appointments.queries.times import rules_of
from bianmin.delivery.appointments.queries.visits import of_case, to_remind
from bianmin.delivery.appointments.vocab import VisitCard, Way, Wish
from bianmin.delivery.cases.queries.visible import row
from bianmin.delivery.catalog.queries import service
from bianmin.foundation.notices.actions.sending import reached_by_us, send
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound, Refused
from bianmin.kernel.rocdate import TAIPEI, local_day


def _tell(visit: Visit, template: str, *, by: Actor, at: datetime, how: bool = False) -> None:
    """Tell whoever booked by e-mail or text message; with `how` also by a task for the desk where neither reaches."""
    if visit.person is None or not (how or reached_by_us(visit.person, template)):
        return
    values = {
        "number": visit.number,
        "service": visit.service_name,
        "place": visit.site_name,
        "visit_on": visit.on,
        "time": f"{visit.start.astimezone(TAIPEI):%H:%M}",
        "told_at": at.isoformat(),
    }
    send(
        template=template, to=visit.person, subject=visit.subject, params=values, by=by, at=at,
        unit_path=visit.unit_path,
    )  # fmt: skip


class ApplicationIsNotYours(Refused):
    """There is no such application, or it is somebody else's."""

    message = _("This application was not found. Open it with its code first, or book without it.")


def _check_own(number: str, by: Actor) -> None:
    """An application brought along is the booker's own, or one that the desk may see."""
    try:
        case = row(by, number)
    except NotFound:
        raise ApplicationIsNotYours(field="case") from None
    if not by.staff and case.subject not in by.holds:
        raise ApplicationIsNotYours(field="case")


@act()
def book(*, wish: Wish, by: Actor, at: datetime) -> Visit:
    """Book a visit about a service of the agency; an application brought along is the booker's own.

    Raises:
        NotFound: no such service or place. ApplicationIsNotYours. What `appointments` refuses.
    """
    card = service(wish.agency, wish.service_code, local_day(at))
    if wish.case:
        _check_own(wish.case, by)
    way = Way.PHONE if by.staff else Way.ONLINE
    visit = visits.book(wish=replace(wish, service_name=card.name, way=way.value), by=by, at=at)
    _tell(visit, "appointment-made", by=by, at=at)
    return visit


@act()
def move(*, number: str, start: datetime, by: Actor, at: datetime) -> None:
    """Move a booking; when the office moves it, whoever booked is told in any case."""
    visit = visits.move(number=number, start=start, by=by, at=at)
    _tell(visit, "appointment-moved", how=by.staff, by=by, at=at)


@act()
def cancel(*, number: str, by: Actor, at: datetime) -> None:
    """Cancel a booking; when the office cancels it, whoever booked is told in any case."""
    visit = visits.cancel(number=number, by=by, at=at)
    _tell(visit, "appointment-cancelled", how=by.staff, by=by, at=at)


def appointment_of(actor: Actor, number: str) -> VisitCard | None:
    """The visit booked to bring a case along, for whoever may see the case."""
    case = row(actor, number)
    return of_case(case.agency, case.number)


@act()
def _remind_one(visit: Visit, *, by: Actor, at: datetime) -> bool:
    noted = visits.note_reminded(visit=visit, by=by, at=at)
    if noted:
        _tell(visit, "appointment-reminder", by=by, at=at)
    return noted


def remind(*, agency: str, by: Actor, at: datetime) -> int:
    """Remind those whose visit is near, as many days before as the agency's rules say; tells how many."""
    rules = rules_of(agency)
    if rules is None or not rules.remind:
        return 0
    until = local_day(at) + timedelta(days=rules.remind)
    return sum(_remind_one(visit, by=by, at=at) for visit in to_remind(agency, after=at, until=until))
