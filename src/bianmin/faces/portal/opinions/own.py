"""An opinion of one's own: opened by number and code, its answer read and rated, or taken back."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bianmin.delivery.opinions.actions.after import rate as rate_answer
from bianmin.delivery.opinions.actions.close import withdraw as take_back
from bianmin.delivery.opinions.actions.open import open_opinion
from bianmin.delivery.opinions.queries.mailboxes import rules_of
from bianmin.delivery.opinions.queries.opinions import opinion as opinion_card
from bianmin.delivery.opinions.vocab import DISSATISFIED_UP_TO, Kind, OpinionCard, Source, State
from bianmin.delivery.ratings.vocab import Level
from bianmin.faces.portal.codes import Opening, opened
from bianmin.faces.portal.common import mistakes, only_here, say, show_own, the_agency
from bianmin.faces.ui.agency import AgencyCard
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now
from bianmin.faces.ui.questions import Box, Choice
from bianmin.faces.ui.refusals import refusals
from bianmin.kernel.errors import NotFound
from bianmin.kernel.receipts import spaced
from bianmin.kernel.text import whole


@door(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def find(request: Request, agency: str) -> HttpResponseBase:
    """Open what one wrote by its number and code."""
    what = Opening("opinions/find", _("Number"), _("For example TTBN-V1140305-000010."), open_opinion, "opinion-own")
    return opened(request, agency, what)


def _own(request: Request, agency: str, number: str) -> tuple[AgencyCard, OpinionCard]:
    """The agency, and what the visitor wrote to it.

    Raises:
        NotFound: it is not the visitor's own.
    """
    here, card = the_agency(agency), opinion_card(request.actor, number)
    only_here(here, card.agency)
    if not card.code:
        raise NotFound
    return here, card


@door(ANYONE)
@require_safe
@found
def own(request: Request, agency: str, number: str) -> HttpResponseBase:
    """What one wrote, with number and code, how far it is, and the answer."""
    here, card = _own(request, agency, number)
    return show_own(
        request, "opinions/own", opinion=card, say=say(here), code=spaced(card.code), kind=Kind(card.kind).label,
        state=State(card.state).label, source=Source(card.source).label, may_rate=_may_rate(card),
        rated=Level(card.rated).label if card.rated else "",
    )  # fmt: skip


def _may_rate(card: OpinionCard) -> bool:
    return not card.open and card.state != State.WITHDRAWN and card.rated is None


def _rating_boxes(card: OpinionCard, request: Request, here: AgencyCard, errors: dict[str, str]) -> list[Box]:
    """How satisfied, why not, and in one's own words."""
    typed, rules, reader = request.POST, rules_of(card.agency), say(here)
    levels = tuple(
        Choice(str(level.value), str(level.label), "", typed.get("level") == str(level.value))
        for level in sorted(Level, reverse=True)
    )
    reasons = tuple(
        Choice(one.code, str(reader(one.name)), "", typed.get("because") == one.code)
        for one in (rules.reasons if rules else ())
    )
    why = _("Only if you are dissatisfied.")
    made = [
        Box("choices", "level", _("How satisfied are you with the answer?"), "", errors.get("level", ""),
            required=True, choices=levels),
        Box("choices", "because", _("Why does it not satisfy you?"), why, errors.get("because", ""),
            required=False, choices=reasons),
        Box("lines", "words", _("What else do you want to say?"), "", errors.get("words", ""), required=False,
            value=typed.get("words", "")),
    ]  # fmt: skip
    return made if reasons else [made[0], made[2]]


@door(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def rate(request: Request, agency: str, number: str) -> HttpResponseBase:
    """Say how satisfied one is with the answer; whoever is not says why."""
    here, card = _own(request, agency, number)
    if not _may_rate(card):
        return redirect("opinion-own", agency=agency, number=number)
    errors: dict[str, str] = {}
    if request.method == "POST":
        level, words = whole(request.POST.get("level", "")), request.POST.get("words", "")
        because = request.POST.get("because", "")[:40]
        with refusals(errors, "level", passing=(NotFound,)):
            rate_answer(number=number, level=level, because=because, text=words, by=request.actor, at=now())
            said = _("Thank you. The chief reads it.") if level <= DISSATISFIED_UP_TO else _("Thank you.")
            messages.success(request, said)
            return redirect("opinion-own", agency=agency, number=number)
    boxes = _rating_boxes(card, request, here, errors)
    return show_own(
        request, "opinions/rate", status=422 if errors else 200, opinion=card, boxes=boxes, errors=mistakes(errors)
    )


@door(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def withdraw(request: Request, agency: str, number: str) -> HttpResponseBase:
    """Take back what one wrote: asked once, then done."""
    _here, card = _own(request, agency, number)
    if not card.open:
        return redirect("opinion-own", agency=agency, number=number)
    if request.method == "POST":
        take_back(number=number, by=request.actor, at=now())
        messages.success(request, _("It is taken back. Nothing more is done about it."))
        return redirect("opinion-own", agency=agency, number=number)
    return show_own(request, "opinions/withdraw", opinion=card)
