"""Appraisals of mailboxes, and the answers that were drawn and judged in each."""

from django.db import models

from bianmin.foundation.packs.models import Held
from bianmin.quality.appraisals.vocab import SUBJECT, State


class Appraisal(models.Model):
    """One appraisal 評核 of one mailbox over one half-year, by the pack that held when it was begun.

    `figures` and `before` are kept when it is approved, so that they stay when opinions are destroyed.
    """

    agency = models.CharField(max_length=10)
    number = models.CharField(max_length=60)
    mailbox = models.CharField(max_length=40)
    mailbox_name = models.CharField(max_length=120)
    half = models.CharField(max_length=10)
    document = models.TextField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.JUDGING)
    due_on = models.DateField()
    conclusion = models.TextField(blank=True)
    figures = models.JSONField(default=dict)
    before = models.JSONField(default=dict)
    made_by = models.CharField(max_length=60)
    made_on = models.DateField()
    approved_by = models.CharField(max_length=60, blank=True)
    approved_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "half", "mailbox"], name="appraisals_appraisal_key")]

    def __str__(self) -> str:
        return self.number

    @property
    def subject(self) -> str:
        """The journal's word for it."""
        return f"{SUBJECT}:{self.pk}"


class Sample(models.Model):
    """One answer that was drawn; it names the opinion by number and keeps none of its words."""

    agency = models.CharField(max_length=10)
    appraisal = models.ForeignKey(Appraisal, on_delete=models.CASCADE, related_name="samples")
    place = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=30)
    unit_path = models.CharField(max_length=200)
    closed_on = models.DateField()
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    scores = models.JSONField(default=dict)
    points = models.JSONField(default=list)
    remark = models.TextField(blank=True)
    judged_by = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "appraisal", "place"], name="appraisals_sample_key")]

    def __str__(self) -> str:
        return f"{self.appraisal_id}: {self.number}"


class Policy(Held):
    """The newest appraisal pack of an agency, as text."""
