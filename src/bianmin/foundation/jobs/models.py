"""When each timer goes next, and who is at it."""

from django.db import models


class Schedule(models.Model):
    """One row a timer; taking it is one conditional UPDATE. `fault` is the kind of the last failure, never its text."""

    name = models.CharField(max_length=60, unique=True)
    next_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True, blank=True)
    holder = models.CharField(max_length=80, blank=True)
    failures = models.PositiveIntegerField(default=0)
    fault = models.CharField(max_length=80, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.name} at {self.next_at:%Y-%m-%d %H:%M:%S}"
