"""From a portal of others 入口網: its list of our services, and the door of each, which remembers the portal."""

from django.conf import settings
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from bianmin.delivery.catalog.queries import published
from bianmin.delivery.catalog.queries.sheets import entrances
from bianmin.delivery.catalog.vocab import Entrance
from bianmin.faces.portal.apply.proven import proven
from bianmin.faces.portal.apply.views import opened
from bianmin.faces.portal.common import say, show, show_own, the_agency
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import today
from bianmin.kernel.errors import NotFound


def _entrance(agency: str, code: str) -> Entrance:
    one = entrances(the_agency(agency).code).get(code)
    if one is None:
        raise NotFound
    return one


@door(ANYONE)
@require_safe
@found
def listing(request: Request, agency: str, entrance: str) -> HttpResponseBase:
    """The services that a portal lists, under its own names for them."""
    here, one = the_agency(agency), _entrance(agency, entrance)
    known = {card.code: card for card in published(here.code, today())}
    lines = [(each, known[each.service]) for each in one.services if each.service in known]
    return show(request, "entrance", entrance=one, lines=lines, say=say(here))


@door(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def service(request: Request, agency: str, entrance: str, service: str) -> HttpResponseBase:
    """One service from a portal: begin with a certificate or without; the application keeps where it came from."""
    one, (here, card, draft) = _entrance(agency, entrance), opened(request, agency, service)
    listed = next((each for each in one.services if each.service == service), None)
    if listed is None:
        raise NotFound
    draft.via = one.code
    draft.save(request.session)
    if request.method == "POST" or proven(request):
        return redirect("apply", agency=agency, service=service)
    signs = settings.OIDC_NAME if settings.OIDC_ISSUER and not request.actor.staff else ""
    return show_own(request, "entrance_service", entrance=one, listed=listed, service=card, signs=signs, say=say(here))
