"""Choose where and when to come: a list of places, of days, of the times of a day; each choice is a link."""

from datetime import date, datetime
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from bianmin.delivery.appointments.queries import times as free
from bianmin.delivery.appointments.vocab import Site
from bianmin.delivery.catalog.queries import service as service_card
from bianmin.delivery.catalog.vocab import ServiceCard
from bianmin.faces.portal.common import say, show_own, the_agency
from bianmin.faces.ui.agency import AgencyCard
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.kernel.errors import NotFound
from bianmin.kernel.rocdate import TAIPEI


def place(agency: str, service: str, site: str) -> tuple[AgencyCard, ServiceCard, Site]:
    """The agency, service and place of an address.

    Raises:
        NotFound: none such, or the place is not for this service.
    """
    here = the_agency(agency)
    card, chosen = service_card(here.code, service, today()), free.site_of(here.code, site)
    if not chosen.serves(service):
        raise NotFound
    return here, card, chosen


def day_of(text: str) -> date:
    """The day in an address.

    Raises:
        NotFound: there is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotFound from None


def start_of(day: str, time: str) -> datetime:
    """The moment that a day and a time of day (`0920`) in an address name.

    Raises:
        NotFound: they name none.
    """
    try:
        return datetime.strptime(f"{day} {time}", "%Y-%m-%d %H%M").replace(tzinfo=TAIPEI)
    except ValueError:
        raise NotFound from None


@door(ANYONE)
@require_safe
@found
def days(request: Request, agency: str, service: str, site: str = "") -> HttpResponseBase:
    """The places that receive visits about a service; of the only one, or the one chosen, its days."""
    here = the_agency(agency)
    card = service_card(here.code, service, today())
    places = free.sites(here.code, service)
    if not places:
        raise NotFound
    shown: dict[str, Any] = {"service": card, "say": say(here), "places": places, "rules": free.rules_of(here.code)}
    if not site and len(places) > 1:
        return show_own(request, "appointments/places", **shown)
    if not site:
        carried = f"?{request.GET.urlencode()}" if request.GET else ""
        return redirect(f"{request.path}{places[0].code}/{carried}")
    _here, _card, chosen = place(agency, service, site)
    return show_own(request, "appointments/days", site=chosen, days=free.days(here.code, chosen, at=now()), **shown)


@door(ANYONE)
@require_safe
@found
def times(request: Request, agency: str, service: str, site: str, day: str) -> HttpResponseBase:
    """The times of one day, with how many places are left at each."""
    here, card, chosen = place(agency, service, site)
    on = day_of(day)
    lines = free.times(here.code, chosen, on, at=now())
    rules = free.rules_of(here.code)
    return show_own(
        request, "appointments/times", service=card, say=say(here), site=chosen, on=on, times=lines, rules=rules
    )
