"""The groups of an agency as its pack has them, and their meetings."""

from django.db import models

from bianmin.foundation.packs.models import Held
from bianmin.quality.evaluation.models import Minutes
from bianmin.quality.groups.vocab import SUBJECT, State


class Groups(Held):
    """The newest pack of groups of an agency, as text."""


class Meeting(models.Model):
    """One meeting of a group: called with its agenda, held with minutes, or called off with the reason."""

    agency = models.CharField(max_length=10)
    group = models.CharField(max_length=40)
    number = models.CharField(max_length=20)
    state = models.CharField(max_length=8, choices=State.choices, default=State.CALLED)
    held_on = models.DateField()
    time = models.CharField(max_length=20, blank=True)
    place = models.CharField(max_length=120, blank=True)
    items = models.JSONField(default=list)
    called_by = models.CharField(max_length=60)
    called_on = models.DateField()
    reason = models.CharField(max_length=300, blank=True)
    minutes = models.OneToOneField(Minutes, on_delete=models.PROTECT, null=True, related_name="called")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "number"], name="groups_meeting_number")]
        indexes = [models.Index(fields=["agency", "group", "held_on"], name="groups_meeting_day")]

    def __str__(self) -> str:
        return self.number

    @property
    def subject(self) -> str:
        """The journal's word for it."""
        return f"{SUBJECT}:{self.pk}"
