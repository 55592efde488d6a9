"""Plans of instalments: the list, one with its parts, and the decision of the officer in charge."""

from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from bianmin.delivery.payments.actions.plans import check, days_of
from bianmin.delivery.payments.queries.bills import bill_card
from bianmin.delivery.payments.queries.plans import plan_card, plan_row
from bianmin.delivery.payments.queries.plans import plans as plan_cards
from bianmin.delivery.payments.queries.terms import instalments_version
from bianmin.delivery.payments.rules import works_on
from bianmin.delivery.payments.vocab.plans import PlanState, Wish
from bianmin.faces.desk.asking import Asked
from bianmin.faces.desk.common import show, typed
from bianmin.faces.desk.payments.common import Sheet, sheet
from bianmin.faces.ui.doors import CASES, OFFICER, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.foundation.accounts.queries import names
from bianmin.journeys.instalments import decide_plan
from bianmin.kernel.errors import NotAllowed, Refused

ANSWERS = (("grant", _("Allow")), ("refuse", _("Do not allow")))


@door(CASES)
@require_safe
def plans(request: Request) -> HttpResponseBase:
    """The plans of the agency, those that wait for a decision first."""
    state = request.GET.get("state", "")
    wanted = state if state in PlanState.values else ""
    cards = plan_cards(request.actor, agency=request.actor.agency, state=wanted)
    return show(request, "payments/plans", plans=cards, states=PlanState.choices, state=state, on=today())


@door(CASES)
@require_safe
@found
def plan(request: Request, number: str) -> HttpResponseBase:
    """One plan: what was asked, what the terms make of it, what was decided, and its parts."""
    row = plan_row(request.actor, number)
    card = plan_card(row)
    terms = instalments_version(row.agency, row.terms, row.terms_version)
    preview: list[tuple[int, int, object]] = []
    if card.state == PlanState.ASKED:
        try:
            sums = check(terms, card.sum, Wish(card.count, card.first, card.ground))
        except Refused:
            sums = []
        days = days_of(terms, row.agency, today(), card.count)
        preview = [(at, amount, day) for at, (amount, (day, _grace)) in enumerate(zip(sums, days, strict=False), 1)]
    return show(
        request,
        "payments/plan",
        plan=card,
        bill=bill_card(request.actor, card.bill),
        terms=terms,
        ground=next((one.name for one in terms.grounds if one.code == card.ground), card.ground),
        preview=preview,
        people=names([card.asked_by, card.decided_by]),
        may_decide=card.state == PlanState.ASKED and works_on(request.actor, row.bill),
    )


@door(OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def decide(request: Request, number: str) -> HttpResponseBase:
    """Allow or refuse a plan, with reasons."""
    if not works_on(request.actor, plan_row(request.actor, number).bill):
        raise NotAllowed

    def run() -> None:
        grant, reasons = typed(request, "grant") == "grant", typed(request, "reasons")
        decide_plan(number=number, grant=grant, reasons=reasons, by=request.actor, at=now())

    asks = [
        Asked("grant", _("Decision"), part="choices", options=ANSWERS),
        Asked("reasons", _("Reasons"), part="lines", hint=_("The payer can read them.")),
    ]
    back = f"/desk/payments/plans/{number}/"
    lead = _("The days of the parts are reckoned from today by the office's calendar, and the payer is told.")
    return sheet(
        request, Sheet(_("Decide the plan"), _("Keep the decision"), _("The plan is decided."), back, asks, run, lead)
    )
