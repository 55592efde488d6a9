"""What is to be disclosed 主動公開檢視: what is there, what is empty, and who is to fill it."""

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from bianmin.delivery.publishing.queries.disclosure import disclosure as listing_of
from bianmin.faces.desk.common import say, show
from bianmin.faces.ui.doors import CATALOG, Request, door
from bianmin.faces.ui.now import today
from bianmin.journeys.disclosure import disclosed


@door(CATALOG)
@require_safe
def disclosure(request: Request) -> HttpResponseBase:
    """Every item, those that are empty first."""
    agency = request.actor.agency
    listing = listing_of(agency)
    cards = disclosed(agency, listing, today()) if listing else []
    return show(
        request,
        "site/disclosure",
        listing=listing,
        cards=sorted(cards, key=lambda card: card.disclosed),
        done=sum(card.disclosed for card in cards),
        say=say(request),
    )
