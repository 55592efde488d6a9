"""Versions of services as they were published."""

from django.db import models
from django.db.models import F, Q


class ServiceVersion(models.Model):
    """One published version of a service; only `valid_until` is written later, when a newer version follows it."""

    agency = models.CharField(max_length=10)
    code = models.CharField(max_length=80)
    version = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    unit_path = models.CharField(max_length=200)
    public = models.BooleanField(default=True)
    counted = models.BooleanField(default=True)
    online = models.BooleanField(default=False)
    mobile = models.BooleanField(default=False)
    on_the_spot = models.BooleanField(default=False)
    sop_in_force = models.BooleanField(default=False)
    has_limit = models.BooleanField(default=False)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)
    text = models.TextField()
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "code", "version"], name="catalog_version_key"),
            models.UniqueConstraint(fields=["agency", "code", "valid_from"], name="catalog_version_from"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="catalog_version_span",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"
