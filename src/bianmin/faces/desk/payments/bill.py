"""One bill: what is owed, what was paid, the plan it is paid by, and what can be done with it."""

from collections.abc import Callable
from typing import Any, Final

from django.http import Http404, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from bianmin.delivery.payments.actions.bills import cancel
from bianmin.delivery.payments.actions.papers import print_statement
from bianmin.delivery.payments.actions.plans import ask_plan
from bianmin.delivery.payments.actions.receipts import pay
from bianmin.delivery.payments.actions.wishes import ask_waiver
from bianmin.delivery.payments.queries.bills import bill_card
from bianmin.delivery.payments.queries.online import charges_of
from bianmin.delivery.payments.queries.plans import plans_of
from bianmin.delivery.payments.queries.terms import fees_of, instalments_of
from bianmin.delivery.payments.vocab.bills import AT_COUNTER, BillCard, BillState, Method
from bianmin.delivery.payments.vocab.plans import Asked as How
from bianmin.delivery.payments.vocab.plans import PlanCard, PlanState, Wish
from bianmin.faces.desk.asking import Asked
from bianmin.faces.desk.common import say, show, typed
from bianmin.faces.desk.payments.common import WINDOW, Sheet, ask_window, sheet
from bianmin.faces.ui.doors import CASES, OFFICER, Request, door
from bianmin.faces.ui.files import download
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.foundation.accounts.queries import names
from bianmin.foundation.orgs.queries import units_of
from bianmin.kernel.actor import Role
from bianmin.kernel.money import dollars
from bianmin.kernel.text import whole

SEVERAL: Final = 6
"""So many of the next parts are offered to be paid together, and all of them."""


def _dollars(request: Request, name: str) -> int:
    return whole(typed(request, name).replace(",", ""))


def running(plans: list[PlanCard]) -> PlanCard | None:
    """The plan a bill is being paid by."""
    return next((plan for plan in plans if plan.state == PlanState.RUNNING), None)


def _verbs(request: Request, card: BillCard, plans: list[PlanCard]) -> list[tuple[str, Any]]:
    """What can be done with a bill now, in the order it is offered."""
    if card.state != BillState.OPEN or not request.actor.has(Role.OFFICER, Role.CHIEF):
        return []
    take = [("pay", _("Take payment"))]
    if any(plan.state in (PlanState.RUNNING, PlanState.ASKED) for plan in plans):
        return take
    schedule = fees_of(card.agency, card.service_code, card.billed_on)
    offered = (
        ("instalments", _("Ask for instalments"), instalments_of(card.agency, today())),
        ("waiver", _("Ask for a waiver"), schedule and schedule.waivers),
        ("cancel", _("Cancel the bill"), not card.paid),
    )
    return take + [(verb, label) for verb, label, possible in offered if possible]


@door(CASES)
@require_safe
@found
def bill(request: Request, number: str) -> HttpResponseBase:
    """One bill with its lines, receipts, waivers, refunds, plans and payments online."""
    card = bill_card(request.actor, number)
    plans = plans_of(request.actor, number)
    people = names(
        [card.officer, *(one.cashier for one in card.receipts), *(plan.decided_by for plan in plans)]
        + [one.decided_by for one in (*card.waivers, *card.refunds)]
    )
    units = dict(units_of(card.agency).values_list("path", "name"))
    return show(
        request,
        "payments/bill",
        bill=card,
        plans=plans,
        charges=charges_of(request.actor, number),
        verbs=_verbs(request, card, plans),
        people=people,
        units=units,
        say=say(request),
    )


@door(CASES)
@require_safe
@found
def statement(request: Request, number: str) -> HttpResponseBase:
    """The statement of account as PDF."""
    return download(print_statement(number=number, by=request.actor, at=now()), f"{number}.pdf", "application/pdf")


