"""Waive and refund: one person asks with a reason, a chief answers."""

from datetime import datetime

from django.db import IntegrityError
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from bianmin.delivery.payments.actions.receipts import NothingIsOwed, SecondPersonNeeded
from bianmin.delivery.payments.actions.steps import change, counted, journal, reason_of
from bianmin.delivery.payments.actions.tills import put_in
from bianmin.delivery.payments.models import Receipt, Refund, Waiver
from bianmin.delivery.payments.queries.bills import bill_row, receipt_row
from bianmin.delivery.payments.queries.plans import running
from bianmin.delivery.payments.queries.terms import fees_of
from bianmin.delivery.payments.rules import may_approve, may_take, readable
from bianmin.delivery.payments.vocab.bills import Answer, BillState, Method, ReceiptState
from bianmin.kernel.act import act, attempt
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, NotFound, Refused
from bianmin.kernel.rocdate import local_day

WAIVERS = "payments.waiver"
REFUNDS = "payments.refund"


class RuleIsUnknown(Refused):
    """The schedule has no such rule of waiver."""

    message = _("Choose one of the rules of the fee schedule.")


class AlreadyAsked(Refused):
    """The same is waiting for an answer."""

    message = _("This has been asked for already and waits for the chief's answer.")


class AlreadyAnswered(Refused):
    """Somebody answered before."""

    message = _("This has been answered already. Nothing was changed.")


class RefundIsOutside(Refused):
    """More than was paid, or nothing."""

    message = _("Enter an amount from 1 to {most} dollars: more was not paid with this receipt.")


@act()
def ask_waiver(*, number: str, code: str, reason: str, by: Actor, at: datetime) -> int:
    """Ask for a waiver of a fee by a rule of its schedule 申請減免; gives the waiver's key.

    Raises:
        RuleIsUnknown, ReasonIsMissing, AlreadyAsked; NothingIsOwed: the bill is settled, or is paid in parts.
    """
    bill = bill_row(by, number)
    if not may_take(by, bill.agency):
        raise NotAllowed
    if bill.state != BillState.OPEN or running(bill):
        raise NothingIsOwed
    schedule = fees_of(bill.agency, bill.service_code, bill.billed_on)
    rule = next((one for one in (schedule.waivers if schedule else ()) if one.code == code), None)
    if rule is None:
        raise RuleIsUnknown(field="code")
    try:
        with attempt():
            row = Waiver.objects.create(
                agency=bill.agency,
                bill=bill,
                code=rule.code,
                name=rule.name,
                basis=rule.basis,
                amount=min(rule.of(bill.total), bill.outstanding),
                reason=reason_of(reason),
                asked_by=by.key,
                asked_at=at,
            )
    except IntegrityError:
        raise AlreadyAsked from None
    journal("ask_waiver", f"{WAIVERS}:{row.pk}", row.agency, by=by, at=at)
    return row.pk


def _answer(row: Waiver | Refund, *, agree: bool, words: str, by: Actor, at: datetime) -> None:
    """Keep the answer, once."""
    if not may_approve(by, row.agency, row.asked_by):
        raise NotAllowed if by.key != row.asked_by else SecondPersonNeeded
    said = words.strip() if agree else reason_of(words, field="answer")
    values = {"decided_by": by.key, "decided_at": at, "answer": said[:1000]}
    state = Answer.APPROVED if agree else Answer.REFUSED
    if not type(row).objects.filter(pk=row.pk, state=Answer.ASKED).update(state=state, **values):
        raise AlreadyAnswered


@act()
def answer_waiver(*, waiver: int, agree: bool, by: Actor, at: datetime, answer: str = "") -> None:
    """A chief approves or refuses a waiver 核定減免; a refusal needs its reason.

    Raises:
        AlreadyAnswered, SecondPersonNeeded, ReasonIsMissing; NothingIsOwed: it was paid in the meantime.
    """
    row = Waiver.objects.filter(readable(by, "bill__"), pk=waiver).select_related("bill").first()
    if row is None:
        raise NotFound
    _answer(row, agree=agree, words=answer, by=by, at=at)
    journal("answer_waiver", f"{WAIVERS}:{row.pk}", row.agency, by=by, at=at, fields=("state",))
    if not agree:
        return
    if row.bill.outstanding < row.amount or running(row.bill):
        raise NothingIsOwed
    change(row.bill, "waive", by=by, at=at, waived=row.bill.waived + row.amount)


@act()
def ask_refund(*, number: str, amount: int, reason: str, by: Actor, at: datetime) -> int:
    """Ask that money of a receipt be given back 申請退費; gives the refund's key.

    Raises:
        RefundIsOutside, ReasonIsMissing, AlreadyAsked.
    """
    receipt = receipt_row(by, number)
    if not may_take(by, receipt.agency):
        raise NotAllowed
    left = receipt.amount - receipt.refunded if receipt.state == ReceiptState.VALID else 0
    if not 1 <= amount <= left:
        raise RefundIsOutside(field="amount", most=f"{left:,}")
    values = {"amount": amount, "reason": reason_of(reason), "asked_by": by.key, "asked_at": at}
    try:
        with attempt():
            row = Refund.objects.create(agency=receipt.agency, receipt=receipt, **values)
    except IntegrityError:
        raise AlreadyAsked from None
    journal("ask_refund", f"{REFUNDS}:{row.pk}", row.agency, by=by, at=at)
    return row.pk


@act()
def answer_refund(*, refund: int, agree: bool, by: Actor, at: datetime, answer: str = "", window: str = "") -> None:
    """A chief approves or refuses a refund 核定退費; cash is taken out of the till of `window` (else of the receipt's).

    Raises:
        AlreadyAnswered, SecondPersonNeeded, ReasonIsMissing, DayIsClosed.
    """
    row = Refund.objects.filter(readable(by, "receipt__bill__"), pk=refund).select_related("receipt__bill").first()
    if row is None:
        raise NotFound
    _answer(row, agree=agree, words=answer, by=by, at=at)
    journal("answer_refund", f"{REFUNDS}:{row.pk}", row.agency, by=by, at=at, fields=("state",))
    if agree:
        _give_back(row, window or row.receipt.unit_path, by=by, at=at)


def _give_back(row: Refund, window: str, *, by: Actor, at: datetime) -> None:
    receipt, bill, day = row.receipt, row.receipt.bill, local_day(at)
    fits = Receipt.objects.filter(pk=receipt.pk, state=ReceiptState.VALID, refunded__lte=receipt.amount - row.amount)
    if not fits.update(refunded=F("refunded") + row.amount):
        raise RefundIsOutside(most=f"{receipt.amount - receipt.refunded:,}")
    till = put_in(receipt.agency, window, day, -row.amount) if receipt.method == Method.CASH else None
    Refund.objects.filter(pk=row.pk).update(paid_on=day, till=till)
    change(bill, "refund", by=by, at=at, refunded=bill.refunded + row.amount)
    counted(receipt)
