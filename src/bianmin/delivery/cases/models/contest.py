"""Objections, appeals and lawsuits against decisions."""

from django.db import models

from bianmin.delivery.cases.models.case import Case, Decision
from bianmin.delivery.cases.vocab.contest import ContestKind, ContestResult


class Contest(models.Model):
    """One objection 異議, appeal 訴願 or lawsuit 行政訴訟 against one decision, its limits and what came of it."""

    agency = models.CharField(max_length=10)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="contests")
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="+")
    round = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=ContestKind.choices)
    to = models.CharField(max_length=120)
    grounds = models.TextField()
    distance = models.CharField(max_length=120, blank=True)
    grace_days = models.PositiveSmallIntegerField(default=0)
    filed_by = models.CharField(max_length=60)
    filed_at = models.DateTimeField()
    filed_on = models.DateField()
    last_day = models.DateField(null=True, blank=True)
    reply_due_on = models.DateField(null=True, blank=True)
    replied_on = models.DateField(null=True, blank=True)
    reply = models.TextField(blank=True)
    decide_due_on = models.DateField(null=True, blank=True)
    longer_on = models.DateField(null=True, blank=True)
    result = models.CharField(max_length=10, choices=ContestResult.choices, blank=True)
    result_on = models.DateField(null=True, blank=True)
    result_number = models.CharField(max_length=60, blank=True)
    result_reasons = models.TextField(blank=True)
    result_served_on = models.DateField(null=True, blank=True)
    odt = models.CharField(max_length=64, blank=True)
    pdf = models.CharField(max_length=64, blank=True)
    settled_by = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "case", "round"], name="cases_contest_round"),
            models.UniqueConstraint(
                fields=["agency", "case"], condition=models.Q(result=""), name="cases_contest_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind} {self.round}"
