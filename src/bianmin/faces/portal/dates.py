"""How the date of an application came about, for whoever holds it."""

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from bianmin.delivery.cases.queries.track import track_card
from bianmin.delivery.cases.queries.whydates import dates as dates_of
from bianmin.faces.portal.common import language, only_here, say, show_own, the_agency
from bianmin.faces.ui.dates import told
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import today


@door(ANYONE)
@require_safe
@found
def dates(request: Request, agency: str, number: str) -> HttpResponseBase:
    """Both limits, every day of them, and why they moved."""
    here = the_agency(agency)
    card = track_card(request.actor, number)
    only_here(here, card.agency)
    shown = dates_of(request.actor, number, as_of=card.decided_on or today())
    return show_own(request, "dates", case=card, dates=shown, limits=told(shown, language()), say=say(here))
