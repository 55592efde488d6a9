"""Read plans of instalments."""

from django.db.models import Q, QuerySet

from bianmin.delivery.payments.models import Bill, Instalment, Plan
from bianmin.delivery.payments.rules import readable
from bianmin.delivery.payments.vocab.plans import PartCard, PlanCard, PlanState
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound


def visible_to(actor: Actor) -> QuerySet[Plan]:
    """The plans an actor may read: those of the bills it may read."""
    return Plan.objects.filter(readable(actor, "bill__")).select_related("bill")


def part_card(row: Instalment) -> PartCard:
    """The card of a part."""
    receipt = row.receipt.number if row.receipt else ""
    return PartCard(row.place, row.amount, row.due_on, row.paid_on, row.on_time, row.missed_on, receipt)


def plan_card(row: Plan) -> PlanCard:
    """The card of a plan with its parts."""
    return PlanCard(
        id=row.pk,
        agency=row.agency,
        number=row.number,
        bill=row.bill.number,
        channel=row.channel,
        ground=row.ground,
        reason=row.reason,
        count=row.count,
        first=row.first,
        sum=row.sum,
        state=row.state,
        asked_by=row.asked_by,
        asked_on=row.asked_on,
        decided_by=row.decided_by,
        decided_on=row.decided_on,
        decision=row.decision,
        lapsed_on=row.lapsed_on,
        at=row.asked_at,
        parts=tuple(part_card(part) for part in row.parts.all()),
    )


def plan_row(actor: Actor, number: str) -> Plan:
    """One plan; refused with NotFound when there is none the actor may read."""
    row = visible_to(actor).filter(number=number).first()
    if row is None:
        raise NotFound
    return row


def plans_of(actor: Actor, bill: str) -> list[PlanCard]:
    """The plans of a bill, the newest first."""
    rows = visible_to(actor).filter(bill__number=bill).prefetch_related("parts__receipt").order_by("-id")
    return [plan_card(row) for row in rows]


def plans(actor: Actor, *, agency: str, state: str = "", most: int = 50) -> list[PlanCard]:
    """The plans of an agency: those that wait for a decision first, then the newest."""
    rows = visible_to(actor).filter(agency=agency).prefetch_related("parts__receipt")
    rows = rows.filter(state=state) if state else rows.exclude(state=PlanState.FINISHED)
    return sorted((plan_card(row) for row in rows.order_by("-id")[:most]), key=lambda one: one.state != PlanState.ASKED)


def running(bill: Bill) -> Plan | None:
    """The plan a bill is being paid by."""
    return Plan.objects.filter(agency=bill.agency, bill=bill, state=PlanState.RUNNING).first()


def ahead(plan: Plan) -> QuerySet[Instalment]:
    """The parts still to be paid, the next first."""
    return Instalment.objects.filter(agency=plan.agency, plan=plan, paid_on__isnull=True).order_by("place")


def missed(actor: Actor, *, agency: str) -> list[tuple[PlanCard, PartCard]]:
    """Missed parts of plans that nobody has paid since: each is a call to make; the oldest first."""
    seen = Q(agency=agency, missed_on__isnull=False, paid_on__isnull=True, plan__in=visible_to(actor))
    rows = Instalment.objects.filter(seen).select_related("plan__bill").prefetch_related("plan__parts__receipt")
    return [(plan_card(row.plan), part_card(row)) for row in rows.order_by("due_on", "id")[:100]]
