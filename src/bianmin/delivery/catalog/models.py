"""Versions of services as they were published, drafts of new ones, their reviews, and the sheets beside."""

from django.db import models
from django.db.models import F, Q

from bianmin.delivery.catalog.vocab.offered import OfferedKind
from bianmin.delivery.catalog.vocab.reviews import Came


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


class Offered(models.Model):
    """One thing that a version of a service offers and that is counted: a form, a sample, a guide, a site, a room.

    `code` is its own whichever service offers it, so that what two share counts once; `shelf` is its class. `fits` is
    false of a site with fewer or more rooms than it should have.
    """

    agency = models.CharField(max_length=10)
    of = models.ForeignKey(ServiceVersion, on_delete=models.CASCADE, related_name="offered")
    kind = models.CharField(max_length=10, choices=OfferedKind.choices)
    code = models.CharField(max_length=250)
    shelf = models.CharField(max_length=40, blank=True)
    fits = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "of", "kind", "code"], name="catalog_offered_key")]

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"


class Draft(models.Model):
    """A version of a service that is being written 草案: one a service, until a chief publishes it."""

    agency = models.CharField(max_length=10)
    code = models.CharField(max_length=80)
    based_on = models.CharField(max_length=20)
    unit_path = models.CharField(max_length=200)
    text = models.TextField()
    edited_by = models.CharField(max_length=60)
    edited_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "code"], name="catalog_draft_key")]

    def __str__(self) -> str:
        return f"{self.code} {self.based_on}"


class Sheet(models.Model):
    """A sheet beside the services, as its pack brought it: shelves, flow tables, self-checks, calculators.

    The newest of a code counts; a version never changes.
    """

    agency = models.CharField(max_length=10)
    kind = models.CharField(max_length=20)
    code = models.CharField(max_length=80)
    version = models.CharField(max_length=20)
    text = models.TextField()
    published_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "kind", "code", "version"], name="catalog_sheet_key")]

    def __str__(self) -> str:
        return f"{self.kind} {self.code} {self.version}"


class Review(models.Model):
    """A review of a service's procedure 流程檢討紀錄: whom they asked, what was found, what came of it.

    `minutes_*`, `dollars_*`, `sheets_*`: what one case asks of a citizen before and after, where it was measured.
    """

    agency = models.CharField(max_length=10)
    code = models.CharField(max_length=80)
    version = models.CharField(max_length=20)
    reviewed_on = models.DateField()
    about = models.JSONField(default=list)
    asked = models.CharField(max_length=2000, blank=True)
    finding = models.CharField(max_length=2000)
    came = models.CharField(max_length=10, choices=Came.choices)
    change = models.CharField(max_length=2000, blank=True)
    minutes_before = models.PositiveIntegerField(null=True, blank=True)
    minutes_after = models.PositiveIntegerField(null=True, blank=True)
    dollars_before = models.PositiveIntegerField(null=True, blank=True)
    dollars_after = models.PositiveIntegerField(null=True, blank=True)
    sheets_before = models.PositiveIntegerField(default=0)
    sheets_after = models.PositiveIntegerField(default=0)
    noted_by = models.CharField(max_length=60)
    noted_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["agency", "code", "reviewed_on"], name="catalog_review_service")]

    def __str__(self) -> str:
        return f"{self.code} {self.reviewed_on}"
