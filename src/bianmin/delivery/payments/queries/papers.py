"""What goes on paper: the receipt in two sizes, and the statement of account, as trees of text."""

from datetime import date
from typing import Any, Final

from django.utils import translation
from django.utils.translation import gettext as _

from bianmin.delivery.payments.models import Bill, Plan, Receipt
from bianmin.delivery.payments.vocab.bills import Method, ReceiptState
from bianmin.delivery.payments.vocab.plans import PlanState
from bianmin.foundation.accounts.queries import names
from bianmin.foundation.documents.tree import (
    Block,
    Column,
    Document,
    Headline,
    Line,
    Note,
    Page,
    Pairs,
    Paragraph,
    SignOff,
    Table,
    Text,
)
from bianmin.foundation.orgs.models import Agency
from bianmin.foundation.orgs.queries import agency_named, units_of
from bianmin.kernel import rocdate
from bianmin.kernel.money import dollars, spelled
from bianmin.kernel.tongues import is_chinese

A5: Final = Page(width=148, height=210, top=13, bottom=12, left=14, right=14)
ROLL: Final = Page(width=80, height=200, top=6, bottom=6, left=5, right=5)
SIZES: Final = {"a5": A5, "roll": ROLL}
"""A5 paper, and the 80 mm roll of a thermal printer."""


def _pairs(*rows: tuple[str, str]) -> Pairs:
    kept: tuple[tuple[str, Line], ...] = tuple((label, (text,)) for label, text in rows if text)
    return Pairs(kept)


def _name(agency: Agency) -> str:
    return str(agency.names.get(translation.get_language() or "", agency.name))


def _day(day: date | None) -> str:
    chinese = is_chinese(translation.get_language() or "zh")
    return (rocdate.roc if chinese else rocdate.english)(day) if day else "-"


def _what(bill: Bill, *, narrow: bool) -> Block:
    """What was paid for: a table, or on a roll a line for each."""
    lines = list(bill.lines.order_by("id"))
    if narrow:
        return _pairs(
            *((f"{line.name} {line.quantity}{line.unit}×{line.unit_price:,}", f"{line.amount:,}") for line in lines)
        )
    columns = (Column(3), Column(1.2, "right"), Column(1.3, "right"), Column(1.4, "right"), Column(3))
    head = (
        _("Item billed"),
        _("Quantity billed"),
        _("Unit price"),
        _("Amount"),
        _("Legal basis"),
    )
    rows = tuple(
        (
            (line.name,),
            (f"{line.quantity}{line.unit}",),
            (f"{line.unit_price:,}",),
            (f"{line.amount:,}",),
            (line.basis,),
        )
        for line in lines
    )
    return Table(columns, head, rows)


def _owed(amount: int) -> str:
    """A sum in words of money, or nothing for nothing."""
    return dollars(amount) if amount else ""


def _paper(bill: Bill, agency: Agency, **parts: Any) -> Document:
    """A paper about a bill, in the reader's language, marked where the bill or the agency is invented."""
    invented = bill.demonstration or agency.source == "demonstration"
    return Document(
        **parts,
        language="zh-Hant" if is_chinese(translation.get_language() or "zh") else "en",
        author=_name(agency),
        mark=_("Demonstration") if invented else "",
    )


def _about(receipt: Receipt) -> Block:
    bill, paid = receipt.bill, receipt.paid_at.astimezone(rocdate.TAIPEI)
    return _pairs(
        (_("Payer"), bill.payer.name),
        (_("Paid on"), f"{_day(receipt.paid_on)} {paid:%H:%M}"),
        (_("For case"), bill.reference),
        (_("Bill"), bill.number),
        (_("Instalments"), "、".join(str(part.place) for part in receipt.parts.order_by("place"))),
    )


def _sums(receipt: Receipt) -> Block:
    window = units_of(receipt.agency).filter(path=receipt.unit_path).values_list("name", flat=True).first() or ""
    cashier = names([receipt.cashier]).get(receipt.cashier, "")
    return _pairs(
        (_("Sum received"), f"{dollars(receipt.amount)}（{spelled(receipt.amount)}）"),
        (_("How it was paid"), str(Method(receipt.method).label)),
        (_("Handed over"), _owed(receipt.tendered)),
        (_("Change given back"), dollars(receipt.change) if receipt.tendered else ""),
        (_("Still to be paid"), _owed(receipt.bill.outstanding)),
        (_("Refunded"), _owed(receipt.refunded)),
        (_("Taken by"), f"{window} {cashier}".strip()),
    )


