"""Marks: what was touched since the last count."""

from django.db import models


class Mark(models.Model):
    """Rows of `fact` in `unit` (all units when empty) counted on a day from `first` to `last` may have changed."""

    agency = models.CharField(max_length=10)
    fact = models.CharField(max_length=60)
    unit = models.CharField(max_length=200, blank=True)
    first = models.DateField()
    last = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["agency", "fact", "unit", "first"], name="facts_mark_key")]

    def __str__(self) -> str:
        return f"{self.fact} {self.unit} {self.first}..{self.last}"
