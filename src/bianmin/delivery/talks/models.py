"""Talks, their messages, and the questions whose time to answer is counted."""

from django.db import models

from bianmin.delivery.talks.vocab import Reply
from bianmin.foundation.packs.models import Held


class Talk(models.Model):
    """What is written about one matter 案件對話; `unread`: the office answered, and the other has not looked yet."""

    agency = models.CharField(max_length=10)
    unit_path = models.CharField(max_length=200)
    subject = models.CharField(max_length=80)
    number = models.CharField(max_length=30)
    service_code = models.CharField(max_length=80)
    service_name = models.CharField(max_length=120)
    reply = models.CharField(max_length=5, choices=Reply.choices)
    unread = models.BooleanField(default=False)
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "subject"], name="talks_talk_subject")]

    def __str__(self) -> str:
        return self.number


class Said(models.Model):
    """One message 訊息: from the office, or from whoever holds the matter."""

    agency = models.CharField(max_length=10)
    unit_path = models.CharField(max_length=200)
    talk = models.ForeignKey(Talk, on_delete=models.CASCADE, related_name="lines")
    number = models.CharField(max_length=30)
    service_code = models.CharField(max_length=80)
    office = models.BooleanField()
    by = models.CharField(max_length=60)
    text = models.TextField(blank=True)
    files = models.JSONField(default=list)
    at = models.DateTimeField()
    on = models.DateField()

    class Meta:
        indexes = [
            models.Index(fields=["agency", "talk", "id"], name="talks_said_talk"),
            models.Index(fields=["agency", "on", "unit_path"], name="talks_said_day"),
        ]

    def __str__(self) -> str:
        return f"{self.talk_id}: {self.at:%Y-%m-%d %H:%M}"


class Question(models.Model):
    """From the first message that waits for the office to its answer: what is counted of a talk.

    `due_at` is until when the office's norm has it answered; `minutes` is how long it took, nights and days off too.
    """

    agency = models.CharField(max_length=10)
    unit_path = models.CharField(max_length=200)
    talk = models.ForeignKey(Talk, on_delete=models.CASCADE, related_name="questions")
    number = models.CharField(max_length=30)
    service_code = models.CharField(max_length=80)
    reply = models.CharField(max_length=5, choices=Reply.choices)
    asked_at = models.DateTimeField()
    asked_on = models.DateField()
    due_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.CharField(max_length=60, blank=True)
    minutes = models.PositiveIntegerField(null=True, blank=True)
    in_time = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["talk"], condition=models.Q(answered_at__isnull=True), name="talks_question_one_open"
            )
        ]
        indexes = [
            models.Index(
                fields=["agency", "due_at"], condition=models.Q(answered_at__isnull=True), name="talks_question_open"
            ),
            models.Index(fields=["agency", "answered_on", "unit_path"], name="talks_question_answered"),
            models.Index(fields=["agency", "asked_on", "unit_path"], name="talks_question_asked"),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.asked_at:%Y-%m-%d %H:%M}"


class Visit(models.Model):
    """Somebody who writes about one matter through another system's front 他系統前端, which alone knows the `key`.

    It opens nothing after `until`, or once it was ended; what was written stays in the talk.
    """

    agency = models.CharField(max_length=10)
    client = models.CharField(max_length=60)
    key = models.CharField(max_length=64)
    subject = models.CharField(max_length=80)
    number = models.CharField(max_length=30)
    until = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "key"], name="talks_visit_key")]
        indexes = [models.Index(fields=["agency", "until"], name="talks_visit_until")]

    def __str__(self) -> str:
        return self.number


class Policy(Held):
    """The newest talk pack of an agency, as text."""
