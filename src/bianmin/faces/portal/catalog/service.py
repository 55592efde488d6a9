"""One service: who, what to bring, what it costs, how long, how, its steps, questions and samples."""

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from bianmin.delivery.appointments.queries.times import sites
from bianmin.delivery.cases.queries.places import Balance, balance
from bianmin.delivery.catalog.queries import promise
from bianmin.delivery.catalog.queries import service as service_card
from bianmin.delivery.forum.queries.themes import of_service
from bianmin.delivery.publishing.queries.laws import cited
from bianmin.faces.portal.common import say, show, the_agency
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.kept import kept
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.procedure import drawing, lines
from bianmin.journeys.group import suits


def _left(agency: str, service: str) -> Balance | None:
    """The places that are left, which change while the page stays the same."""
    return balance(service_card(the_agency(agency).code, service, today()), today())


@door(ANYONE)
@require_safe
@found
@kept(_left)
def service(request: Request, agency: str, service: str) -> HttpResponseBase:
    """The page of a service, with the button to begin."""
    here = the_agency(agency)
    card = service_card(here.code, service, today())
    offer, reader = card.offer, say(here)
    return show(
        request,
        "service",
        service=card,
        offer=offer,
        say=reader,
        invented=card.guessed,
        promised=promise(card, now()),
        balance=balance(card, today()),
        visits=sites(here.code, card.code),
        by_table=suits(card),
        themes=of_service(here.code, card.code, today()),
        laws=cited(here.code, today(), offer.legal_basis),
        bring=[paper for paper in offer.papers if not paper.lookup],
        looked_up=[paper for paper in offer.papers if paper.lookup],
        steps=lines(offer.sop, reader),
        flow=drawing(offer.sop, reader, title=reader(card.name)),
    )
