"""Plans: the list, one as printed with its figures beside it, and the acts that move it on."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from bianmin.faces.desk.asking import Asked, boxes
from bianmin.faces.desk.common import REFUSED, agency_of, elsewhere, mistake_of, mistakes, sent, show
from bianmin.faces.ui.doors import FIGURES, RESEARCH, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.foundation.accounts.queries import names
from bianmin.kernel.errors import NotFound, Refused
from bianmin.quality.improvements.queries import reviews
from bianmin.quality.improvements.vocab import ImprovementCard
from bianmin.quality.plans import actions
from bianmin.quality.plans.queries import judgements, plan, progress, visible_to, year_of
from bianmin.quality.plans.vocab.cards import ItemCard, PlanCard, Progress, State, Verb

NUMBER: Final = Asked("number", _("Document number"), required=False)
ASKS: Final[Mapping[Verb, tuple[Asked, ...]]] = {
    Verb.APPROVE: (NUMBER,),
    Verb.PUBLISH: (Asked("place", _("Where it is published"), hint=_("The website, the service place, or both.")),),
    Verb.FILE: (Asked("to", _("Agency it is filed with")), Asked("number", _("Document number"), required=False)),
}
RUN: Final[Mapping[Verb, Callable[..., Any]]] = {
    Verb.APPROVE: actions.approve,
    Verb.PUBLISH: actions.publish,
    Verb.FILE: actions.file,
}


@door(FIGURES)
@require_safe
@found
def plans(request: Request) -> HttpResponseBase:
    """The plans of the agency (or of one below), the newest year first."""
    agency = agency_of(request)
    rows = visible_to(request.actor).filter(agency=agency)
    lines = [
        {"code": row.code, "title": row.title, "year": row.year, "state": State(row.state).label, "raw": row.state}
        for row in rows
    ]
    return show(request, "plans/list", lines=lines, elsewhere=elsewhere(agency, request))


def _items(
    card: PlanCard, figures: Mapping[str, Progress], known: Mapping[str, ImprovementCard]
) -> list[dict[str, Any]]:
    """The rows of the printed table with their items; items without a row stand each for themselves."""
    areas = {area.code: area for area in card.areas}

    def line(item: ItemCard) -> dict[str, Any]:
        shown = figures[item.code].values if item.code in figures else ()
        return {"item": item, "values": [(value, known.get(value.ref)) for value in shown]}

    def named(codes: tuple[str, ...] | list[str]) -> list[str]:
        return [" › ".join((*areas[code].above, areas[code].shape.name)) for code in codes if code in areas]

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


def _shown(request: Request, card: PlanCard) -> dict[str, Any]:
    figures = [] if card.state is State.HISTORY else progress(request.actor, card)
    missed = {value.ref for one in figures for value in one.values if value.met is False}
    known = reviews(request.actor, agency=card.agency, refs=missed, on=today()) if missed else {}
    people = names(act.by for act in card.acts)
    return {
        "plan": card,
        "head": card.head,
        "state": card.state.label,
        "history": card.state is State.HISTORY,
        "over": year_of(card),
        "elsewhere": elsewhere(card.agency, request),
        "rows": _items(card, {one.item.code: one for one in figures}, known),
        "findings": judgements(card),
        "acts": [{"act": act, "verb": Verb(act.verb).label, "who": people.get(act.by, "")} for act in card.acts],
        "verbs": [{"verb": verb, "label": verb.label} for verb in Verb if verb in card.allowed],
    }


@door(FIGURES)
@require_safe
@found
def one(request: Request, code: str) -> HttpResponseBase:
    """One plan: bases, goals, the table as printed, targets beside actuals and last year, findings of the rules."""
    card = plan(request.actor, agency=agency_of(request), code=code)
    return show(request, "plans/one", **_shown(request, card))


@door(RESEARCH)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def act(request: Request, code: str, verb: str) -> HttpResponseBase:
    """Approve, publish or file a plan."""
    if verb not in Verb.values:
        raise Http404
    wanted, errors = Verb(verb), dict[str, str]()
    card = plan(request.actor, agency=request.actor.agency, code=code)
    asked = ASKS[wanted]
    if request.method == "POST":
        typed = sent(request, *(question.name for question in asked))
        try:
            RUN[wanted](agency=card.agency, code=code, by=request.actor, at=now(), **typed)
        except NotFound:
            raise
        except Refused as refusal:
            errors = mistake_of(refusal)
        else:
            messages.success(request, _("Done: the plan has gone on, and the act is kept with it."))
            return redirect("desk-plan", code=code)
    return show(
        request,
        "ask",
        status=REFUSED if errors else 200,
        title=wanted.label,
        lead=card.head.title,
        boxes=boxes(asked, request.POST if errors else None, errors),
        errors=mistakes(errors),
        go=wanted.label,
        back=f"/desk/plans/{code}/",
        backwards=card.head.title,
    )
