"""Read bills with their lines and receipts; every read starts from what the actor may see."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet, Sum

from bianmin.delivery.payments.models import Bill, Line, Receipt, Refund, Waiver, Wish
from bianmin.delivery.payments.rules import readable
from bianmin.delivery.payments.vocab.bills import Answer, BillCard, BillState, LineCard, ReceiptCard, WishCard
from bianmin.delivery.payments.vocab.terms import DEMONSTRATION
from bianmin.foundation.persons.queries import name_mask
from bianmin.kernel import masks
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound
from bianmin.kernel.masks import NameMask


def visible_to(actor: Actor) -> QuerySet[Bill]:
    """The bills an actor may read."""
    return Bill.objects.filter(readable(actor))


def bill_row(actor: Actor, number: str) -> Bill:
    """One bill; refused with NotFound when there is none the actor may read."""
    row = visible_to(actor).filter(number=number).first()
    if row is None:
        raise NotFound
    return row


def line_card(row: Line) -> LineCard:
    """The card of a line."""
    shown = row.source == DEMONSTRATION
    return LineCard(row.name, row.unit, row.quantity, row.unit_price, row.amount, row.basis, shown)


def receipt_card(row: Receipt) -> ReceiptCard:
    """The card of a receipt; its bill is read with it."""
    return ReceiptCard(
        id=row.pk,
        number=row.number,
        bill=row.bill.number,
        reference=row.bill.reference,
        agency=row.agency,
        window=row.unit_path,
        method=row.method,
        amount=row.amount,
        tendered=row.tendered,
        change=row.change,
        cashier=row.cashier,
        paid_at=row.paid_at,
        paid_on=row.paid_on,
        state=row.state,
        void_reason=row.void_reason,
        void_asked_by=row.void_asked_by,
        voided_by=row.voided_by,
        refunded=row.refunded,
    )


def _wish(row: Wish, **own: Any) -> WishCard:
    told = ("amount", "reason", "state", "asked_by", "asked_at", "decided_by", "answer")
    return WishCard(id=row.pk, **own, **{name: getattr(row, name) for name in told})


def waiver_card(row: Waiver) -> WishCard:
    """The card of a waiver; its bill is read with it."""
    return _wish(row, bill=row.bill.number, receipt="", name=row.name, basis=row.basis)


def refund_card(row: Refund) -> WishCard:
    """The card of a refund; its receipt and bill are read with it."""
    return _wish(row, bill=row.receipt.bill.number, receipt=row.receipt.number, name="", basis="")


def card_of(row: Bill, policy: NameMask, **parts: Any) -> BillCard:
    """The card of a row, its payer masked; `parts` are its lines and receipts where they are wanted."""
    return BillCard(
        id=row.pk,
        agency=row.agency,
        number=row.number,
        unit_path=row.unit_path,
        kind=row.kind,
        subject=row.subject,
        reference=row.reference,
        service_code=row.service_code,
        payer=masks.name(row.payer.name, policy),
        payer_id=row.payer_id,
        officer=row.officer,
        billed_on=row.billed_on,
        due_on=row.due_on,
        total=row.total,
        waived=row.waived,
        paid=row.paid,
        refunded=row.refunded,
        state=row.state,
        demonstration=row.demonstration,
        **parts,
    )


def bill_card(actor: Actor, number: str) -> BillCard:
    """One bill with its lines, receipts, waivers and refunds."""
    row = visible_to(actor).select_related("payer").filter(number=number).first()
    if row is None:
        raise NotFound
    receipts = row.receipts.select_related("bill").order_by("id")
    refunds = Refund.objects.filter(receipt__bill=row).select_related("receipt__bill").order_by("id")
    return card_of(
        row,
        name_mask(row.agency),
        lines=tuple(line_card(line) for line in row.lines.order_by("id")),
        receipts=tuple(receipt_card(receipt) for receipt in receipts),
        waivers=tuple(waiver_card(waiver) for waiver in row.waivers.select_related("bill").order_by("id")),
        refunds=tuple(refund_card(refund) for refund in refunds),
    )


def _cards(rows: Iterable[Bill], agency: str) -> list[BillCard]:
    policy = name_mask(agency)
    return [card_of(row, policy) for row in rows]


def bills(actor: Actor, *, agency: str, state: str = "", text: str = "", most: int = 50) -> list[BillCard]:
    """The newest bills of an agency, of one state or with one number when asked for."""
    rows = visible_to(actor).filter(agency=agency).select_related("payer").order_by("-id")
    if state:
        rows = rows.filter(state=state)
    if text:
        rows = rows.filter(Q(number__iexact=text) | Q(reference__iexact=text) | Q(receipts__number__iexact=text))
    return _cards(rows.distinct()[:most], agency)


def bills_for(actor: Actor, *, agency: str, subject: str) -> list[BillCard]:
    """The bills of one matter, oldest first."""
    rows = visible_to(actor).filter(agency=agency, subject=subject).select_related("payer").order_by("id")
    return _cards(rows, agency)


def own_bills(actor: Actor) -> list[BillCard]:
    """The bills of a citizen who proved a matter or a person, the newest first, over all agencies."""
    rows = list(visible_to(actor).select_related("payer").order_by("-id"))
    policies = {agency: name_mask(agency) for agency in {row.agency for row in rows}}
    return [card_of(row, policies[row.agency]) for row in rows]


def outstanding_of(agency: str, subject: str) -> int:
    """What is still to be paid for one matter, for those who decide whether its result is handed over."""
    rows = Bill.objects.filter(agency=agency, subject=subject, state=BillState.OPEN)
    found = rows.aggregate(left=Sum(F("total") - F("waived") - F("paid")))
    return int(found["left"] or 0)


def receipt_row(actor: Actor, number: str) -> Receipt:
    """One receipt the actor may read, with its bill and payer."""
    rows = Receipt.objects.filter(readable(actor, "bill__")).select_related("bill__payer")
    row = rows.filter(number=number).first()
    if row is None:
        raise NotFound
    return row


def receipts_on(actor: Actor, *, agency: str, day: date, window: str = "") -> list[ReceiptCard]:
    """The receipts of a day, the newest first, of one window when it is named."""
    rows = Receipt.objects.filter(readable(actor, "bill__"), agency=agency, paid_on=day).select_related("bill")
    return [receipt_card(row) for row in (rows.filter(unit_path=window) if window else rows).order_by("-id")]


def voids_asked(actor: Actor, *, agency: str) -> list[ReceiptCard]:
    """The receipts whose void waits for a second person."""
    rows = Receipt.objects.filter(readable(actor, "bill__"), agency=agency, state="asked").select_related("bill")
    return [receipt_card(row) for row in rows.order_by("id")]


def wishes(actor: Actor, *, agency: str) -> list[WishCard]:
    """The waivers and refunds that wait for a chief."""
    asked = {"agency": agency, "state": Answer.ASKED}
    waivers = Waiver.objects.filter(readable(actor, "bill__"), **asked).select_related("bill").order_by("id")
    rows = Refund.objects.filter(readable(actor, "receipt__bill__"), **asked).select_related("receipt__bill")
    return [*map(waiver_card, waivers), *map(refund_card, rows.order_by("id"))]
