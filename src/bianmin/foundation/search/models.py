"""What can be found; the index itself stands beside the table (see the migration)."""

from django.db import models


class Entry(models.Model):
    """One thing that can be found: a row of a kind (`persons.person`) of an agency, by its key."""

    agency = models.CharField(max_length=10)
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "kind", "key"], name="search_entry_key")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"
