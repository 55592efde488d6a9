"""Files: what is known of each; the content lies beside the database under its digest. And the wordings of letters."""

from django.db import models

from bianmin.foundation.documents.vocab import Audience, Retention, Verdict


class File(models.Model):
    """A file 檔案: `subject` is what it belongs to in the journal's words (`cases.case:7`), `sha256` its content.

    An empty `unit_path` means that it is the whole agency's.
    """

    agency = models.CharField(max_length=10)
    unit_path = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=80)
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    retention = models.CharField(max_length=10, choices=Retention.choices)
    audience = models.CharField(max_length=10, choices=Audience.choices)
    verdict = models.CharField(max_length=8, choices=Verdict.choices, blank=True)
    stored_at = models.DateTimeField()
    stored_by = models.CharField(max_length=60)

    class Meta:
        indexes = [
            models.Index(fields=["agency", "subject"], name="documents_file_subject"),
            models.Index(fields=["agency", "sha256"], name="documents_file_content"),
            models.Index(fields=["agency", "retention", "stored_at"], name="documents_file_retention"),
            models.Index(fields=["verdict"], condition=models.Q(verdict="waiting"), name="documents_file_waiting"),
        ]

    def __str__(self) -> str:
        return self.name


class Letter(models.Model):
    """One version of a letter's wording 函稿, by language; of one agency, or shared by all (agency empty).

    `code` is what it is for (`refused`), with the service's code behind a dot where it is for that service alone.
    """

    agency = models.CharField(max_length=10, blank=True)
    code = models.CharField(max_length=80)
    version = models.CharField(max_length=20)
    source = models.CharField(max_length=200)
    texts = models.JSONField()
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "code", "version"], name="documents_letter_key")]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"
