"""Money: what waits for somebody, find a bill, and the newest bills."""

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from bianmin.delivery.payments.queries.bills import bills, receipts_on, voids_asked, wishes
from bianmin.delivery.payments.queries.online import to_reconcile
from bianmin.delivery.payments.queries.plans import missed, plans
from bianmin.delivery.payments.queries.tills import tills
from bianmin.delivery.payments.vocab.bills import BillState
from bianmin.delivery.payments.vocab.plans import PlanState
from bianmin.delivery.payments.vocab.tills import TillState
from bianmin.faces.desk.common import show
from bianmin.faces.ui.doors import CASES, Request, door
from bianmin.faces.ui.now import now, today
from bianmin.foundation.accounts.queries import names


@door(CASES)
@require_safe
def overview(request: Request) -> HttpResponseBase:
    """What waits for a second person or a decision, missed parts, and bills by state or number."""
    actor, agency = request.actor, request.actor.agency
    text, state = request.GET.get("q", "").strip(), request.GET.get("state", "")
    asked = wishes(actor, agency=agency)
    voids = voids_asked(actor, agency=agency)
    return show(
        request,
        "payments/overview",
        bills=bills(actor, agency=agency, state=state if state in BillState.values else "", text=text),
        states=BillState.choices,
        state=state,
        text=text,
        wishes=asked,
        voids=voids,
        people=names([*(one.asked_by for one in asked), *(one.void_asked_by for one in voids)]),
        plans=plans(actor, agency=agency, state=PlanState.ASKED),
        missed=missed(actor, agency=agency),
        unsigned=[one for one in tills(actor, agency=agency, most=0) if one.state != TillState.OPEN],
        stray=to_reconcile(actor, agency=agency, at=now()),
        today=sum(one.amount for one in receipts_on(actor, agency=agency, day=today()) if one.state != "void"),
    )
