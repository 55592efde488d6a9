"""How often an article was read on a day, and whether it helped; nothing of who read it."""

from django.db import models

from bianmin.delivery.publishing.vocab import Kind


class Reading(models.Model):
    """One article on one day 點閱: how often it was read, and how many pressed that it helped, or did not."""

    agency = models.CharField(max_length=10)
    unit_path = models.CharField(max_length=200)
    code = models.CharField(max_length=60)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    day = models.DateField()
    reads = models.PositiveIntegerField(default=0)
    helped = models.PositiveIntegerField(default=0)
    unhelped = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "code", "day"], name="publishing_reading_day")]
        indexes = [models.Index(fields=["agency", "day"], name="publishing_reading_agency")]

    def __str__(self) -> str:
        return f"{self.code} {self.day}"
