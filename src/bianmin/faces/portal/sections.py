"""Topic sections 主題專區, links to others 網站連結, and the glossary 雙語辭彙."""

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from bianmin.delivery.catalog.queries import published
from bianmin.delivery.publishing.queries.sections import sections_of, terms
from bianmin.delivery.publishing.queries.sections import topic as topic_of
from bianmin.faces.portal.common import say, show, the_agency
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import today
from bianmin.journeys.disclosure import found_at


@door(ANYONE)
@require_safe
@found
def topics(request: Request, agency: str) -> HttpResponseBase:
    """All topics, and the links to others."""
    here = the_agency(agency)
    return show(request, "sections/list", sections=sections_of(here.code), say=say(here))


@door(ANYONE)
@require_safe
@found
def topic(request: Request, agency: str, code: str) -> HttpResponseBase:
    """One topic: its services, and what else is there, each with its day."""
    here, on = the_agency(agency), today()
    of = topic_of(here.code, code)
    services = [card for card in published(here.code, on) if card.code in of.services]
    return show(
        request, "sections/one", topic=of, services=services, shown=found_at(here.code, of.where, on), say=say(here)
    )  # fmt: skip


@door(ANYONE)
@require_safe
@found
def glossary(request: Request, agency: str) -> HttpResponseBase:
    """Terms in Chinese and English, all or those that are looked for."""
    here, words = the_agency(agency), request.GET.get("q", "").replace("\0", "").strip()
    return show(request, "sections/glossary", terms=terms(here.code, words), words=words, say=say(here))