def receipt_paper(receipt: Receipt, size: str) -> Document:
    """The receipt of one payment 規費收據: number, payer, what for, the sum in digits and spelled, who took it."""
    agency, bill, narrow = agency_named(receipt.agency), receipt.bill, size == "roll"
    void = (Note((_("VOID: this receipt is not valid."), f" {_day(receipt.voided_on)}")),)
    blocks: tuple[Block, ...] = (
        Headline(_("Number of the receipt"), receipt.number),
        *(void if receipt.state == ReceiptState.VOID else ()),
        _about(receipt),
        _what(bill, narrow=narrow),
        _sums(receipt),
        Paragraph((f"{_name(agency)} {agency.phone}",), small=True),
    )
    return _paper(
        bill,
        agency,
        title=_name(agency) if narrow else f"{_name(agency)}　{_('Fee receipt')}",
        subtitle=_("Fee receipt") if narrow else "",
        blocks=blocks,
        numbered_pages=False,
        size=9 if narrow else 10.5,
        page=SIZES[size],
    )


def _plan_table(plan: Plan) -> tuple[Block, ...]:
    columns = (Column(0.7, "center"), Column(2), Column(1.4, "right"), Column(2), Column(2.4))
    head = (
        _("Part"),
        _("Due on"),
        _("Amount"),
        _("Paid on"),
        _("Number of the receipt"),
    )
    parts = plan.parts.select_related("receipt").order_by("place")
    rows = tuple(
        (
            (str(part.place),),
            (_day(part.due_on),),
            (f"{part.amount:,}",),
            (_day(part.paid_on) if part.paid_on else _("missed") if part.missed_on else "-",),
            (part.receipt.number if part.receipt else "",),
        )
        for part in parts
    )
    words = _("Instalments {number}: {state}").format(number=plan.number, state=PlanState(plan.state).label)
    return (Paragraph((Text(words, strong=True),)), Table(columns, head, rows))


def _taken(bill: Bill) -> Block:
    """The receipts of a bill as a table, or that there are none."""
    receipts = bill.receipts.order_by("id")
    columns = (Column(2.4), Column(2), Column(1.6), Column(1.4, "right"), Column(1.4))
    head = (
        _("Number of the receipt"),
        _("Paid on"),
        _("How it was paid"),
        _("Amount"),
        _("Status"),
    )
    rows = tuple(
        (
            (row.number,),
            (_day(row.paid_on),),
            (str(Method(row.method).label),),
            (f"{row.amount:,}",),
            (str(ReceiptState(row.state).label),),
        )
        for row in receipts
    )
    return Table(columns, head, rows) if rows else Paragraph((_("Nothing was paid yet."),))


def statement_paper(bill: Bill, on: date) -> Document:
    """The statement of account of a bill 繳款明細: what was owed, waived, paid and is left, and the plan's parts."""
    agency = agency_named(bill.agency)
    plans = [block for plan in bill.plans.exclude(state=PlanState.ASKED).order_by("id") for block in _plan_table(plan)]
    return _paper(
        bill,
        agency,
        title=f"{_name(agency)}　{_('Statement of account')}",
        blocks=(
            _pairs(
                (_("Payer"), bill.payer.name),
                (_("Bill"), bill.number),
                (_("For case"), bill.reference),
                (_("Account as of"), _day(on)),
            ),
            _what(bill, narrow=False),
            _pairs(
                (_("Billed"), dollars(bill.total)),
                (_("Waived"), _owed(bill.waived)),
                (_("Paid so far"), dollars(bill.paid)),
                (_("Refunded"), _owed(bill.refunded)),
                (_("Still to be paid"), dollars(bill.outstanding)),
            ),
            _taken(bill),
            *plans,
            SignOff((_("Officer in charge"), _("Accounting"))),
            Paragraph((f"{_name(agency)} {agency.phone}",), small=True),
        ),
        size=11,
    )
