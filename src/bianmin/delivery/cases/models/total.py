"""Periods that were added up for a case."""

from django.db import models

from bianmin.delivery.cases.models.case import Case


class Working(models.Model):
    """One adding-up of periods 併計結果: the periods, the calculator and its version, what each rule made of them.

    `own`: of the periods as the applicant sent them; else as an officer found them. None is written over.
    """

    agency = models.CharField(max_length=10)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="workings")
    calculator = models.CharField(max_length=80)
    version = models.CharField(max_length=20)
    own = models.BooleanField()
    stays = models.JSONField()
    totals = models.JSONField()
    by = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["agency", "case", "id"], name="cases_working_case")]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.calculator} {self.version}"
