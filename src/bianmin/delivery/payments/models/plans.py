"""Plans of instalments and their parts."""

from django.db import models
from django.db.models import Q

from bianmin.delivery.payments.models.bills import Bill, Receipt
from bianmin.delivery.payments.vocab.plans import Asked, PlanState


class Plan(models.Model):
    """A plan to pay one bill in parts 分期繳納; what was allowed under one version of the terms ends under it."""

    agency = models.CharField(max_length=10)
    number = models.CharField(max_length=30)
    bill = models.ForeignKey(Bill, on_delete=models.PROTECT, related_name="plans")
    unit_path = models.CharField(max_length=200)
    terms = models.CharField(max_length=80)
    terms_version = models.CharField(max_length=20)
    channel = models.CharField(max_length=8, choices=Asked.choices)
    ground = models.CharField(max_length=40)
    reason = models.CharField(max_length=1000, blank=True)
    count = models.PositiveSmallIntegerField()
    first = models.PositiveBigIntegerField(default=0)
    sum = models.PositiveBigIntegerField()
    state = models.CharField(max_length=8, choices=PlanState.choices, default=PlanState.ASKED)
    asked_by = models.CharField(max_length=60)
    asked_at = models.DateTimeField()
    asked_on = models.DateField()
    decided_by = models.CharField(max_length=60, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decision = models.CharField(max_length=1000, blank=True)
    lapsed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "number"], name="payments_plan_number"),
            models.UniqueConstraint(
                fields=["agency", "bill"],
                condition=Q(state__in=(PlanState.ASKED, PlanState.RUNNING)),
                name="payments_plan_one",
            ),
        ]
        indexes = [models.Index(fields=["agency", "state", "asked_on"], name="payments_plan_state")]

    def __str__(self) -> str:
        return self.number


class Instalment(models.Model):
    """One part of a plan 期款, numbered from 1."""

    agency = models.CharField(max_length=10)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="parts")
    unit_path = models.CharField(max_length=200)
    service_code = models.CharField(max_length=80)
    place = models.PositiveSmallIntegerField()
    amount = models.PositiveBigIntegerField()
    due_on = models.DateField()
    grace_until = models.DateField()
    receipt = models.ForeignKey(Receipt, on_delete=models.PROTECT, null=True, blank=True, related_name="parts")
    paid_on = models.DateField(null=True, blank=True)
    on_time = models.BooleanField(null=True, blank=True)
    missed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "plan", "place"], name="payments_part_place")]
        indexes = [
            models.Index(
                fields=["agency", "grace_until"],
                condition=Q(paid_on__isnull=True, missed_on__isnull=True),
                name="payments_part_open",
            ),
            models.Index(fields=["agency", "due_on", "unit_path"], name="payments_part_day"),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id}/{self.place}"
