"""What an agency has to disclose, and since when each item of it was there."""

from django.db import models

from bianmin.foundation.packs.models import Held


class DisclosureList(Held):
    """The newest pack of an agency about what it has to disclose, as text."""


class Disclosed(models.Model):
    """That an item was, or was not, disclosed from a day until another, both counted; the last one has no end.

    `unit_path` is that of the unit that sees to it.
    """

    agency = models.CharField(max_length=10)
    unit_path = models.CharField(max_length=200)
    code = models.CharField(max_length=20)
    disclosed = models.BooleanField()
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "code", "since"], name="publishing_disclosed_since"),
            models.UniqueConstraint(
                fields=["agency", "code"], condition=models.Q(until__isnull=True), name="publishing_disclosed_now"
            ),
        ]
        indexes = [models.Index(fields=["agency", "until"], name="publishing_disclosed_until")]

    def __str__(self) -> str:
        return f"{self.code} {self.since}"
