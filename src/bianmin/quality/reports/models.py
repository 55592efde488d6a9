"""Outlines of reports, and reports that were built."""

from django.db import models


class OutlineVersion(models.Model):
    """One published version of an outline; it never changes."""

    agency = models.CharField(max_length=10, blank=True)
    code = models.CharField(max_length=80)
    version = models.CharField(max_length=20)
    title = models.CharField(max_length=2000)
    source = models.CharField(max_length=200)
    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "code", "version"], name="reports_outline_key")]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"


class Built(models.Model):
    """A report as it was built 報告: figures by reference, files by their digest."""

    agency = models.CharField(max_length=10)
    outline = models.CharField(max_length=80)
    version = models.CharField(max_length=20)
    title = models.CharField(max_length=2000)
    unit_path = models.CharField(max_length=200)
    span = models.CharField(max_length=30)
    pages = models.PositiveIntegerField()
    warnings = models.JSONField(default=list)
    figures = models.JSONField(default=list)
    files = models.JSONField(default=dict)
    built_at = models.DateTimeField()
    built_on = models.DateField()
    built_by = models.CharField(max_length=60)
    published_at = models.DateTimeField(null=True)
    published_by = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "outline", "span", "id"], name="reports_built_key")]

    def __str__(self) -> str:
        return f"{self.outline} {self.span} #{self.pk}"
