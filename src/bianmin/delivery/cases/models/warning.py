"""Who was warned when of a promise about to be broken, and the policy that says so."""

from django.db import models

from bianmin.delivery.cases.models.case import Case
from bianmin.foundation.packs.models import Held


class Policy(Held):
    """The newest promise pack of an agency, as text."""


class Warned(models.Model):
    """One person warned once about one promised day of a case 稽催紀錄; `tier` says as what."""

    agency = models.CharField(max_length=10)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="warned")
    due_on = models.DateField()
    to = models.CharField(max_length=60)
    tier = models.CharField(max_length=10)
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "case", "due_on", "to"], name="cases_warned_once")]
        indexes = [models.Index(fields=["agency", "to", "seen_at"], name="cases_warned_to")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.to}"
