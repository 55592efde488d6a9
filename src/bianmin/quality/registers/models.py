"""Registers as published, and their entries."""

from django.db import models

from bianmin.quality.registers.vocab import SUBJECT


class Published(models.Model):
    """One published version of a register; it never changes."""

    agency = models.CharField(max_length=10)
    code = models.CharField(max_length=80)
    version = models.CharField(max_length=20)
    valid_from = models.DateField()
    source = models.CharField(max_length=200)
    text = models.TextField()
    published_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "code", "version"], name="registers_published_key")]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"


class Entry(models.Model):
    """One entry 登錄 of a register; it is never written over: a wrong one is closed with the reason, and made anew.

    `words` is what a search looks through, folded. `until_on` is the last day on which it holds, if it has one;
    `happened_on` the day it counts by, and `about` what it is about: an option, or the number of an entry picked.
    """

    agency = models.CharField(max_length=10)
    register = models.CharField(max_length=80)
    number = models.CharField(max_length=30)
    key = models.CharField(max_length=64)
    unit_path = models.CharField(max_length=200)
    form = models.CharField(max_length=80)
    form_version = models.CharField(max_length=20)
    answers = models.JSONField(default=dict)
    words = models.TextField()
    until_on = models.DateField(null=True, blank=True)
    happened_on = models.DateField(null=True, blank=True)
    about = models.CharField(max_length=60, blank=True)
    entered_by = models.CharField(max_length=60)
    entered_at = models.DateTimeField()
    entered_on = models.DateField()
    closed_by = models.CharField(max_length=60, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    outcome = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "register", "number"], name="registers_entry_number"),
            models.UniqueConstraint(fields=["agency", "key"], name="registers_entry_once"),
        ]
        indexes = [
            models.Index(fields=["agency", "register", "closed_on", "id"], name="registers_entry_list"),
            models.Index(fields=["agency", "register", "about", "happened_on"], name="registers_entry_about"),
        ]

    def __str__(self) -> str:
        return f"{self.register} {self.number}"

    @property
    def subject(self) -> str:
        """The journal's word for this entry."""
        return f"{SUBJECT}:{self.pk}"


class Amount(models.Model):
    """A whole number that an entry says under a question, kept apart to be summed; `on` is the day it counts by."""

    agency = models.CharField(max_length=10)
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="amounts")
    register = models.CharField(max_length=80)
    name = models.CharField(max_length=40)
    unit_path = models.CharField(max_length=200)
    on = models.DateField()
    n = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "entry", "name"], name="registers_amount_key")]
        indexes = [models.Index(fields=["agency", "register", "name", "on"], name="registers_amount_day")]

    def __str__(self) -> str:
        return f"{self.register} {self.name} {self.n}"
