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


class Closed(models.Model):
    """Days up to `until` are counted for the last time: their rows are being destroyed, their cells stay."""

    agency = models.CharField(max_length=10)
    fact = models.CharField(max_length=60)
    until = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "fact"], name="facts_closed_key")]

    def __str__(self) -> str:
        return f"{self.agency} {self.fact} {self.until}"


class Gone(models.Model):
    """How many rows that were counted by a date (`received`) on a day in a unit are destroyed."""

    agency = models.CharField(max_length=10)
    fact = models.CharField(max_length=60)
    unit = models.CharField(max_length=200)
    date = models.CharField(max_length=40)
    day = models.DateField()
    rows = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "fact", "date", "unit", "day"], name="facts_gone_key"),
        ]

    def __str__(self) -> str:
        return f"{self.fact} {self.date} {self.day}: {self.rows}"
