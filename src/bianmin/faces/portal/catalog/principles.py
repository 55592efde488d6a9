"""Principles of review 審件原則: what a computer looks at in an application, as the public reads it."""

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from bianmin.delivery.catalog.queries import service as service_card
from bianmin.delivery.catalog.queries import sheets
from bianmin.faces.portal.common import say, show, the_agency
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import today


@door(ANYONE)
@require_safe
@found
def principles(request: Request, agency: str, service: str) -> HttpResponseBase:
    """The principles in force today by which a computer looks at applications for a service."""
    here = the_agency(agency)
    card = service_card(here.code, service, today())
    sheet = sheets.principles(here.code, card.offer.principles, today())
    return show(request, "catalog/principles", service=card, sheet=sheet, say=say(here))
