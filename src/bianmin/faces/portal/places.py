"""How many places of a service are left 配賦餘額: a page, and the same number as JSON."""

from django.http import HttpResponseBase, JsonResponse
from django.views.decorators.http import require_safe

from bianmin.delivery.cases.queries.places import balance
from bianmin.delivery.catalog.queries import service as service_card
from bianmin.faces.portal.common import say, show, the_agency
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now
from bianmin.kernel.errors import NotFound
from bianmin.kernel.rocdate import local_day


@door(ANYONE)
@require_safe
@found
def places(request: Request, agency: str, service: str) -> HttpResponseBase:
    """The balance now; the page asks again every few seconds."""
    here, at = the_agency(agency), now()
    card = service_card(here.code, service, local_day(at))
    left = balance(card, local_day(at))
    if left is None:
        raise NotFound
    answer = show(request, "places", service=card, balance=left, at=at, say=say(here))
    answer["Cache-Control"] = "no-store"
    return answer


@door(ANYONE)
@require_safe
@found
def places_json(_request: Request, agency: str, service: str) -> HttpResponseBase:
    """The balance now, for boards and programmes."""
    here, at = the_agency(agency), now()
    left = balance(service_card(here.code, service, local_day(at)), local_day(at))
    if left is None:
        raise NotFound
    answer = JsonResponse(
        {"period": left.period, "per": left.per, "places": left.places, "left": left.left, "at": at.isoformat()}
    )
    answer["Cache-Control"] = "no-store"
    return answer
