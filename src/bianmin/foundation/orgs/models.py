"""Agencies, their units as a tree of paths, and series of numbers."""

from django.db import models

from bianmin.foundation.orgs.vocab import UnitKind


class Agency(models.Model):
    """An agency 機關 that carries data: its code is on every row of every growing table and never changes."""

    code = models.CharField(max_length=10, unique=True)
    parent_code = models.CharField(max_length=10, blank=True)
    oid = models.CharField(max_length=80, blank=True)
    short = models.CharField(max_length=10)
    name = models.CharField(max_length=120)
    names = models.JSONField(default=dict)
    address = models.CharField(max_length=200)
    addresses = models.JSONField(default=dict)
    phone = models.CharField(max_length=40)
    fax = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    website = models.URLField(blank=True)
    hours = models.JSONField(default=dict)
    county = models.CharField(max_length=20, blank=True)
    document_word = models.CharField(max_length=20)
    brand = models.CharField(max_length=7, default="#0b5c7a")
    policies = models.JSONField(default=dict)
    statements = models.JSONField(default=dict)
    source = models.CharField(max_length=80, blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A node below an agency 單位: `path` is the chain of codes from the agency down, `/TTBN/counter/`."""

    agency = models.CharField(max_length=10)
    code = models.CharField(max_length=40)
    path = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=UnitKind.choices)
    name = models.CharField(max_length=120)
    names = models.JSONField(default=dict)
    phone = models.CharField(max_length=40, blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "code"], name="orgs_unit_code"),
            models.UniqueConstraint(fields=["agency", "path"], name="orgs_unit_path"),
        ]

    def __str__(self) -> str:
        return self.name


class Series(models.Model):
    """A running number of an agency 流水號 by kind and period; taking a number is one conditional UPDATE.

    Where many want numbers at once a series has several lanes: of four, the first gives 1, 5, 9, the second 2, 6, 10.
    `last` says how many numbers the lane gave, `step` how many lanes there are.
    """

    agency = models.CharField(max_length=10)
    kind = models.CharField(max_length=40)
    period = models.CharField(max_length=10)
    lane = models.PositiveSmallIntegerField(default=0, db_default=0)
    step = models.PositiveSmallIntegerField(default=1, db_default=1)
    last = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "kind", "period", "lane"], name="orgs_series_lane")]

    def __str__(self) -> str:
        return f"{self.kind} {self.period}: {self.last}"
