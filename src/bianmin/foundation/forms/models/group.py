"""Partners who apply for many, the tables they hand in, and the rows of each."""

from typing import Any

from django.db import models


class Partner(models.Model):
    """An organisation that applies for many 合作單位 (a travel agency, a school), known by a code of the office.

    `number`: the number on the certificate by which it signs its tables; empty where the office noted none.
    """

    agency = models.CharField(max_length=10)
    name = models.CharField(max_length=120)
    number = models.CharField(max_length=40, blank=True)
    code_hash = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField()
    issued_by = models.CharField(max_length=60)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "revoked_at"], name="forms_partner_agency")]

    def __str__(self) -> str:
        return f"forms.partner:{self.pk}"


class Batch(models.Model):
    """A table handed in by a partner 團體申請, or at the desk: checked as a whole, filed only when it was confirmed.

    `made_by` is whose hand it was, `unit_path` the unit of an officer, for whom there is no partner. `faults`
    lists what is wrong: the row's number, the column, the sentence. `forms` holds the versions it was checked under.
    """

    agency = models.CharField(max_length=10)
    place = models.CharField(max_length=80)
    key = models.CharField(max_length=32)
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    made_by = models.CharField(max_length=60, blank=True)
    unit_path = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    language = models.CharField(max_length=10)
    forms: "models.JSONField[dict[str, str], dict[str, str]]" = models.JSONField(default=dict)
    faults: "models.JSONField[list[Any], list[Any]]" = models.JSONField(default=list)
    total = models.PositiveIntegerField()
    filed = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "key"], name="forms_batch_key")]
        indexes = [
            models.Index(fields=["agency", "partner", "made_at"], name="forms_batch_partner"),
            models.Index(
                fields=["confirmed_at"],
                condition=models.Q(confirmed_at__isnull=False, done_at__isnull=True),
                name="forms_batch_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"forms.batch:{self.pk}"


class BatchSignature(models.Model):
    """The electronic signature of a table 電子簽章: who by the provider's word, when, and the SHA-256 of the file.

    `identity` is a keyed hash of the provider's name for the signer; `number` is masked unless it is the partner's.
    """

    agency = models.CharField(max_length=10)
    batch = models.OneToOneField(Batch, on_delete=models.CASCADE, related_name="signature")
    provider = models.CharField(max_length=200)
    name = models.CharField(max_length=60)
    identity = models.CharField(max_length=64)
    number = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)
    signed_by = models.CharField(max_length=60)
    signed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.batch_id}: {self.digest[:12]}"


class BatchRow(models.Model):
    """One row of a table: the answers about the person and the matter, and the case or entry it became."""

    agency = models.CharField(max_length=10)
    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    content: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField()
    case_number = models.CharField(max_length=60, blank=True)
    refusal = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "batch", "number"], name="forms_batchrow_key")]

    def __str__(self) -> str:
        return f"{self.batch_id}/{self.number}"
