"""Take money and give a receipt; void one with a second person."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.payments.actions.numbers import next_number
from bianmin.delivery.payments.actions.steps import change, counted, journal, reason_of
from bianmin.delivery.payments.actions.tills import put_in, take_back
from bianmin.delivery.payments.models import Bill, Instalment, Plan, Receipt
from bianmin.delivery.payments.queries.bills import bill_row, receipt_row
from bianmin.delivery.payments.queries.plans import ahead, running
from bianmin.delivery.payments.rules import may_second, may_take
from bianmin.delivery.payments.vocab.bills import AT_COUNTER, RECEIPTS, BillState, Method, ReceiptState
from bianmin.delivery.payments.vocab.plans import PlanState
from bianmin.foundation.orgs.queries import units_of
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, Refused
from bianmin.kernel.rocdate import local_day


class NothingIsOwed(Refused):
    """The bill is paid, waived or cancelled."""

    message = _("Nothing is to be paid for this bill any more. Look at its receipts.")


class NotInParts(Refused):
    """Parts were named where there is no plan, or more than are left."""

    message = _("This bill has no such parts to pay. Open it again and choose from those that are left.")


class TooLittle(Refused):
    """Less was handed over than is to be paid."""

    message = _("{amount} dollars are to be paid. Enter what was handed over: at least that.")


class TooMuch(Refused):
    """More cash than anybody hands over: surely a slip of the finger."""

    message = _("This is far more than is to be paid. Check the sum that was handed over.")


class MethodIsUnknown(Refused):
    """No way of paying at the counter was chosen."""

    message = _("Choose how it is paid.")


class WindowIsUnknown(Refused):
    """The window is none of the agency's."""

    message = _("Choose the window at which you take the money.")


class CannotBeVoided(Refused):
    """The receipt is void, was refunded, or came from a provider."""

    message = _("This receipt cannot be made void. Ask for a refund instead.")


class SecondPersonNeeded(Refused):
    """Whoever asked cannot confirm."""

    message = _("Somebody else has to confirm this. Ask a colleague.")


MOST_CHANGE = 100_000


def owed_now(bill: Bill, parts: int) -> tuple[int, Plan | None, list[Instalment]]:
    """What is paid now: the next `parts` of the plan it is paid by, or with 0 everything that is left.

    Raises:
        NothingIsOwed, NotInParts.
    """
    if bill.state != BillState.OPEN:
        raise NothingIsOwed
    plan = running(bill)
    left = list(ahead(plan)) if plan else []
    if parts < 0 or parts > len(left):
        raise NotInParts(field="parts")
    chosen = left[:parts] if parts else left
    return (sum(part.amount for part in chosen) if chosen else bill.outstanding), plan, chosen


def book(
    bill: Bill, *, amount: int, method: Method, window: str, by: Actor, at: datetime, tendered: int = 0, parts: int = 0
) -> Receipt:
    """Write a receipt for what is owed now and settle the bill and its parts; called inside an act.

    Raises:
        NothingIsOwed, NotInParts, SomebodyWasFirst, DayIsClosed.
    """
    owed, plan, chosen = owed_now(bill, parts)
    if owed != amount:
        raise NotInParts(field="parts")
    change(bill, "pay", by=by, at=at, paid=bill.paid + amount)
    day = local_day(at)
    till = put_in(bill.agency, window, day, amount) if method is Method.CASH else None
    receipt = Receipt.objects.create(
        agency=bill.agency,
        number=next_number(bill.agency, "R", day),
        bill=bill,
        till=till,
        unit_path=window,
        service_code=bill.service_code,
        kind=bill.kind,
        method=method.value,
        amount=amount,
        tendered=tendered,
        change=tendered - amount if tendered else 0,
        cashier=by.key,
        paid_at=at,
        paid_on=day,
    )
    counted(receipt)
    journal("receive", f"{RECEIPTS}:{receipt.pk}", receipt.agency, by=by, at=at)
    _settle_parts(receipt, plan, chosen)
    return receipt


def _settle_parts(receipt: Receipt, plan: Plan | None, chosen: list[Instalment]) -> None:
    for part in chosen:
        part.receipt, part.paid_on = receipt, receipt.paid_on
        part.on_time = part.missed_on is None and receipt.paid_on <= part.grace_until
        part.save(update_fields=["receipt", "paid_on", "on_time"])
        counted(part)
    if plan and not ahead(plan).exists():
        Plan.objects.filter(pk=plan.pk).update(state=PlanState.FINISHED)


