"""Conditions of decisions."""

from django.db import models

from bianmin.delivery.cases.models.case import Case, Decision
from bianmin.delivery.cases.vocab.condition import ConditionState


class Condition(models.Model):
    """One condition 附款 of a decision, with its last day and an officer's check."""

    agency = models.CharField(max_length=10)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="conditions")
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="conditions")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=500)
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=ConditionState.choices, default=ConditionState.OPEN)
    checked_by = models.CharField(max_length=60, blank=True)
    checked_on = models.DateField(null=True, blank=True)
    remark = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "decision", "number"], name="cases_condition_number")]

    def __str__(self) -> str:
        return f"{self.case_id} condition {self.number}: {self.state}"
