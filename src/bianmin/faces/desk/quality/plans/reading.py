"""Plans: the list, one as printed with its figures beside it, and one as a file."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any, Final

from django.http import Http404, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from bianmin.faces.desk.common import agency_of, elsewhere, say, show, table
from bianmin.faces.ui.doors import FIGURES, Request, door
from bianmin.faces.ui.files import download
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import today
from bianmin.foundation.accounts.queries import names
from bianmin.foundation.documents.tree import Document
from bianmin.foundation.orgs.queries import agency_named, unit_names
from bianmin.quality.improvements.queries import reviews
from bianmin.quality.improvements.vocab import ImprovementCard
from bianmin.quality.plans.queries.paper import file_of, pages_of, paper, quantity_words, rows
from bianmin.quality.plans.queries.plans import judgements, plan, progress, visible_to, year_of
from bianmin.quality.plans.vocab.cards import ItemCard, PlanCard, Progress, State, Verb

CATEGORIES: Final = {"overall": _("Overall service"), "project": _("Project planning")}
KINDS: Final = {
    "pdf": "application/pdf",
    "odt": "application/vnd.oasis.opendocument.text",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
FILES: Final = (("pdf", "PDF"), ("odt", "ODT"), ("docx", "DOCX"), ("csv", "CSV"))
WRITTEN: Final = (State.DRAFT, State.SUBMITTED)


@door(FIGURES)
@require_safe
@found
def plans(request: Request) -> HttpResponseBase:
    """The plans of the agency (or of one below), the newest year first."""
    agency = agency_of(request)
    rows = visible_to(request.actor).filter(agency=agency)
    lines = [
        {
            "code": row.code,
            "title": row.title,
            "year": row.year,
            "version": row.version,
            "state": State(row.state).label,
            "raw": row.state,
        }
        for row in rows
    ]
    return show(request, "plans/list", lines=lines, elsewhere=elsewhere(agency, request))


Figures = Mapping[str, Progress]
Known = Mapping[str, ImprovementCard]


def _line(item: ItemCard, figures: Figures, known: Known) -> dict[str, Any]:
    shown = figures[item.code].values if item.code in figures else ()
    return {
        "item": item,
        "values": [(value, known.get(value.ref)) for value in shown],
        "quantities": [quantity_words(quantity) for quantity in item.shape.quantities],
    }


def _named(card: PlanCard, codes: Iterable[str]) -> list[dict[str, Any]]:
    areas = {area.code: area for area in card.areas}
    named = [areas[code] for code in codes if code in areas]
    return [{"name": " › ".join((*area.above, area.shape.name)), "shape": area.shape} for area in named]


def _items(card: PlanCard, figures: Figures, known: Known) -> list[dict[str, Any]]:
    """The rows of the printed table with their items; items without a row stand each for themselves."""
    line, named = partial(_line, figures=figures, known=known), partial(_named, card)
    grouped = [
        {
            "areas": named(row.shape.areas),
            "deadline": row.shape.deadline,
            "items": [line(item) for item in card.items if item.shape.row == row.code],
        }
        for row in card.rows
    ]
    rows = {row.code for row in card.rows}
    loose = [item for item in card.items if item.shape.row not in rows]
    return grouped + [{"areas": named(item.areas), "deadline": "", "items": [line(item)]} for item in loose]


def _areas(card: PlanCard) -> list[dict[str, Any]]:
    """The grouping of a plan that has no items, without the last level, which stands beside."""
    above = {area.parent for area in card.areas if area.parent}
    return [
        {
            "above": area.above,
            "name": area.shape.name,
            "below": [each.shape.name for each in card.areas if each.parent == area.code],
        }
        for area in card.areas
        if area.code in above and not any(each.parent == area.code and each.code in above for each in card.areas)
    ]


def document_of(card: PlanCard, figures: list[Progress]) -> Document:
    """The plan as a document, with the targets of its indicators."""
    goals = {value.code: (f"{value.code} {value.name}", value.goal) for one in figures for value in one.values}
    targets = [(name, goal.printed) for name, goal in goals.values() if goal]
    return paper(card, agency=agency_named(card.agency).name, targets=targets)


def figures_of(request: Request, card: PlanCard) -> list[Progress]:
    """Every item with its figures; none for history."""
    return [] if card.state is State.HISTORY else progress(request.actor, card)


def versioned(card: PlanCard, request: Request) -> str:
    """What addresses of a version that is not worked on any more, or of an agency below, carry on."""
    parts = (
        [] if any(one.current and one.version == card.version for one in card.versions) else ["version=" + card.version]
    )
    parts += [] if card.agency == request.actor.agency else ["agency=" + card.agency]
    return "?" + "&".join(parts) if parts else ""


def _acts(card: PlanCard) -> list[dict[str, Any]]:
    """What was done with the plan, and by whom."""
    people = names(act.by for act in card.acts)
    return [{"act": act, "verb": Verb(act.verb).label, "who": people.get(act.by, "")} for act in card.acts]


def _returned(card: PlanCard) -> str:
    """Where the plan lies that was sent back last."""
    last = card.acts[-1] if card.acts else None
    return last.place if last and last.verb == Verb.RETURN else ""


def _shown(request: Request, card: PlanCard) -> dict[str, Any]:
    figures = figures_of(request, card)
    missed = {value.ref for one in figures for value in one.values if value.met is False}
    known = reviews(request.actor, agency=card.agency, refs=missed, on=today()) if missed else {}
    written = document_of(card, figures)
    pages = pages_of(written)
    return {
        "plan": card,
        "head": card.head,
        "state": card.state.label,
        "category": CATEGORIES.get(card.head.category, ""),
        "unit": unit_names([card.head.unit]).get(card.head.unit, "") if card.head.unit else "",
        "history": card.state is State.HISTORY,
        "over": year_of(card),
        "elsewhere": elsewhere(card.agency, request),
        "rows": _items(card, {one.item.code: one for one in figures}, known),
        "areas": _areas(card) if not card.items else [],
        "pages": pages,
        "findings": judgements(card, pages=pages) if card.state in WRITTEN else [],
        "acts": _acts(card),
        "verbs": [{"verb": verb, "label": verb.label} for verb in Verb if verb in card.allowed],
        "older": [one for one in card.versions if one.version != card.version],
        "returned": _returned(card),
        "files": FILES,
        "versioned": versioned(card, request),
        "say": say(request),
    }


@door(FIGURES)
@require_safe
@found
def one(request: Request, code: str) -> HttpResponseBase:
    """One plan: bases, goals, the table as printed, targets beside actuals and last year, findings of the rules."""
    wanted = request.GET.get("version", "")
    card = plan(request.actor, agency=agency_of(request), code=code, version=wanted)
    return show(request, "plans/one", **_shown(request, card))


@door(FIGURES)
@require_safe
@found
def file(request: Request, code: str, kind: str) -> HttpResponseBase:
    """The plan as PDF, ODT or DOCX; its table as CSV."""
    card = plan(request.actor, agency=agency_of(request), code=code, version=request.GET.get("version", ""))
    if kind == "csv":
        return table(card.code, *rows(card))
    if kind not in KINDS:
        raise Http404
    return download(file_of(document_of(card, figures_of(request, card)), kind), f"{card.code}.{kind}", KINDS[kind])
