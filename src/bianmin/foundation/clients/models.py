"""Clients, how often each asked, and the cases each applied for."""

from django.db import models

from bianmin.foundation.clients.vocab import SUBJECT


class Client(models.Model):
    """A system of another agency that enters `agency`'s data by a key, of which only a hash is kept."""

    agency = models.CharField(max_length=10)
    name = models.CharField(max_length=120)
    purpose = models.CharField(max_length=200)
    scopes: "models.JSONField[list[str], list[str]]" = models.JSONField(default=list)
    key_hash = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=4)
    issued_at = models.DateTimeField()
    issued_by = models.CharField(max_length=60)
    expires_on = models.DateField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.CharField(max_length=60, blank=True)
    used_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "revoked_at"], name="clients_client_agency")]

    def __str__(self) -> str:
        return f"{SUBJECT}:{self.pk}"


class Use(models.Model):
    """How often a client asked within one minute; the minutes before are removed."""

    agency = models.CharField(max_length=10)
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="+")
    minute = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "client", "minute"], name="clients_use_key")]

    def __str__(self) -> str:
        return f"{self.client_id} {self.minute:%H:%M} {self.count}"


class Filing(models.Model):
    """A case that a client applied for: its own key for it, the case by number and subject, a digest of what came."""

    agency = models.CharField(max_length=10)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    number = models.CharField(max_length=60)
    subject = models.CharField(max_length=80)
    filed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "client", "key"], name="clients_filing_key"),
            models.UniqueConstraint(fields=["agency", "client", "number"], name="clients_filing_number"),
        ]
        indexes = [models.Index(fields=["agency", "client", "subject"], name="clients_filing_subject")]

    def __str__(self) -> str:
        return self.number
