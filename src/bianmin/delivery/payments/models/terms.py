"""Versions of terms as they were published: fee schedules, terms of instalments, standards of fines."""

from django.db import models
from django.db.models import F, Q

from bianmin.delivery.payments.vocab.terms import TermsKind


class TermsVersion(models.Model):
    """One published version; only `valid_until` is written later, when a newer version follows it."""

    agency = models.CharField(max_length=10)
    kind = models.CharField(max_length=12, choices=TermsKind.choices)
    code = models.CharField(max_length=80)
    version = models.CharField(max_length=20)
    service_code = models.CharField(max_length=80, blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    text = models.TextField()
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "kind", "code", "version"], name="payments_terms_key"),
            models.UniqueConstraint(fields=["agency", "kind", "code", "valid_from"], name="payments_terms_from"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="payments_terms_span",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.code} {self.version}"
