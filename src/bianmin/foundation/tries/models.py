"""Failed tries."""

from django.db import models


class Attempt(models.Model):
    """One failed try; number and network address only as keyed hashes, so that neither is kept.

    `locks`: with this failure the number opens with its code only, whether or not there is such a number.
    """

    agency = models.CharField(max_length=10, blank=True)
    number_hash = models.CharField(max_length=64)
    address_hash = models.CharField(max_length=64)
    at = models.DateTimeField()
    locks = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["agency", "number_hash", "at"], name="tries_attempt_number"),
            models.Index(fields=["address_hash", "at"], name="tries_attempt_address"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
