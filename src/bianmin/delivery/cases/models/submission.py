"""Cases submitted to a higher tier or relayed to another body."""

from django.db import models

from bianmin.delivery.cases.models.case import Case
from bianmin.delivery.cases.vocab.submission import SubmissionAnswer


class Submission(models.Model):
    """One submission 專案提報 of a case: to whom, with what story, and the answer."""

    agency = models.CharField(max_length=10)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="submissions")
    round = models.PositiveSmallIntegerField()
    to = models.CharField(max_length=120)
    story = models.TextField()
    sent_by = models.CharField(max_length=60)
    sent_on = models.DateField()
    answer_by = models.DateField(null=True, blank=True)
    answer = models.CharField(max_length=10, choices=SubmissionAnswer.choices, blank=True)
    text = models.TextField(blank=True)
    answered_by = models.CharField(max_length=60, blank=True)
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "case", "round"], name="cases_submission_round")]

    def __str__(self) -> str:
        return f"{self.case_id} to {self.to}: {self.answer}"
