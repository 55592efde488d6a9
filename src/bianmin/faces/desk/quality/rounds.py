"""Rounds of scoring by a committee: opening one, scoring, the result with its spread, closing it."""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bianmin.faces.desk.asking import Asked, Options, ask_page
from bianmin.faces.desk.common import say, sent, show, typed
from bianmin.faces.desk.quality.spans import roc_year
from bianmin.faces.desk.quality.visits import visit_lines
from bianmin.faces.ui.doors import FILERS, HOLDERS, INVITED, MINUTES, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.refusals import refusals, told
from bianmin.faces.ui.tables import table
from bianmin.foundation.accounts.duties import appointed
from bianmin.foundation.accounts.queries import names, staff_of
from bianmin.foundation.orgs.queries import agency_named, overseen, units_in
from bianmin.kernel.actor import Permission
from bianmin.kernel.errors import NotAllowed, NotFound
from bianmin.kernel.text import narrow, whole
from bianmin.quality.evaluation.actions import rounds as actions
from bianmin.quality.evaluation.actions.guests import dismiss
from bianmin.quality.evaluation.queries.minutes import of_round
from bianmin.quality.evaluation.queries.rounds import EntrantCard, RoundCard, Spread, round_card, visible_to
from bianmin.quality.evaluation.queries.selves import frameworks
from bianmin.quality.evaluation.queries.selves import visible_to as selves_visible_to
from bianmin.quality.evaluation.rules.rounds import may_evaluate
from bianmin.quality.evaluation.vocab import RoundState
from bianmin.quality.indicators.vocab.printing import rounded
from bianmin.quality.plans.queries.filings import filed

LEAST_YEAR: Final = 1
MOST_DIGITS: Final = 5
"""More than any weight has."""


def number(value: Fraction | None) -> str:
    """A mean with one decimal."""
    return "-" if value is None else rounded(value, 1)


@door(INVITED)
@require_safe
@found
def rounds(request: Request) -> HttpResponseBase:
    """The rounds one may see: those one holds, judges or was evaluated in."""
    lines = [
        {"row": row, "state": RoundState(row.state).label, "closed": row.state == RoundState.CLOSED}
        for row in visible_to(request.actor)
    ]
    return show(request, "rounds/list", lines=lines, may_open=HOLDERS.opens(request.actor))


def _candidates(request: Request) -> dict[str, actions.Candidate]:
    """Who can be evaluated: the agencies below with their units, and the units below one's own."""
    agency, found_of = request.actor.agency, dict[str, actions.Candidate]()
    lower = overseen(request.actor, Permission.HOLD_ROUNDS)
    for unit in units_in((*sorted(lower - {agency}), agency), on=today()):
        own, whole_one = unit.agency == agency, unit.code == "root"
        above = "" if own else agency_named(unit.agency).name
        name = above if whole_one else f"{above} {unit.name}".strip()
        if name and may_evaluate(request.actor, agency, unit.agency, unit.path, lower):
            found_of[unit.path] = actions.Candidate(unit.agency, unit.path, name)
    return found_of


def committee(agency: str, entrants: Iterable[str] = ()) -> Options:
    """Who may be named: the staff of the agency, people appointed from elsewhere, and those of who is evaluated."""
    people = [(one.key, f"{one.name} {one.title}".strip()) for one in staff_of(agency)]
    elsewhere = appointed(agency, Permission.SCORE, Permission.COACH, Permission.ATTEND, on=today())
    mark = _("(from elsewhere)")
    people += [(one.key, f"{one.name} {one.title} {mark}") for one in elsewhere]
    for code in dict.fromkeys(entrants):
        if code != agency:
            people += [(one.key, f"{one.name} {one.title} {agency_named(code).name}") for one in staff_of(code)]
    return tuple(dict(people).items())


