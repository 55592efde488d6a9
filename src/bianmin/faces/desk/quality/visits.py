"""Visits of an evaluation: the short list, the programme by the clock, supplements in time, and honours by score."""

from datetime import time
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from bianmin.faces.desk.asking import Asked, ask_page
from bianmin.faces.desk.common import day_in, say, sent, show
from bianmin.faces.desk.quality.agenda import KINDS
from bianmin.faces.ui.doors import HOLDERS, INVITED, Request, door
from bianmin.faces.ui.files import download
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.refusals import refusals
from bianmin.journeys.file import programme
from bianmin.kernel.errors import NotAllowed, NotFound, Refused
from bianmin.quality.evaluation.actions.visits import Visit, plan_visit
from bianmin.quality.evaluation.queries.rounds import EntrantCard, RoundCard, round_card
from bianmin.quality.evaluation.queries.visits import award_of, honour, slots, supplement_due
from bianmin.quality.evaluation.vocab import AwardPack, RoundState, Stage

MORNING = time(9, 0)


class UnreadableTime(Refused):
    """No time of a day."""

    message = gettext_lazy("Write the time as 09:30.")


def _supplement(card: RoundCard, each: EntrantCard, pack: AwardPack) -> dict[str, Any]:
    """By when supplements are due, and whether they are late; nothing before the visit."""
    if each.visit_on is None or each.visit_on > today():
        return {"due": None, "late": False}
    until = supplement_due(pack, card.agency, each.visit_on)
    return {"due": until, "late": (each.supplied_on or today()) > until}


def visit_lines(card: RoundCard) -> list[dict[str, Any]]:
    """For each entrant how far it came, its visit, what is still due, and what its score is honoured with."""
    pack = award_of(card.agency)
    if pack is None:
        return []
    closed = card.state is RoundState.CLOSED
    return [
        {"entrant": each, "stage": each.stage.label, "listed": each.stage is Stage.LISTED,
         "honour": honour(pack, each.total) if closed and card.told else None, **_supplement(card, each, pack)}
        for each in card.entrants
    ]  # fmt: skip


def _found(request: Request, key: int, entrant: int) -> tuple[RoundCard, EntrantCard, AwardPack]:
    card = round_card(request.actor, key)
    each, pack = next((one for one in card.entrants if one.id == entrant), None), award_of(card.agency)
    if each is None or pack is None:
        raise NotFound
    return card, each, pack


@door(INVITED)
@require_safe
@found
def visit(request: Request, key: int, entrant: int) -> HttpResponseBase:
    """The programme of a visit with times, and what is kept to."""
    card, each, pack = _found(request, key, entrant)
    return show(
        request, "rounds/visit", card=card, each=each, pack=pack, slots=slots(pack, each.visit_at or MORNING),
        stage=each.stage.label, may_plan=card.may_hold and card.state is RoundState.OPEN, say=say(request),
        **_supplement(card, each, pack),
    )  # fmt: skip


@door(INVITED)
@require_safe
@found
def file(request: Request, key: int, entrant: int, kind: str) -> HttpResponseBase:
    """The programme as PDF or ODT."""
    if kind not in KINDS:
        raise Http404
    card, each, pack = _found(request, key, entrant)
    return download(programme(card, each, pack, kind), f"visit-{each.id}.{kind}", KINDS[kind])


def _questions(each: EntrantCard) -> list[Asked]:
    days = {"on": each.visit_on, "supplied_on": each.supplied_on}
    shown = {name: day.isoformat() if day else "" for name, day in days.items()}
    hint = _("For example 115/9/2 or 2026-09-02.")
    return [
        Asked("stage", _("After the written review"), part="choices", options=tuple(Stage.choices), value=each.stage),
        Asked("on", _("Day of the visit"), short=True, required=False, value=shown["on"], hint=hint),
        Asked("at", _("Beginning"), short=True, required=False, hint=_("For example 09:30."),
              value=f"{each.visit_at:%H:%M}" if each.visit_at else ""),
        Asked("supplied_on", _("Supplements came in on"), short=True, required=False, value=shown["supplied_on"]),
    ]  # fmt: skip


def _visit(request: Request) -> Visit:
    words = sent(request, "stage", "on", "at", "supplied_on")
    try:
        begins = time.fromisoformat(words["at"]) if words["at"] else None
    except ValueError:
        raise UnreadableTime(field="at") from None
    on, supplied = (day_in(words[name], name) if words[name] else None for name in ("on", "supplied_on"))
    stage = Stage(words["stage"]) if words["stage"] in Stage.values else Stage.ENTERED
    return Visit(stage, on, begins, supplied)


@door(HOLDERS)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def plan(request: Request, key: int, entrant: int) -> HttpResponseBase:
    """Short-list an entrant, plan its visit, note its supplements."""
    card, each, _pack = _found(request, key, entrant)
    if not card.may_hold or card.state is not RoundState.OPEN:
        raise NotAllowed
    errors: dict[str, str] = {}
    if request.method == "POST":
        with refusals(errors):
            plan_visit(round_key=key, entrant=entrant, visit=_visit(request), by=request.actor, at=now())
            messages.success(request, _("It is kept."))
            return redirect("desk-round-visit", key=key, entrant=entrant)
    return ask_page(
        request, _questions(each), errors, title=_("Short list and visit"), lead=f"{each.name} · {card.title}",
        go=_("Keep"), back=f"/desk/rounds/{key}/visits/{entrant}/", backwards=each.name,
    )  # fmt: skip