def _pay(request: Request, card: BillCard, back: str) -> Sheet:
    plan = running(plans_of(request.actor, card.number))
    methods = tuple((one.value, one.label) for one in AT_COUNTER)
    asks = [
        Asked("method", _("How it is paid"), part="choices", options=methods, value=Method.CASH.value),
        Asked("tendered", _("Sum handed over"), short=True, mode="numeric", required=False, hint=_("Needed for cash.")),
        ask_window(request),
    ]
    lead: Any = _("To be paid: %(sum)s") % {"sum": dollars(card.outstanding)}
    if plan:
        counts = [at for at in range(1, len(plan.ahead) + 1) if at <= SEVERAL or at == len(plan.ahead)]
        sums = [(at, sum(part.amount for part in plan.ahead[:at])) for at in counts]
        words = _("the next %(count)s: %(sum)s")
        options = tuple((str(at), words % {"count": at, "sum": dollars(one)}) for at, one in sums)
        asks.insert(0, Asked("parts", _("Parts that are paid"), part="choices", options=options, value="1"))

    def run() -> str:
        request.session[WINDOW] = typed(request, "window")
        taken = pay(
            number=card.number,
            window=typed(request, "window"),
            method=typed(request, "method"),
            tendered=_dollars(request, "tendered"),
            parts=whole(typed(request, "parts")) if plan else 0,
            by=request.actor,
            at=now(),
        )
        return f"/desk/payments/receipts/{taken.number}/"

    return Sheet(
        _("Take payment"), _("Take the money and give the receipt"), _("The payment is taken."), back, asks, run, lead
    )


def _waiver(request: Request, card: BillCard, back: str) -> Sheet:
    schedule = fees_of(card.agency, card.service_code, card.billed_on)
    rules = schedule.waivers if schedule else ()
    options = tuple((rule.code, f"{rule.name} {rule.percent}% {rule.proof}".strip()) for rule in rules)
    asks = [
        Asked("code", _("Rule of the waiver"), part="choices", options=options),
        Asked("reason", _("Reason and what proved it"), part="lines"),
    ]

    def run() -> None:
        code, reason = typed(request, "code"), typed(request, "reason")
        ask_waiver(number=card.number, code=code, reason=reason, by=request.actor, at=now())

    lead = _("A chief approves it; until then the bill stands as it is.")
    return Sheet(_("Ask for a waiver"), _("Ask for the waiver"), _("The chief is asked."), back, asks, run, lead)


def _instalments(request: Request, card: BillCard, back: str) -> Sheet:
    terms = instalments_of(card.agency, today())
    grounds = tuple((one.code, one.name) for one in terms.grounds) if terms else ()
    most = terms.most(card.outstanding) if terms else 0
    asks = [
        Asked("channel", _("How it was asked for"), part="choices", options=tuple(How.choices), value=How.PHONE.value),
        Asked("count", _("How many parts"), short=True, mode="numeric", hint=_("At most %(most)s.") % {"most": most}),
        Asked(
            "first",
            _("Sum of the first part"),
            short=True,
            mode="numeric",
            required=False,
            hint=_("Empty: the same as the others."),
        ),
        Asked("ground", _("Circumstance"), part="choices", options=grounds),
        Asked("reason", _("What was said"), part="lines", required=False),
    ]

    def run() -> str:
        wish = Wish(
            count=whole(typed(request, "count")),
            first=_dollars(request, "first"),
            ground=typed(request, "ground"),
            reason=typed(request, "reason"),
            channel=typed(request, "channel"),
        )
        return f"/desk/payments/plans/{ask_plan(number=card.number, wish=wish, by=request.actor, at=now()).number}/"

    lead = _("%(sum)s are to be divided. The officer in charge decides, with reasons.") % {
        "sum": dollars(card.outstanding)
    }
    return Sheet(
        _("Ask for instalments"),
        _("Keep the wish"),
        _("The wish waits for the officer in charge."),
        back,
        asks,
        run,
        lead,
    )


def _cancel(request: Request, card: BillCard, back: str) -> Sheet:
    asks = [Asked("reason", pgettext_lazy("money", "Reason"), part="lines")]

    def run() -> None:
        cancel(number=card.number, reason=typed(request, "reason"), by=request.actor, at=now())

    words = _("Only for a bill made in error. It stays under its number.")
    go = _("Cancel the bill")
    return Sheet(go, go, _("The bill is cancelled."), back, asks, run, words, danger=True)


SHEETS: Final[dict[str, Callable[[Request, BillCard, str], Sheet]]] = {
    "pay": _pay,
    "waiver": _waiver,
    "instalments": _instalments,
    "cancel": _cancel,
}


@door(OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def act(request: Request, number: str, verb: str) -> HttpResponseBase:
    """Take payment, ask for a waiver or for instalments, or cancel."""
    made = SHEETS.get(verb)
    if made is None:
        raise Http404
    card = bill_card(request.actor, number)
    of = made(request, card, f"/desk/payments/bills/{number}/")
    return sheet(request, of, bill=card)