def _questions(request: Request) -> list[Asked]:
    agency = request.actor.agency
    editions = tuple((row.code, row.title) for row in frameworks(agency) if row.total)
    candidates = tuple((path, one.name) for path, one in _candidates(request).items())
    return [
        Asked("title", _("Title of the evaluation")),
        Asked("edition", _("Framework"), part="select", options=editions,
              hint=_("Only editions that print weights can be scored.")),
        Asked("year", _("Year"), short=True, mode="numeric", value=str(roc_year(today()))),
        Asked("entrants", _("Who is evaluated"), part="choices", options=candidates, several=True),
        Asked("judges", _("Committee"), part="choices", options=committee(agency), several=True,
              hint=_("Nobody scores their own unit. People from elsewhere are appointed under Duties first.")),
    ]  # fmt: skip


def _opening(request: Request) -> actions.Opening:
    agency, asked = request.actor.agency, sent(request, "title", "edition", "year")
    known, staff = _candidates(request), dict(committee(agency))
    return actions.Opening(
        agency=agency,
        title=asked["title"],
        year=min(max(whole(asked["year"], roc_year(today())), LEAST_YEAR), 999),
        framework=asked["edition"],
        entrants=tuple(known[path] for path in dict.fromkeys(request.POST.getlist("entrants")) if path in known),
        judges=tuple(key for key in request.POST.getlist("judges") if key in staff),
    )


@door(HOLDERS)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def new(request: Request) -> HttpResponseBase:
    """Open a round."""
    errors: dict[str, str] = {}
    if request.method == "POST":
        with refusals(errors, "edition", passing=(NotAllowed,)):
            row = actions.open_round(opening=_opening(request), by=request.actor, at=now())
            messages.success(request, _("The evaluation is open; the committee can score."))
            return redirect("desk-round", key=row.pk)
    return ask_page(
        request,
        _questions(request),
        errors,
        title=_("Open an evaluation"),
        go=_("Open an evaluation"),
        back="/desk/rounds/",
        backwards=_("Evaluations"),
    )


def _cell(spread: Spread | None) -> dict[str, Any]:
    if spread is None:
        return {"mean": "-", "range": ""}
    return {"mean": number(spread.mean), "range": f"{spread.low}–{spread.high}" if spread.count > 1 else ""}


def _line(card: RoundCard, each: EntrantCard, people: dict[str, str]) -> dict[str, Any]:
    return {
        "entrant": each,
        "cells": [
            {"criterion": criterion, **_cell(spread)}
            for criterion, spread in zip(card.criteria, each.spreads, strict=False)
        ],
        "total": number(each.total),
        "missing": [people.get(person, person) for person in each.missing],
    }


def _invited(card: RoundCard, people: Mapping[str, str], reader: str) -> dict[str, Any]:
    """Who was invited to the round, and as what the reader was."""
    mine = [one for one in card.guests if one.person == reader]
    return {
        "guests": [{"guest": one, "name": people.get(one.person, ""), "part": one.part.label} for one in card.guests],
        "invited": [{"part": one.part.label, "entrant": one.entrant} for one in mine],
    }


@door(INVITED)
@require_safe
@found
def one(request: Request, key: int) -> HttpResponseBase:
    """One round: what is still to be scored, and the means with their spread."""
    card = round_card(request.actor, key)
    people = names([*card.judges, *(one.person for one in card.guests)]) if card.may_hold else {}
    written = of_round(request.actor, key)
    state = filed([f"evaluation.round:{key}"]).get(f"evaluation.round:{key}")
    return show(
        request,
        "rounds/one",
        card=card,
        state=card.state.label,
        lines=[_line(card, each, people) for each in card.entrants],
        judges=[{"key": person, "name": people.get(person, person)} for person in card.judges if card.may_hold],
        mine=[each for each in card.entrants if each.may_score],
        open=card.state is RoundState.OPEN,
        **_invited(card, people, request.actor.key),
        papers=_papers(request, card),
        visits=visit_lines(card),
        say=say(request),
        may_reward=request.actor.has(Permission.DRAFT_PLANS),
        minutes=written,
        may_write=MINUTES.opens(request.actor),
        may_file=card.closed_on and card.agency == request.actor.agency and FILERS.opens(request.actor),
        filed=state.label if state else "",
    )