@act()
def pay(
    *,
    number: str,
    window: str,
    by: Actor,
    at: datetime,
    method: str = Method.CASH.value,
    tendered: int = 0,
    parts: int = 0,
) -> Receipt:
    """Take money for a bill at a window 臨櫃收款, of any office of the agency; gives the receipt 規費收據.

    In cash `tendered` is what was handed over; the change follows from it. `parts` is how many of the next
    instalments are paid, 0 for everything that is left.

    Raises:
        NothingIsOwed, NotInParts, TooLittle, TooMuch, MethodIsUnknown, WindowIsUnknown, DayIsClosed.
    """
    bill = bill_row(by, number)
    if not may_take(by, bill.agency):
        raise NotAllowed
    if method not in AT_COUNTER:
        raise MethodIsUnknown(field="method")
    if not units_of(bill.agency, on=local_day(at)).filter(path=window).exists():
        raise WindowIsUnknown(field="window")
    amount = owed_now(bill, parts)[0]
    if method == Method.CASH:
        if tendered < amount:
            raise TooLittle(field="tendered", amount=f"{amount:,}")
        if tendered - amount > MOST_CHANGE:
            raise TooMuch(field="tendered")
    handed = tendered if method == Method.CASH else 0
    return book(bill, amount=amount, method=Method(method), window=window, tendered=handed, parts=parts, by=by, at=at)


@act()
def ask_void(*, number: str, reason: str, by: Actor, at: datetime) -> None:
    """Ask that a receipt be made void 申請作廢; it stands until a second person confirms.

    Raises:
        CannotBeVoided: it is void already, was refunded, or came from a provider; ReasonIsMissing.
    """
    receipt = receipt_row(by, number)
    if not may_take(by, receipt.agency):
        raise NotAllowed
    words = reason_of(reason)
    if receipt.refunded or receipt.method == Method.ONLINE:
        raise CannotBeVoided
    rows = Receipt.objects.filter(pk=receipt.pk, state=ReceiptState.VALID, refunded=0)
    if not rows.update(state=ReceiptState.ASKED, void_reason=words, void_asked_by=by.key):
        raise CannotBeVoided
    journal("ask_void", f"{RECEIPTS}:{receipt.pk}", receipt.agency, by=by, at=at, fields=("state",))


@act()
def answer_void(*, number: str, agree: bool, by: Actor, at: datetime) -> None:
    """A second person makes a receipt void 作廢, or lets it stand; the number is never used again.

    Raises:
        SecondPersonNeeded: the same person asked; CannotBeVoided: nobody asked, or it was answered;
        DayIsClosed: its till was counted.
    """
    receipt = receipt_row(by, number)
    if not may_second(by, receipt.agency, receipt.void_asked_by):
        raise SecondPersonNeeded
    state = ReceiptState.VOID if agree else ReceiptState.VALID
    values = {"state": state, "voided_by": by.key if agree else "", "voided_on": local_day(at) if agree else None}
    if not Receipt.objects.filter(pk=receipt.pk, state=ReceiptState.ASKED, refunded=0).update(**values):
        raise CannotBeVoided
    if agree:
        _undo(receipt, by=by, at=at)
    counted(receipt)
    journal("answer_void", f"{RECEIPTS}:{receipt.pk}", receipt.agency, by=by, at=at, fields=("state",))


def _undo(receipt: Receipt, *, by: Actor, at: datetime) -> None:
    """Open the bill and its parts again, and take the cash out of the sum of its till."""
    if receipt.till_id:
        take_back(receipt.till_id, receipt.amount)
    bill = receipt.bill
    change(bill, "void", by=by, at=at, paid=bill.paid - receipt.amount)
    for part in Instalment.objects.filter(agency=receipt.agency, receipt=receipt).select_related("plan"):
        part.receipt, part.paid_on = None, None
        part.on_time = False if part.missed_on else None
        part.save(update_fields=["receipt", "paid_on", "on_time"])
        counted(part)
        Plan.objects.filter(pk=part.plan_id, state=PlanState.FINISHED).update(state=PlanState.RUNNING)
