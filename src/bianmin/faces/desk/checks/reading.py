"""Read checks: what comes again, the list, and one with its sheet, what was found and how far its mending is."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from bianmin.faces.desk.common import say, show
from bianmin.faces.ui.doors import FIGURES, INSPECTORS, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import today
from bianmin.foundation.accounts.queries import names
from bianmin.foundation.orgs.queries import directory
from bianmin.journeys.check import files_of_check, standings
from bianmin.quality.checks.actions.checking import IsClosed
from bianmin.quality.checks.queries.checks import check, checks, may_check
from bianmin.quality.checks.queries.reviews import quarters, reviews
from bianmin.quality.checks.queries.sheets import check_plans, to_check
from bianmin.quality.checks.rules import may_review
from bianmin.quality.checks.vocab.cards import CheckCard, Standing, State
from bianmin.quality.checks.vocab.shapes import Way

MARKS: Final = {"mended": "good", "overdue": "bad", "done": "warn", "open": ""}


def beside(request: Request, card: CheckCard) -> str:
    """What addresses of a check of another agency carry on: `?agency=...`."""
    return "" if card.agency == request.actor.agency else f"?agency={card.agency}"


def asked_for(request: Request, number: str) -> CheckCard:
    """The check an address names."""
    return check(request.actor, number, agency=request.GET.get("agency", ""))


def closed_already(request: Request, card: CheckCard) -> HttpResponseBase:
    """Whoever comes too late to change a check is told so on its page."""
    messages.warning(request, IsClosed.message)
    return redirect(f"/desk/checks/{card.number}/{beside(request, card)}")


def line_of(request: Request, card: CheckCard) -> dict[str, Any]:
    """A check in words."""
    known = directory().get(card.agency)
    house = known.name if known and card.agency != request.actor.agency else ""
    return {
        "card": card, "way": Way(card.plan.way).label, "state": State(card.state).label, "house": house,
        "beside": beside(request, card),
    }  # fmt: skip


@door(FIGURES)
@require_safe
def listing(request: Request) -> HttpResponseBase:
    """What is to be checked again, the quarters and their reports, and all checks but for telephone tests."""
    actor = request.actor
    way = request.GET.get("way", "") if request.GET.get("way", "") in Way.values else ""
    known = reviews(actor.agency)
    return show(
        request, "checks/list", lines=[line_of(request, card) for card in checks(actor, way=way)], way=way,
        kinds=[choice for choice in Way.choices if choice[0] != Way.TELEPHONE], plans=check_plans(actor.agency),
        due=to_check(actor.agency, today()), may_check=INSPECTORS.opens(actor), say=say(request),
        quarters=[(one, known.get(one.text)) for one in quarters(today(), 6)],
    )  # fmt: skip


def sheet_of(card: CheckCard) -> list[dict[str, Any]]:
    """The items with their points and remarks."""
    return [
        {"item": one, "points": card.scores.get(one.code), "remark": card.remarks.get(one.code, "")}
        for one in card.plan.items
    ]


def kind_of(standing: Standing) -> str:
    """How far mending is, as a word for pages."""
    if standing.mended:
        return "mended"
    if standing.overdue:
        return "overdue"
    return "done" if standing.done_on else "open"


def tracked(card: CheckCard, known: dict[str, Standing]) -> list[dict[str, Any]]:
    """What was found, each with its improvement once the check is closed."""
    lines = []
    for one in card.findings:
        at = known.get(one.ref)
        kind = kind_of(at) if at else ""
        lines.append({"found": one, "standing": at, "kind": kind, "mark": MARKS.get(kind, "")})
    return lines


@door(FIGURES)
@require_safe
@found
def one(request: Request, number: str) -> HttpResponseBase:
    """Sheet, findings, evidence; what can be done for who checks, while it is open."""
    card = asked_for(request, number)
    people = names([card.made_by, card.closed_by])
    works = card.open and (card.made_by == request.actor.key or may_check(request.actor, card.unit_path))
    return show(
        request, "checks/one", line=line_of(request, card), sheet=sheet_of(card), works=works,
        named=may_check(request.actor, card.unit_path) or may_review(request.actor, card.agency),
        findings=tracked(card, standings(card.agency, [card], today())), made_by=people.get(card.made_by, ""),
        closed_by=people.get(card.closed_by, ""), files=files_of_check(request.actor, card), say=say(request),
    )  # fmt: skip
