"""Electronic signatures of applications."""

from django.db import models

from bianmin.delivery.cases.models.case import Case


class Signature(models.Model):
    """One signature: who by the provider's word, when, and the SHA-256 of the answers that were signed.

    `identity` is a keyed hash of the provider's name for the person; the number stands with the person alone.
    """

    agency = models.CharField(max_length=10)
    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="signature")
    provider = models.CharField(max_length=200)
    name = models.CharField(max_length=60)
    identity = models.CharField(max_length=64)
    level = models.PositiveSmallIntegerField()
    by_proxy = models.BooleanField(default=False)
    digest = models.CharField(max_length=64)
    signed_by = models.CharField(max_length=60)
    signed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["agency", "signed_at"], name="cases_signature_signed")]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.digest[:12]}"
