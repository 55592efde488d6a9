"""Which packs were loaded, word for word."""

from django.db import models


class Loaded(models.Model):
    """One version of a pack as it was loaded; a version that is there never changes."""

    agency = models.CharField(max_length=10, blank=True)
    kind = models.CharField(max_length=40)
    code = models.CharField(max_length=80)
    version = models.CharField(max_length=20)
    source = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    text = models.TextField()
    loaded_at = models.DateTimeField()
    loaded_by = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "kind", "code", "version"], name="packs_loaded_key"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.code} {self.version}"


class Held(models.Model):
    """The pack of one kind that holds for an agency, as text; the tables of single kinds are made of it."""

    agency = models.CharField(max_length=10, unique=True)
    code = models.CharField(max_length=80)
    version = models.CharField(max_length=20)
    text = models.TextField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.code} {self.version}"


class Edition(models.Model):
    """Which state of the reference data holds: one row, whose token is drawn anew with every change."""

    token = models.CharField(max_length=32)

    def __str__(self) -> str:
        return self.token


class Translation(models.Model):
    """A text of data in another language, keyed by the digest of the text it was made from 譯文."""

    agency = models.CharField(max_length=10, blank=True)
    locale = models.CharField(max_length=12)
    digest = models.CharField(max_length=64)
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "locale", "digest"], name="packs_translation_key"),
        ]

    def __str__(self) -> str:
        return f"{self.locale} {self.digest[:8]}"
