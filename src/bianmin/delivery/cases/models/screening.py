"""What a computer found in an application when it came in."""

from django.db import models

from bianmin.delivery.cases.models.case import Case


class Screening(models.Model):
    """One look at an application by principles of review: their version, what was found, and what was looked at.

    `inputs` are the answers it looked at, as they were; `decided`: it was granted at once.
    """

    agency = models.CharField(max_length=10)
    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="screening")
    rule = models.CharField(max_length=80)
    version = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    passed = models.BooleanField()
    decided = models.BooleanField()
    findings = models.JSONField()
    inputs = models.JSONField()
    screened_by = models.CharField(max_length=60)
    screened_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["agency", "rule", "screened_at"], name="cases_screening_rule")]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.rule} {self.version}"
