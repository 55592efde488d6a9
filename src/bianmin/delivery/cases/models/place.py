"""Places of a service with a quota: each is a row, and taking one is a conditional UPDATE."""

from django.db import models

from bianmin.delivery.cases.models.case import Case


class Place(models.Model):
    """One place 名額 of a period, numbered from 1; free while `taken_by`, the application's key, is empty."""

    agency = models.CharField(max_length=10)
    service_code = models.CharField(max_length=80)
    period = models.CharField(max_length=10)
    number = models.PositiveIntegerField()
    taken_by = models.CharField(max_length=64, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    case = models.ForeignKey(Case, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "service_code", "period", "number"], name="cases_place_key"),
        ]
        indexes = [
            models.Index(
                fields=["agency", "service_code", "period", "number"],
                name="cases_place_free",
                condition=models.Q(taken_by=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service_code} {self.period} {self.number}"
