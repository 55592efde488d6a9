"""What is to be paid: the bills of an application, one of them, its papers, and a wish to pay in parts."""

from contextlib import suppress
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bianmin.delivery.cases.queries.track import track_card
from bianmin.delivery.payments.actions.online import begin
from bianmin.delivery.payments.actions.papers import print_receipt, print_statement
from bianmin.delivery.payments.actions.plans import ask_plan
from bianmin.delivery.payments.queries.bills import bill_card, bills_for
from bianmin.delivery.payments.queries.online import provider
from bianmin.delivery.payments.queries.plans import plans_of
from bianmin.delivery.payments.queries.terms import instalments_of
from bianmin.delivery.payments.vocab.bills import BillCard
from bianmin.delivery.payments.vocab.plans import Asked, PlanState, Wish
from bianmin.delivery.payments.vocab.terms import InstalmentTerms
from bianmin.faces.portal.common import mistakes, only_here, say, show_own, the_agency
from bianmin.faces.ui.agency import AgencyCard
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.files import download
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.questions import Box, Choice
from bianmin.faces.ui.refusals import refusals
from bianmin.journeys.bill import NoFee, bill_own, own_fee
from bianmin.kernel import text
from bianmin.kernel.errors import NotAllowed, NotFound, Refused


def whole(request: Request, name: str) -> int:
    """A whole number that was typed, else 0."""
    return text.whole(request.POST.get(name, "").replace(",", ""))


def own(request: Request, here: AgencyCard, number: str) -> BillCard:
    """A bill that the visitor proved to be concerned by."""
    card = bill_card(request.actor, number)
    only_here(here, card.agency)
    return card


@door(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def of_case(request: Request, agency: str, number: str) -> HttpResponseBase:
    """The bills of one application; where there is none yet, its fee can be billed, to pay it at once."""
    here = the_agency(agency)
    case = track_card(request.actor, number)
    only_here(here, case.agency)
    if request.method == "POST":
        with suppress(NoFee):
            return redirect("bill", agency=agency, number=bill_own(number=number, by=request.actor, at=now()).number)
    subject = f"cases.case:{case.case_id}"
    bills = bills_for(request.actor, agency=case.agency, subject=subject)
    if len(bills) == 1:
        return redirect("bill", agency=agency, number=bills[0].number)
    fee = own_fee(request.actor, number, today())
    return show_own(request, "money/case", case=case, bills=bills, fee=fee, say=say(here))


def _shown(request: Request, here: AgencyCard, card: BillCard) -> dict[str, Any]:
    plans = plans_of(request.actor, card.number)
    running = next((plan for plan in plans if plan.state == PlanState.RUNNING), None)
    busy = any(plan.state in (PlanState.RUNNING, PlanState.ASKED) for plan in plans)
    terms = instalments_of(card.agency, today())
    most = terms.most(card.outstanding) if terms and card.outstanding and not busy else 0
    return {
        "bill": card,
        "plans": plans,
        "running": running,
        "online": provider() is not None and card.outstanding > 0,
        "may_ask": most > 1,
        "say": say(here),
    }


@door(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def bill(request: Request, agency: str, number: str) -> HttpResponseBase:
    """One bill: what for, what is left, the plan's parts, receipts; and the button to pay online."""
    here = the_agency(agency)
    card = own(request, here, number)
    errors: dict[str, str] = {}
    if request.method == "POST":
        back = request.build_absolute_uri(f"/{here.slug}/bills/{number}/paid/") + "{key}/"
        try:
            address = begin(number=number, parts=whole(request, "parts"), back=back, by=request.actor, at=now())
        except NotFound:
            raise
        except NotAllowed:
            return redirect("bill", agency=agency, number=number)
        except Refused as refusal:
            errors = {"parts": str(refusal)}
        else:
            if address.startswith("/"):
                return redirect(address)
            return show_own(request, "money/go", address=address)
    shown = _shown(request, here, card)
    return show_own(request, "money/bill", status=422 if errors else 200, errors=mistakes(errors), **shown)


@door(ANYONE)
@require_safe
@found
def statement(request: Request, agency: str, number: str) -> HttpResponseBase:
    """The statement of account as PDF."""
    own(request, the_agency(agency), number)
    return download(print_statement(number=number, by=request.actor, at=now()), f"{number}.pdf", "application/pdf")


@door(ANYONE)
@require_safe
@found
def receipt(request: Request, agency: str, number: str, paper: str) -> HttpResponseBase:
    """A receipt of the bill as PDF."""
    card = own(request, the_agency(agency), number)
    if paper not in {one.number for one in card.receipts}:
        raise NotFound
    return download(print_receipt(number=paper, by=request.actor, at=now()), f"{paper}.pdf", "application/pdf")


def _boxes(terms: InstalmentTerms, request: Request, owed: int, errors: dict[str, str]) -> list[Box]:
    typed = request.POST
    grounds = tuple(Choice(one.code, one.name, one.proof, typed.get("ground") == one.code) for one in terms.grounds)
    most = _("At most %(most)s.") % {"most": terms.most(owed)}
    return [
        Box("line", "count", _("In how many parts do you want to pay?"), most, errors.get("count", ""),
            required=True, value=typed.get("count", ""), mode="numeric", short=True),
        Box("line", "first", _("How much can you pay first?"), _("Leave it empty for equal parts."),
            errors.get("first", ""), required=False, value=typed.get("first", ""), mode="numeric", short=True),
        Box("choices", "ground", _("Why is it hard to pay at once?"), "", errors.get("ground", ""), required=True,
            choices=grounds),
        Box("lines", "reason", _("Anything you want to say"), "", errors.get("reason", ""), required=False,
            value=typed.get("reason", "")),
    ]  # fmt: skip


def _ask(request: Request, number: str) -> None:
    wish = Wish(
        count=whole(request, "count"),
        first=whole(request, "first"),
        ground=request.POST.get("ground", ""),
        reason=request.POST.get("reason", "").replace("\0", ""),
        channel=Asked.ONLINE.value,
    )
    ask_plan(number=number, wish=wish, by=request.actor, at=now())


@door(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def instalments(request: Request, agency: str, number: str) -> HttpResponseBase:
    """Ask to pay in parts."""
    here = the_agency(agency)
    card = own(request, here, number)
    terms = instalments_of(card.agency, today())
    if terms is None or not card.outstanding:
        raise NotFound
    errors: dict[str, str] = {}
    if request.method == "POST":
        with refusals(errors, "count", passing=(NotFound,)):
            _ask(request, number)
            return redirect("bill", agency=agency, number=number)
    return show_own(
        request,
        "money/instalments",
        status=422 if errors else 200,
        bill=card,
        terms=terms,
        boxes=_boxes(terms, request, card.outstanding, errors),
        errors=mistakes(errors),
        say=say(here),
    )
