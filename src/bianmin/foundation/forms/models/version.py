"""Published versions of forms."""

from typing import Any

from django.db import models


class FormVersion(models.Model):
    """One version of a form as it was published; it never changes, what was begun under it ends under it."""

    agency = models.CharField(max_length=10, blank=True)
    code = models.CharField(max_length=80)
    version = models.CharField(max_length=20)
    title = models.CharField(max_length=120)
    schema: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField()
    source = models.CharField(max_length=200)
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "code", "version"], name="forms_formversion_key"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"
