"""The laws of the agency 法規: by class and kind, found by words and days."""

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from bianmin.delivery.publishing.queries.laws import law_rows, wanted_of
from bianmin.delivery.publishing.queries.shelves import by_class, shelves_of
from bianmin.delivery.publishing.vocab import LawsWanted, Standing
from bianmin.faces.portal.common import say, show, the_agency
from bianmin.faces.portal.paging import paged
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import today


@door(ANYONE)
@require_safe
@found
def laws(request: Request, agency: str) -> HttpResponseBase:
    """All of them or those that are looked for, the one last changed first, twenty on a page."""
    here, on = the_agency(agency), today()
    shelves, rows = shelves_of(here.code), law_rows(here.code, on)
    wanted = LawsWanted.read(request.GET)
    cards = wanted_of(rows, wanted, shelves, on)
    page = paged([(card, card.standing(on)) for card in cards], request)
    return show(
        request,
        "articles/laws",
        page=page,
        found=len(cards),
        wanted=wanted,
        looked=wanted != LawsWanted(),
        typed=request.GET,
        classes=by_class(rows, shelves.laws),
        kinds=shelves.law_kinds,
        standings=Standing.choices,
        say=say(here),
    )
