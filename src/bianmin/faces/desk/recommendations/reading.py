"""Read recommendations: the lists with how far they are, one with its rows, and its annex."""

from typing import Any, Final

from django.http import Http404, HttpResponseBase
from django.views.decorators.http import require_safe

from bianmin.faces.desk.checks.quarters import MEDIA
from bianmin.faces.desk.common import show
from bianmin.faces.ui.doors import FIGURES, Request, door
from bianmin.faces.ui.files import download
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import today
from bianmin.foundation.orgs.queries import agency_named
from bianmin.quality.recommendations.queries.lists import lists, one_list
from bianmin.quality.recommendations.queries.paper import KINDS, file_of, paper
from bianmin.quality.recommendations.rules import may_handle, may_list
from bianmin.quality.recommendations.vocab import Adoption, ListCard, Source

MARKS: Final = {"open": "warn", "carried-out": "good", "planned": "good", "declined": ""}


def line_of(card: ListCard) -> dict[str, Any]:
    """A list in words."""
    return {"card": card, "source": Source(card.source).label, "late": card.late(today())}


@door(FIGURES)
@require_safe
def listing(request: Request) -> HttpResponseBase:
    """The lists of the house, the newest first."""
    actor = request.actor
    return show(
        request, "recommendations/list", lines=[line_of(card) for card in lists(actor)],
        may_list=may_list(actor, actor.agency),
    )  # fmt: skip


@door(FIGURES)
@require_safe
@found
def one(request: Request, number: str) -> HttpResponseBase:
    """One list: each recommendation with the unit in charge, how it is handled, and what becomes of it."""
    card, actor = one_list(request.actor, number), request.actor
    rows = [
        {
            "item": each, "adoption": Adoption(each.adoption).label, "mark": MARKS[each.adoption],
            "mine": may_handle(actor, card.agency, each.unit_path),
        }
        for each in card.items
    ]  # fmt: skip
    return show(
        request, "recommendations/one", line=line_of(card), rows=rows, may_list=may_list(actor, card.agency)
    )  # fmt: skip


@door(FIGURES)
@require_safe
@found
def file(request: Request, number: str, kind: str) -> HttpResponseBase:
    """The annex, as ODT, DOCX or PDF."""
    if kind not in KINDS:
        raise Http404
    card = one_list(request.actor, number)
    house = agency_named(card.agency)
    mark = "示範" if house.source == "demonstration" else ""
    return download(file_of(paper(card, house.name, mark), kind), f"{card.number}.{kind}", MEDIA[kind])
