"""An appointment of one's own: number and code, what to bring; moved and cancelled; in one's own calendar."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bianmin.delivery.appointments.actions.open import open_booking
from bianmin.delivery.appointments.queries import times as free
from bianmin.delivery.appointments.queries.visits import visit as visit_card
from bianmin.delivery.appointments.vocab import Site, State, VisitCard
from bianmin.faces.portal.appointments.times import day_of, start_of
from bianmin.faces.portal.codes import Opening, opened
from bianmin.faces.portal.common import mistakes, only_here, say, show_own, the_agency
from bianmin.faces.ui.agency import AgencyCard
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.files import download
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.refusals import refusals
from bianmin.foundation.documents.writers import ics
from bianmin.journeys import appointment as journey
from bianmin.kernel.errors import NotFound
from bianmin.kernel.receipts import spaced
from bianmin.kernel.rocdate import local_day


def _own(request: Request, agency: str, number: str) -> tuple[AgencyCard, VisitCard, Site | None]:
    """The agency, the booking and its place, which the agency's rules may no longer name.

    Raises:
        NotFound: it is not the visitor's own.
    """
    here, card = the_agency(agency), visit_card(request.actor, number)
    only_here(here, card.agency)
    if not card.code:
        raise NotFound
    site = next((one for one in free.sites(card.agency) if one.code == card.site), None)
    return here, card, site


@door(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def find(request: Request, agency: str) -> HttpResponseBase:
    """Open an appointment by its number and code."""
    what = Opening(
        "appointments/find",
        _("Appointment number"),
        _("It stands in our message, for example TTBN-B1140305-000010."),
        open_booking,
        "appointment-own",
    )
    return opened(request, agency, what)


@door(ANYONE)
@require_safe
@found
def own(request: Request, agency: str, number: str) -> HttpResponseBase:
    """The appointment with its number and code, where to go and what to bring."""
    here, card, site = _own(request, agency, number)
    words: dict[str, Any] = {
        "code": spaced(card.code),
        "state": State(card.state).label,
        "rules": free.rules_of(card.agency),
    }
    return show_own(request, "appointments/own", visit=card, site=site, say=say(here), **words)


@door(ANYONE)
@require_safe
@found
def calendar(request: Request, agency: str, number: str) -> HttpResponseBase:
    """The appointment for one's own calendar."""
    here, card, site = _own(request, agency, number)
    reader = say(here)
    day = ics.Day(
        uid=f"{card.number}@bianmin", on=local_day(card.start), start=card.start, minutes=card.minutes,
        title=f"{reader(card.service_name)} {card.number}",
        text="\n".join(filter(None, (card.number, reader(site.bring) if site else "", here.phone))),
        place=f"{reader(site.name)} {reader(site.address)}" if site else here.name,
        link=f"{settings.PUBLIC_ADDRESS.rstrip('/')}/{here.slug}/appointments/",
    )  # fmt: skip
    return download(ics.write(here.name, [day], stamp=now()), f"{card.number}.ics", "text/calendar; charset=utf-8")


@door(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def cancel(request: Request, agency: str, number: str) -> HttpResponseBase:
    """Cancel: asked once, then done."""
    here, card, _site = _own(request, agency, number)
    if not card.open:
        return redirect("appointment-own", agency=agency, number=number)
    if request.method == "POST":
        journey.cancel(number=number, by=request.actor, at=now())
        messages.success(request, _("Your appointment is cancelled. Thank you for telling us: somebody else can come."))
        return redirect("appointment-own", agency=agency, number=number)
    return show_own(request, "appointments/cancel", visit=card, say=say(here))


@door(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def move(request: Request, agency: str, number: str, day: str = "") -> HttpResponseBase:
    """Move: the days, then the times of one of them; one press on a time moves it."""
    here, card, site = _own(request, agency, number)
    if not card.open or site is None:
        return redirect("appointment-own", agency=agency, number=number)
    on, errors = day_of(day) if day else None, dict[str, str]()
    if on and request.method == "POST":
        with refusals(errors, "start", passing=(NotFound,)):
            journey.move(number=number, start=start_of(day, request.POST.get("time", "")), by=request.actor, at=now())
            messages.success(request, _("Your appointment is moved."))
            return redirect("appointment-own", agency=agency, number=number)
    shown: dict[str, Any] = {"visit": card, "site": site, "say": say(here), "on": on}
    if on:
        shown["times"] = free.times(card.agency, site, on, at=now())
    else:
        shown["days"] = free.days(card.agency, site, at=now())
    status = 422 if errors else 200
    return show_own(request, "appointments/move", status=status, errors=mistakes(errors), today=today(), **shown)
