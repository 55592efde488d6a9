"""Bills, receipts, waivers and refunds: their states, and their cards as pages show them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

BILLS: Final = "payments.bill"
RECEIPTS: Final = "payments.receipt"
"""The names of the facts, which are the journal's words for the rows too."""

LONGEST: Final = 1000
"""How many characters a reason may have."""


class BillKind(models.TextChoices):
    """What is owed 款項別."""

    FEE = "fee", _("Fee")
    FINE = "fine", _("Fine")


class BillState(models.TextChoices):
    """Where a bill is 繳費狀態."""

    OPEN = "open", _("To be paid")
    PAID = "paid", pgettext_lazy("bill", "Paid")
    WAIVED = "waived", _("Waived")
    CANCELLED = "cancelled", _("Cancelled")


class Method(models.TextChoices):
    """How money came 繳款方式."""

    CASH = "cash", _("Cash")
    CARD = "card", _("Card at the counter")
    TRANSFER = "transfer", _("Money order or transfer")
    ONLINE = "online", pgettext_lazy("payment", "Online")


AT_COUNTER: Final = (Method.CASH, Method.CARD, Method.TRANSFER)


class ReceiptState(models.TextChoices):
    """Whether a receipt stands 收據狀態; a void one is kept for ever under its number."""

    VALID = "valid", pgettext_lazy("receipt", "Valid")
    ASKED = "asked", _("Void asked for")
    VOID = "void", _("Void")


class Answer(models.TextChoices):
    """What became of a wish that another person answers: a waiver, a refund."""

    ASKED = "asked", _("Waiting for approval")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", pgettext_lazy("wish", "Refused")


@dataclass(frozen=True, slots=True)
class LineCard:
    """One line of a bill: what, how many, the price of one, the sum, and on what basis."""

    name: str
    unit: str
    quantity: int
    unit_price: int
    amount: int
    basis: str
    demonstration: bool


@dataclass(frozen=True, slots=True)
class ReceiptCard:
    """A receipt as the desk lists it; `window` is the path of the window that took the money."""

    id: int
    number: str
    bill: str
    reference: str
    agency: str
    window: str
    method: str
    amount: int
    tendered: int
    change: int
    cashier: str
    paid_at: datetime
    paid_on: date
    state: str
    void_reason: str
    void_asked_by: str
    voided_by: str
    refunded: int

    @property
    def method_words(self) -> str:
        """How the money came, in words."""
        return str(Method(self.method).label)

    @property
    def state_words(self) -> str:
        """Whether it stands, in words."""
        return str(ReceiptState(self.state).label)


@dataclass(frozen=True, slots=True)
class WishCard:
    """A waiver or a refund: how much, why, who asked and who answered what."""

    id: int
    bill: str
    receipt: str
    name: str
    amount: int
    reason: str
    basis: str
    state: str
    asked_by: str
    asked_at: datetime
    decided_by: str
    answer: str

    @property
    def state_words(self) -> str:
        """Where it stands, in words."""
        return str(Answer(self.state).label)


@dataclass(frozen=True, slots=True)
class BillCard:
    """A bill as pages show it; the payer's name is masked."""

    id: int
    agency: str
    number: str
    unit_path: str
    kind: str
    subject: str
    reference: str
    service_code: str
    payer: str
    payer_id: int
    officer: str
    billed_on: date
    due_on: date | None
    total: int
    waived: int
    paid: int
    refunded: int
    state: str
    demonstration: bool
    lines: tuple[LineCard, ...] = ()
    receipts: tuple[ReceiptCard, ...] = ()
    waivers: tuple[WishCard, ...] = ()
    refunds: tuple[WishCard, ...] = ()

    @property
    def due(self) -> int:
        """What has to be paid in all, after waivers."""
        return self.total - self.waived

    @property
    def outstanding(self) -> int:
        """What is still to be paid."""
        return 0 if self.state == BillState.CANCELLED else self.due - self.paid

    @property
    def state_words(self) -> str:
        """Where it stands, in words."""
        return str(BillState(self.state).label)

    @property
    def kind_words(self) -> str:
        """What is owed, in words."""
        return str(BillKind(self.kind).label)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a bill as it is to be written: `amount` is what one costs."""

    code: str
    name: str
    unit: str
    quantity: int
    amount: int
    basis: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Matter:
    """What a bill is for: the journal's word and the number of the matter, its service, and the key of who pays."""

    agency: str
    unit_path: str
    subject: str
    reference: str
    service_code: str
    payer: int