def _papers(request: Request, card: RoundCard) -> list[dict[str, str]]:
    """The self-evaluations of those evaluated, under the round's edition and year, that the reader may open."""
    entrants = {each.agency: each.name for each in card.entrants}
    rows = selves_visible_to(request.actor).filter(
        agency__in=entrants, year=card.year, framework__code=card.edition
    )  # fmt: skip
    return [
        {
            "name": entrants[row.agency],
            "address": f"/desk/evaluation/{card.edition}/?year={card.year}&agency={row.agency}",
        }
        for row in rows
    ]


def _asked(card: RoundCard, each: EntrantCard) -> list[Asked]:
    found_of = []
    for criterion in card.criteria:
        points, comment = each.mine.get(criterion.code, ("", ""))
        most = _("At most %(weight)s points.") % {"weight": criterion.most}
        found_of += [
            Asked(criterion.code, criterion.name, short=True, mode="numeric", hint=most, value=str(points)),
            Asked(f"said.{criterion.code}", _("What is said about it"), part="lines", required=False, value=comment),
        ]
    return found_of


def _points(request: Request, card: RoundCard) -> dict[str, tuple[int | None, str]]:
    found_of: dict[str, tuple[int | None, str]] = {}
    for criterion in card.criteria:
        text = narrow(typed(request, criterion.code))
        given = int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else None
        found_of[criterion.code] = (given, typed(request, f"said.{criterion.code}"))
    return found_of


@door(INVITED)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def score(request: Request, key: int, entrant: int) -> HttpResponseBase:
    """Score one entrant, construct by construct."""
    card = round_card(request.actor, key)
    each = next((one_of for one_of in card.entrants if one_of.id == entrant), None)
    if each is None:
        raise NotFound
    if not each.may_score:
        raise NotAllowed
    errors: dict[str, str] = {}
    if request.method == "POST":
        with refusals(errors):
            points = _points(request, card)
            actions.score(round_key=key, entrant=entrant, points=points, by=request.actor, at=now())
            messages.success(request, _("Your points are kept; you may change them until the evaluation is closed."))
            return redirect("desk-round", key=key)
    return ask_page(
        request,
        _asked(card, each),
        errors,
        title=each.name,
        lead=f"{card.title} · {card.framework}",
        go=_("Keep"),
        back=f"/desk/rounds/{key}/",
        backwards=card.title,
    )


def _close(request: Request, key: int) -> None:
    actions.close_round(round_key=key, by=request.actor, at=now())
    messages.success(request, _("The evaluation is closed; those who were evaluated may read it."))


def _aside(request: Request, key: int) -> None:
    entrant = whole(typed(request, "entrant"))
    actions.step_aside(round_key=key, entrant=entrant, by=request.actor, at=now())
    messages.success(request, _("You have stepped aside; the others score it."))


def _drop(request: Request, key: int) -> None:
    actions.drop_judge(round_key=key, person=typed(request, "judge"), by=request.actor, at=now())
    messages.success(request, _("The judge is taken off."))


def _dismiss(request: Request, key: int) -> None:
    dismiss(round_key=key, guest=whole(typed(request, "guest")), by=request.actor, at=now())
    messages.success(request, _("The invitation is taken back."))


VERBS: Final[dict[str, Callable[[Request, int], None]]] = {
    "close": _close, "aside": _aside, "drop": _drop, "dismiss": _dismiss,
}  # fmt: skip


@door(INVITED)
@require_POST
@found
def act(request: Request, key: int, verb: str) -> HttpResponseBase:
    """Close a round, step aside from an entrant, or take a judge off."""
    if verb not in VERBS:
        raise Http404
    with told(request):
        VERBS[verb](request, key)
    return redirect("desk-round", key=key)


def _means(each: EntrantCard) -> list[str]:
    return [number(spread.mean) if spread else "-" for spread in each.spreads]


@door(INVITED)
@require_safe
@found
def export(request: Request, key: int) -> HttpResponseBase:
    """The result as a table."""
    card = round_card(request.actor, key)
    if not card.told:
        raise NotAllowed
    constructs = [f"{one_of.name} ({one_of.most})" for one_of in card.criteria]
    head = [_("Who is evaluated"), *constructs, _("Total"), _("Place")]
    rows = [(each.name, *_means(each), number(each.total), each.place) for each in card.entrants]
    return table(f"evaluation-{card.year}-{card.id}", head, rows)
