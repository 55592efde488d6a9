"""Lines of the journal and the seals that fix their order."""

from django.db import models


class Line(models.Model):
    """One act: never a value, a name or free text about persons; old values live in the domain's own history."""

    agency = models.CharField(max_length=10, blank=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    deputising_for = models.CharField(max_length=60, blank=True)
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=80)
    fields = models.JSONField(default=list)
    purpose = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["agency", "subject", "id"], name="audit_line_subject"),
            models.Index(fields=["agency", "at"], name="audit_line_at"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.actor} {self.verb} {self.subject}"


class Seal(models.Model):
    """The position of one line in its agency's hash chain 封存: `digest` covers the line and the seal before."""

    agency = models.CharField(max_length=10, blank=True)
    position = models.PositiveBigIntegerField()
    line_id = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "position"], name="audit_seal_position"),
            models.UniqueConstraint(fields=["line_id"], name="audit_seal_line"),
        ]

    def __str__(self) -> str:
        return f"{self.agency} #{self.position}"
