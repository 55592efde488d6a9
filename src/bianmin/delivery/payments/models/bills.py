"""Bills and what was taken for them: lines, receipts, the tills of windows, waivers and refunds."""

from django.db import models
from django.db.models import F, Q

from bianmin.delivery.payments.vocab.bills import Answer, BillKind, BillState, Method, ReceiptState
from bianmin.delivery.payments.vocab.tills import TillState
from bianmin.foundation.persons.models import Person


class Bill(models.Model):
    """What somebody owes 繳款單 for one matter; `subject` is the journal's word for it, `reference` its number.

    `revision` grows with every act, so that of two at once one wins. All sums are whole dollars: `paid` is what valid
    receipts took, `waived` what approved waivers took off; `refunded` was given back and does not open the bill again.
    """

    agency = models.CharField(max_length=10)
    number = models.CharField(max_length=30)
    unit_path = models.CharField(max_length=200)
    kind = models.CharField(max_length=4, choices=BillKind.choices)
    subject = models.CharField(max_length=80)
    reference = models.CharField(max_length=40)
    service_code = models.CharField(max_length=80)
    payer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    officer = models.CharField(max_length=60)
    billed_at = models.DateTimeField()
    billed_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    total = models.PositiveBigIntegerField()
    waived = models.PositiveBigIntegerField(default=0)
    paid = models.PositiveBigIntegerField(default=0)
    refunded = models.PositiveBigIntegerField(default=0)
    state = models.CharField(max_length=9, choices=BillState.choices, default=BillState.OPEN)
    settled_on = models.DateField(null=True, blank=True)
    demonstration = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "number"], name="payments_bill_number"),
            models.CheckConstraint(condition=Q(total__gte=F("waived") + F("paid")), name="payments_bill_sums"),
            models.CheckConstraint(condition=Q(paid__gte=F("refunded")), name="payments_bill_refunds"),
        ]
        indexes = [
            models.Index(fields=["agency", "subject"], name="payments_bill_subject"),
            models.Index(fields=["agency", "state", "billed_on"], name="payments_bill_state"),
            models.Index(fields=["agency", "billed_on", "unit_path"], name="payments_bill_day"),
            models.Index(fields=["agency", "payer"], name="payments_bill_payer"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def outstanding(self) -> int:
        """What is still to be paid."""
        return 0 if self.state == BillState.CANCELLED else self.total - self.waived - self.paid


class Line(models.Model):
    """One line of a bill: `quantity` of something at `unit_price`, with its legal basis."""

    agency = models.CharField(max_length=10)
    bill = models.ForeignKey(Bill, on_delete=models.CASCADE, related_name="lines")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    unit = models.CharField(max_length=20)
    quantity = models.PositiveIntegerField()
    unit_price = models.PositiveBigIntegerField()
    amount = models.PositiveBigIntegerField()
    basis = models.CharField(max_length=2000, blank=True)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount=F("quantity") * F("unit_price")), name="payments_line_product"),
        ]
        indexes = [models.Index(fields=["agency", "bill", "id"], name="payments_line_bill")]

    def __str__(self) -> str:
        return f"{self.name} {self.amount}"


class Till(models.Model):
    """The cash of one window on one day 櫃檯日結; `cash` is what should be in it."""

    agency = models.CharField(max_length=10)
    unit_path = models.CharField(max_length=200)
    day = models.DateField()
    cash = models.BigIntegerField(default=0)
    counted = models.PositiveBigIntegerField(null=True, blank=True)
    explanation = models.CharField(max_length=1000, blank=True)
    state = models.CharField(max_length=8, choices=TillState.choices, default=TillState.OPEN)
    counted_by = models.CharField(max_length=60, blank=True)
    counted_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.CharField(max_length=60, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "unit_path", "day"], name="payments_till_key")]
        indexes = [models.Index(fields=["agency", "day"], name="payments_till_day")]

    def __str__(self) -> str:
        return f"{self.unit_path} {self.day}"


class Receipt(models.Model):
    """One payment and its receipt 規費收據; a void one stays. `unit_path` is the window that took it."""

    agency = models.CharField(max_length=10)
    number = models.CharField(max_length=30)
    bill = models.ForeignKey(Bill, on_delete=models.PROTECT, related_name="receipts")
    till = models.ForeignKey(Till, on_delete=models.PROTECT, null=True, blank=True, related_name="receipts")
    unit_path = models.CharField(max_length=200)
    service_code = models.CharField(max_length=80)
    kind = models.CharField(max_length=4, choices=BillKind.choices)
    method = models.CharField(max_length=8, choices=Method.choices)
    amount = models.PositiveBigIntegerField()
    tendered = models.PositiveBigIntegerField(default=0)
    change = models.PositiveBigIntegerField(default=0)
    cashier = models.CharField(max_length=60)
    paid_at = models.DateTimeField()
    paid_on = models.DateField()
    state = models.CharField(max_length=6, choices=ReceiptState.choices, default=ReceiptState.VALID)
    void_reason = models.CharField(max_length=1000, blank=True)
    void_asked_by = models.CharField(max_length=60, blank=True)
    voided_by = models.CharField(max_length=60, blank=True)
    voided_on = models.DateField(null=True, blank=True)
    refunded = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "number"], name="payments_receipt_number"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="payments_receipt_amount"),
            models.CheckConstraint(condition=Q(amount__gte=F("refunded")), name="payments_receipt_refunds"),
        ]
        indexes = [
            models.Index(fields=["agency", "paid_on", "unit_path"], name="payments_receipt_day"),
            models.Index(fields=["agency", "bill"], name="payments_receipt_bill"),
        ]

    def __str__(self) -> str:
        return self.number


class Wish(models.Model):
    """What one person asks for and another answers."""

    agency = models.CharField(max_length=10)
    amount = models.PositiveBigIntegerField()
    reason = models.CharField(max_length=1000)
    state = models.CharField(max_length=8, choices=Answer.choices, default=Answer.ASKED)
    asked_by = models.CharField(max_length=60)
    asked_at = models.DateTimeField()
    decided_by = models.CharField(max_length=60, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=1000, blank=True)

    class Meta:
        abstract = True


class Waiver(Wish):
    """A waiver 減免 by a rule of the schedule, with its reason and who approved it."""

    bill = models.ForeignKey(Bill, on_delete=models.PROTECT, related_name="waivers")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    basis = models.CharField(max_length=2000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "bill"], condition=Q(state=Answer.ASKED), name="payments_waiver_one"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.amount}"


class Refund(Wish):
    """Money given back 退費 of one receipt, approved by another person; cash comes out of the till of that day."""

    receipt = models.ForeignKey(Receipt, on_delete=models.PROTECT, related_name="refunds")
    till = models.ForeignKey(Till, on_delete=models.PROTECT, null=True, blank=True, related_name="refunds")
    paid_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "receipt"], condition=Q(state=Answer.ASKED), name="payments_refund_one"
            )
        ]

    def __str__(self) -> str:
        return f"{self.receipt_id} {self.amount}"
