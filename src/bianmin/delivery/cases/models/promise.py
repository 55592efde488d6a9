"""What happens to a promise: extensions asked for and granted, and steps of the procedure that are done."""

from django.db import models

from bianmin.delivery.cases.models.case import Case
from bianmin.delivery.cases.vocab.promise import Answered


class Extension(models.Model):
    """An extension of the legal limit 展期: asked for, and answered by whom the service's policy says."""

    agency = models.CharField(max_length=10)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="extensions")
    period = models.CharField(max_length=8)
    reason = models.TextField()
    asked_by = models.CharField(max_length=60)
    asked_on = models.DateField()
    answer = models.CharField(max_length=8, choices=Answered.choices, default=Answered.ASKED)
    answered_by = models.CharField(max_length=60, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    before_on = models.DateField(null=True, blank=True)
    after_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "case"], condition=models.Q(answer="asked"), name="cases_extension_one_asked"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.period} {self.answer}"


class StepDone(models.Model):
    """A step of the procedure 標準作業流程 that is done; the next one began with it."""

    agency = models.CharField(max_length=10)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="steps_done")
    code = models.CharField(max_length=40)
    began_at = models.DateTimeField()
    due_on = models.DateField(null=True, blank=True)
    done_at = models.DateTimeField()
    done_by = models.CharField(max_length=60)
    in_time = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "case", "code"], name="cases_stepdone_once")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.code}"
