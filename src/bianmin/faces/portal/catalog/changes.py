"""The published list of reviews and changes of procedures 流程檢討與修正."""

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from bianmin.delivery.catalog.queries import published
from bianmin.delivery.catalog.queries.reviews import reviews
from bianmin.faces.portal.common import say, show, the_agency
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import today


@door(ANYONE)
@require_safe
@found
def changes(request: Request, agency: str) -> HttpResponseBase:
    """Every review of a public service: what was looked at, who was asked, what came of it; newest first."""
    here = the_agency(agency)
    public = {card.code for card in published(here.code, today())}
    cards = [card for card in reviews(here.code) if card.code in public]
    newest = max((card.looked.reviewed_on for card in cards), default=None)
    return show(request, "catalog/changes", cards=cards, newest=newest, say=say(here))
