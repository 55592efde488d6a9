"""Print a receipt or a statement: it bears the payer's full name, so the reading is journaled."""

from datetime import datetime

from bianmin.delivery.payments.models import Bill
from bianmin.delivery.payments.queries.bills import receipt_row, visible_to
from bianmin.delivery.payments.queries.papers import SIZES, receipt_paper, statement_paper
from bianmin.foundation.audit.actions import record
from bianmin.foundation.documents.writers import pdf
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound
from bianmin.kernel.rocdate import local_day


def _read(bill: Bill, purpose: str, by: Actor, at: datetime) -> None:
    subject = f"persons.person:{bill.payer_id}"
    record(verb="persons.read", subject=subject, agency=bill.agency, fields=["name"], purpose=purpose, by=by, at=at)


@act()
def print_receipt(*, number: str, by: Actor, at: datetime, size: str = "a5") -> bytes:
    """A receipt as PDF, on A5 or on the `roll` of a thermal printer."""
    receipt = receipt_row(by, number)
    if size not in SIZES:
        raise NotFound
    _read(receipt.bill, receipt.number, by, at)
    return pdf.write(receipt_paper(receipt, size))


@act()
def print_statement(*, number: str, by: Actor, at: datetime) -> bytes:
    """The statement of account of a bill as PDF."""
    bill = visible_to(by).select_related("payer").filter(number=number).first()
    if bill is None:
        raise NotFound
    _read(bill, bill.number, by, at)
    return pdf.write(statement_paper(bill, local_day(at)))
