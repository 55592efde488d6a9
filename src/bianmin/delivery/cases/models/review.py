"""What first readers recommended."""

from django.db import models

from bianmin.delivery.cases.models.case import Case
from bianmin.delivery.cases.vocab import Outcome
from bianmin.delivery.cases.vocab.review import Answer


class Proposal(models.Model):
    """A recommendation 初審建議 to a second reader, and the answer; it is never changed otherwise."""

    agency = models.CharField(max_length=10)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="proposals")
    round = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=15, choices=Outcome.choices)
    reasons = models.TextField()
    basis = models.CharField(max_length=1000, blank=True)
    remedies = models.TextField(blank=True)
    conditions = models.JSONField(default=list)
    proposed_by = models.CharField(max_length=60)
    proposed_for = models.CharField(max_length=60, blank=True)
    proposed_at = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    answered_by = models.CharField(max_length=60, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    remark = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "case", "round"], name="cases_proposal_round")]

    def __str__(self) -> str:
        return f"{self.case_id} reading {self.round}: {self.outcome}"
