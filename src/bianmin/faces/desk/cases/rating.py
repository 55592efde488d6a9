"""Rate at the counter: the citizen does, on a screen of their own; the desk only shows the way there."""

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from bianmin.delivery.cases.queries.card import case
from bianmin.faces.desk.common import english, language, say, show
from bianmin.faces.ui.agency import agency_for
from bianmin.faces.ui.doors import OFFICER, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.handing import address, square
from bianmin.kernel.errors import NotFound


@door(OFFICER)
@require_safe
@found
def rate(request: Request, number: str) -> HttpResponseBase:
    """A square code for the citizen's telephone or the screen before the counter, good for a quarter of an hour.

    No lamp stands here: whoever served does not rate.
    """
    card = case(request.actor, number, english=english())
    agency = agency_for(card.agency, language())
    if agency is None:
        raise NotFound
    where = address(agency.slug, card.id, number)
    size, path = square(where)
    return show(request, "cases/rate", case=card, where=where, size=size, path=path, say=say(request))
