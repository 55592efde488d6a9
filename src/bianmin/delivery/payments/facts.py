"""What can be counted of money: collected, billed, outstanding, and parts paid in time."""

from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from bianmin.delivery.payments.models import Bill, Instalment, Receipt
from bianmin.delivery.payments.vocab.bills import BILLS, RECEIPTS, BillState, ReceiptState
from bianmin.delivery.payments.vocab.plans import PARTS
from bianmin.foundation.facts.vocab import Fact


def receipts() -> QuerySet[Receipt]:
    """Receipts that stand, with what is left of each after refunds."""
    return Receipt.objects.exclude(state=ReceiptState.VOID).annotate(kept=F("amount") - F("refunded"))


def bills() -> QuerySet[Bill]:
    """Bills that were not cancelled, with what is due after waivers and what is left to pay."""
    due = F("total") - F("waived")
    return Bill.objects.exclude(state=BillState.CANCELLED).annotate(due=due, left=due - F("paid"))


def parts() -> QuerySet[Instalment]:
    """Parts of plans; one has ended when it was paid or missed."""
    paid = ExpressionWrapper(Q(paid_on__isnull=False), output_field=BooleanField())
    missed = ExpressionWrapper(Q(missed_on__isnull=False), output_field=BooleanField())
    ended = ExpressionWrapper(Q(on_time__isnull=False), output_field=BooleanField())
    return Instalment.objects.annotate(paid=paid, missed=missed, ended=ended, number=F("plan__number"))


FACTS = (
    Fact(
        name=RECEIPTS,
        label=_("Receipts"),
        subject=RECEIPTS,
        rows=receipts,
        dates={"paid": "paid_on"},
        number="number",
        dimensions={"service_code": "service_code", "method": "method", "kind": "kind"},
        amounts={"amount": "amount", "kept": "kept"},
        filters={"service_code": "service_code", "method": "method", "kind": "kind"},
    ),
    Fact(
        name=BILLS,
        label=_("Bills"),
        subject=BILLS,
        rows=bills,
        dates={"billed": "billed_on", "settled": "settled_on"},
        number="number",
        dimensions={"service_code": "service_code", "kind": "kind"},
        amounts={"total": "total", "waived": "waived", "due": "due", "paid": "paid", "left": "left"},
        filters={"service_code": "service_code", "kind": "kind", "state": "state"},
    ),
    Fact(
        name=PARTS,
        label=_("Instalments"),
        subject=PARTS,
        rows=parts,
        dates={"due": "due_on", "grace": "grace_until", "paid": "paid_on"},
        number="number",
        dimensions={"service_code": "service_code"},
        amounts={"amount": "amount"},
        filters={
            "service_code": "service_code",
            "on_time": "on_time",
            "paid": "paid",
            "missed": "missed",
            "ended": "ended",
        },
    ),
)
