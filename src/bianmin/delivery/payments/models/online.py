"""Payments online, and every message heard from a provider."""

from django.db import models

from bianmin.delivery.payments.models.bills import Bill, Receipt
from bianmin.delivery.payments.vocab.online import ChargeState, Heard, Trouble


class Charge(models.Model):
    """One try to pay online 線上繳費: our order at a provider, for `parts` of a plan (0: for all that is left)."""

    agency = models.CharField(max_length=10)
    key = models.CharField(max_length=40)
    bill = models.ForeignKey(Bill, on_delete=models.PROTECT, related_name="charges")
    provider = models.CharField(max_length=40)
    reference = models.CharField(max_length=120, blank=True)
    amount = models.PositiveBigIntegerField()
    parts = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=8, choices=ChargeState.choices, default=ChargeState.BEGUN)
    trouble = models.CharField(max_length=8, choices=Trouble.choices, blank=True)
    receipt = models.ForeignKey(Receipt, on_delete=models.PROTECT, null=True, blank=True, related_name="charges")
    begun_at = models.DateTimeField()
    begun_on = models.DateField()
    answered_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.CharField(max_length=60, blank=True)
    note = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key"], name="payments_charge_key")]
        indexes = [
            models.Index(fields=["agency", "state", "begun_at"], name="payments_charge_state"),
            models.Index(fields=["agency", "bill"], name="payments_charge_bill"),
        ]

    def __str__(self) -> str:
        return self.key


class Hearing(models.Model):
    """One message of a provider, as often as it came: `message` is the provider's own number of it."""

    agency = models.CharField(max_length=10, blank=True)
    charge = models.ForeignKey(Charge, on_delete=models.PROTECT, null=True, blank=True, related_name="hearings")
    provider = models.CharField(max_length=40)
    message = models.CharField(max_length=80, blank=True)
    said = models.CharField(max_length=8, blank=True)
    amount = models.PositiveBigIntegerField(default=0)
    heard = models.CharField(max_length=10, choices=Heard.choices)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["agency", "provider", "at"], name="payments_hearing_at")]

    def __str__(self) -> str:
        return f"{self.provider} {self.message} {self.heard}"
