"""The disclosure area 主動公開資訊專區: each thing the law asks for, with what is there of it and its day."""

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from bianmin.delivery.publishing.queries.disclosure import disclosure as listing_of
from bianmin.faces.portal.common import say, show, the_agency
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import today
from bianmin.journeys.disclosure import disclosed


@door(ANYONE)
@require_safe
@found
def disclosure(request: Request, agency: str) -> HttpResponseBase:
    """All items, those that are empty too."""
    here = the_agency(agency)
    listing = listing_of(here.code)
    cards = disclosed(here.code, listing, today()) if listing else []
    return show(
        request,
        "disclosure",
        listing=listing,
        cards=cards,
        done=sum(card.disclosed for card in cards),
        newest=max((card.on for card in cards if card.on), default=None),
        say=say(here),
    )
