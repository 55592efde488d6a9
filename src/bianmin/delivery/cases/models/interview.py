"""Interviews held for cases."""

from django.db import models

from bianmin.delivery.cases.models.case import Case
from bianmin.delivery.cases.vocab.interview import Finding, InterviewState


class Interview(models.Model):
    """One interview 面談 of a case: time and room, the record, the recommendation and its review by another.

    `kept` are the codes of the rules of conduct that the interviewer confirms to have kept; `waited` the days from
    receipt to the interview; `unit_path` the case's unit when it was fixed.
    """

    agency = models.CharField(max_length=10)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="interviews")
    round = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    on = models.DateField()
    waited = models.IntegerField(default=0)
    unit_path = models.CharField(max_length=200, default="")
    place = models.CharField(max_length=120)
    address = models.CharField(max_length=300, blank=True)
    room = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=InterviewState.choices, default=InterviewState.PLANNED)
    fixed_by = models.CharField(max_length=60)
    interviewer = models.CharField(max_length=60, blank=True)
    record = models.TextField(blank=True)
    kept = models.JSONField(default=list)
    finding = models.CharField(max_length=12, choices=Finding.choices, blank=True)
    reasons = models.TextField(blank=True)
    reviewed_by = models.CharField(max_length=60, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    remark = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "case", "round"], name="cases_interview_round"),
        ]
        indexes = [models.Index(fields=["agency", "on"], name="cases_interview_day")]

    def __str__(self) -> str:
        return f"{self.case_id} interview {self.round}: {self.state}"


class Recording(models.Model):
    """A recording of an interview 錄音錄影: a `file` kept with the case, or where the device that made it keeps it.

    `minute` is where it begins on the device's reel.
    """

    agency = models.CharField(max_length=10)
    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="recordings")
    file = models.CharField(max_length=64, blank=True)
    name = models.CharField(max_length=120, blank=True)
    device = models.CharField(max_length=120, blank=True)
    reel = models.CharField(max_length=120, blank=True)
    minute = models.CharField(max_length=20, blank=True)
    kept_by = models.CharField(max_length=60)
    kept_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["agency", "interview"], name="cases_recording_interview")]

    def __str__(self) -> str:
        return self.name or f"{self.device} {self.reel}"
