"""The agency's plans as they were published, each with its targets beside the values that were published."""

from typing import Any, Final

from django.http import Http404, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from bianmin.faces.portal.common import say, show, the_agency
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.tables import table
from bianmin.quality.plans.queries.paper import file_of, paper, quantity_words, rows
from bianmin.quality.plans.queries.plans import public_plans
from bianmin.quality.plans.queries.public import PublicFigure, public_figures, public_plan
from bianmin.quality.plans.vocab.cards import PlanCard, Verb
from bianmin.quality.reports.queries.outlines import public_reports

KINDS: Final = {"pdf": "application/pdf", "odt": "application/vnd.oasis.opendocument.text"}


@door(ANYONE)
@require_safe
@found
def plans(request: Request, agency: str) -> HttpResponseBase:
    """The plans that were published, the newest year first, and the reports on what came of them."""
    here = the_agency(agency)
    return show(
        request, "plans/list", plans=public_plans(here.code), reports=public_reports(here.code), say=say(here)
    )  # fmt: skip


def _groups(card: PlanCard, figures: dict[str, PublicFigure]) -> list[dict[str, Any]]:
    """The items by their first area, in the plan's order."""
    names = {area.code: area.shape.name for area in card.areas}
    groups: dict[str, list[dict[str, Any]]] = {}
    for item in card.items:
        name = names.get(item.areas[0], "") if item.areas else ""
        line = {
            "item": item,
            "figures": [figures[code] for code in item.shape.indicators if code in figures],
            "quantities": [quantity_words(each) for each in item.shape.quantities],
        }
        groups.setdefault(name, []).append(line)
    return [{"name": name, "lines": lines} for name, lines in groups.items()]


def _tally(figures: dict[str, PublicFigure]) -> dict[str, int]:
    judged = [one.now.met for one in figures.values() if one.now]
    return {"all": len(figures), "met": judged.count(True), "missed": judged.count(False)}


@door(ANYONE)
@require_safe
@found
def plan(request: Request, agency: str, code: str) -> HttpResponseBase:
    """One plan: what is to be reached, what is done, until when, and what came of it."""
    here = the_agency(agency)
    card = public_plan(here.code, code)
    figures = public_figures(card)
    return show(
        request,
        "plans/one",
        plan=card,
        head=card.head,
        groups=_groups(card, figures),
        tally=_tally(figures),
        published=next((act for act in reversed(card.acts) if act.verb == Verb.PUBLISH), None),
        reports=[one for one in public_reports(here.code) if one.span == str(card.head.year)],
        say=say(here),
    )


@door(ANYONE)
@require_safe
@found
def file(_request: Request, agency: str, code: str, kind: str) -> HttpResponseBase:
    """The plan as PDF or ODT; its table as CSV."""
    here = the_agency(agency)
    card = public_plan(here.code, code)
    if kind == "csv":
        return table(card.code, *rows(card))
    if kind not in KINDS:
        raise Http404
    targets = [(f"{one.shape.code} {one.shape.name}", one.goal) for one in public_figures(card).values() if one.goal]
    written = file_of(paper(card, agency=here.name, targets=targets), kind)
    answer = HttpResponse(written, content_type=KINDS[kind])
    answer["Content-Disposition"] = f'attachment; filename="{card.code}.{kind}"'
    return answer
