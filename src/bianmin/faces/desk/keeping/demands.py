"""What people ask about their data 當事人請求: taken in, proved, extended, decided by a letter."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bianmin.faces.desk.asking import Asked, boxes
from bianmin.faces.desk.common import REFUSED, mistakes, show, typed
from bianmin.faces.ui.demands import demand_boxes, particulars_of
from bianmin.faces.ui.doors import DEMANDS, OFFICER, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.refusals import refusals
from bianmin.foundation.persons.queries import person_card
from bianmin.foundation.privacy.actions.demands import prove_identity
from bianmin.foundation.privacy.queries import demand as demand_card
from bianmin.foundation.privacy.queries import demands as demand_cards
from bianmin.foundation.privacy.vocab import Channel, DemandCard, DemandKind, Outcome, Proof
from bianmin.journeys.privacy.demands import ask, decide, extend

HERE: Final = (Channel.COUNTER, Channel.LETTER)


def _line(card: DemandCard) -> dict[str, Any]:
    """A demand with its words; how many days are left, negative when the limit is over."""
    return {
        "card": card,
        "kind": DemandKind(card.kind).label,
        "channel": Channel(card.channel).label,
        "outcome": Outcome(card.outcome).label if card.outcome else "",
        "proof": Proof(card.proof).label if card.proof else "",
        "left": (card.due_on - today()).days,
    }


@door(DEMANDS)
@require_safe
def demands(request: Request) -> HttpResponseBase:
    """The open ones that are due first, then those decided."""
    cards = demand_cards(request.actor, agency=request.actor.agency)
    return show(
        request, "keeping/demands", lines=[_line(card) for card in cards], may_take=OFFICER.opens(request.actor)
    )


def _take(request: Request, said: Mapping[str, str]) -> str:
    channel = said.get("channel", "")
    row = ask(
        agency=request.actor.agency, kind=said.get("kind", ""), about=said.get("about", ""), channel=channel,
        particulars=particulars_of(said), by=request.actor, at=now(),
    )  # fmt: skip
    return row.number


@door(OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def new(request: Request) -> HttpResponseBase:
    """Take in a request that came to the counter or by letter."""
    said = {name: str(text).replace("\0", "") for name, text in request.POST.items()}
    errors: dict[str, str] = {}
    if request.method == "POST":
        with refusals(errors):
            number = _take(request, said)
            messages.success(request, _("The request is received."))
            return redirect("desk-demand", number=number)
    how = Asked(
        "channel", _("How did it come?"), part="choices", value=Channel.COUNTER.value,
        options=tuple((channel.value, channel.label) for channel in HERE),
    )  # fmt: skip
    asked = [*boxes([how], request.POST if request.method == "POST" else None, errors), *demand_boxes(said, errors)]
    status = REFUSED if errors else 200
    return show(request, "keeping/demand_new", status, boxes=asked, errors=mistakes(errors))


def _questions(card: DemandCard) -> dict[str, list[Asked]]:
    """What can be done with a demand now, each with its questions."""
    if card.outcome:
        return {}
    asked: dict[str, list[Asked]] = {}
    if not card.proof:
        how = _("How was it made sure who asks?")
        asked["prove"] = [Asked("proof", how, part="choices", options=tuple(Proof.choices))]
    else:
        hint = _("What is handed out or changed and how; where it is refused, why and by which article.")
        asked["decide"] = [
            Asked("outcome", _("Decision"), part="choices", options=tuple(Outcome.choices)),
            Asked("reason", _("What the letter says"), part="lines", hint=hint),
        ]
    if card.extended_on is None and today() <= card.due_on:
        hint = _("The letter tells it; once only.")
        asked["extend"] = [Asked("extension", _("Why it takes longer"), part="lines", hint=hint)]
    return asked


def _page(request: Request, number: str, errors: Mapping[str, str], verb: str = "") -> HttpResponseBase:
    card = demand_card(request.actor, number, agency=request.actor.agency)
    may = OFFICER.opens(request.actor)
    sections = [
        {"verb": name, "boxes": boxes(asked, request.POST if name == verb else None, errors if name == verb else {})}
        for name, asked in (_questions(card) if may else {}).items()
    ]
    return show(
        request, "keeping/demand", REFUSED if errors else 200, line=_line(card), person=person_card(card.person),
        sections=sections, errors=mistakes(errors),
    )  # fmt: skip


@door(DEMANDS)
@require_safe
@found
def demand(request: Request, number: str) -> HttpResponseBase:
    """One request: who asks (masked), what, until when, what was done."""
    return _page(request, number, {})


def _prove(request: Request, number: str) -> None:
    proof = typed(request, "proof")
    prove_identity(number=number, agency=request.actor.agency, proof=proof, by=request.actor, at=now())


def _extend(request: Request, number: str) -> None:
    reason = typed(request, "extension")
    extend(number=number, agency=request.actor.agency, reason=reason, by=request.actor, at=now())


def _decide(request: Request, number: str) -> None:
    decide(
        number=number, agency=request.actor.agency, outcome=typed(request, "outcome"), reason=typed(request, "reason"),
        by=request.actor, at=now(),
    )  # fmt: skip


VERBS: Final[dict[str, Callable[[Request, str], None]]] = {"prove": _prove, "extend": _extend, "decide": _decide}


@door(OFFICER)
@require_POST
@found
def act(request: Request, number: str, verb: str) -> HttpResponseBase:
    """Prove, extend or decide."""
    if verb not in VERBS:
        raise Http404
    errors: dict[str, str] = {}
    with refusals(errors):
        VERBS[verb](request, number)
        messages.success(request, _("It is done."))
        return redirect("desk-demand", number=number)
    if verb == "extend" and "reason" in errors:
        errors = {"extension": errors["reason"]}
    return _page(request, number, errors, verb)
