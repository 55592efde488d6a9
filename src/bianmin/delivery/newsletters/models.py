"""Subscribers, issues with their articles and steps, what trial readers remarked, and the copies that were sent."""

from django.db import models

from bianmin.delivery.newsletters.vocab.states import (
    ISSUE,
    NOTE_MOST,
    SUBSCRIBER,
    Outcome,
    Source,
    Standing,
)
from bianmin.foundation.notices.models import Message
from bianmin.foundation.packs.models import Held
from bianmin.foundation.persons.models import Person


class Subscriber(models.Model):
    """One subscription 訂戶 of one newsletter; the address is the person's, and goes when the subscription ends.

    `key` is a keyed digest of the address, by which a second wish is known; random once it ended. `unit_path` is the
    unit that won the subscriber, `recruiter` the account that did (`staff:7`), empty where nobody did. `foreign` is
    empty where no nationality was said.
    """

    agency = models.CharField(max_length=10)
    unit_path = models.CharField(max_length=200)
    paper = models.CharField(max_length=40)
    number = models.CharField(max_length=30)
    key = models.CharField(max_length=64)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    language = models.CharField(max_length=10)
    nationality = models.CharField(max_length=40, blank=True)
    foreign = models.BooleanField(null=True, blank=True)
    source = models.CharField(max_length=7, choices=Source.choices)
    recruiter = models.CharField(max_length=60, blank=True)
    trial = models.BooleanField(default=False)
    state = models.CharField(max_length=7, choices=Standing.choices, default=Standing.WAITING)
    asked_on = models.DateField()
    confirmed_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "paper", "key"], name="newsletters_subscriber_key"),
            models.UniqueConstraint(fields=["agency", "number"], name="newsletters_subscriber_number"),
        ]
        indexes = [
            models.Index(fields=["agency", "paper", "state", "id"], name="newsletters_subscriber_state"),
            models.Index(fields=["agency", "confirmed_on", "unit_path"], name="newsletters_subscriber_won"),
            models.Index(fields=["agency", "ended_on", "unit_path"], name="newsletters_subscriber_lost"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def subject(self) -> str:
        """The journal's word for it."""
        return f"{SUBSCRIBER}:{self.pk}"


class Issue(models.Model):
    """One issue 期; `titles` by language, `copies` are printed. `sent_on`: the day the last copy was in the outbox."""

    agency = models.CharField(max_length=10)
    unit_path = models.CharField(max_length=200)
    paper = models.CharField(max_length=40)
    number = models.CharField(max_length=60)
    serial = models.PositiveIntegerField()
    titles = models.JSONField(default=dict)
    due_on = models.DateField()
    copies = models.PositiveIntegerField(default=0)
    planned_by = models.CharField(max_length=60)
    planned_on = models.DateField()
    trial_on = models.DateField(null=True, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    on_time = models.BooleanField(null=True, blank=True)
    sent_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "number"], name="newsletters_issue_number")]
        indexes = [
            models.Index(fields=["agency", "paper", "serial"], name="newsletters_issue_serial"),
            models.Index(fields=["agency", "due_on", "unit_path"], name="newsletters_issue_due"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def subject(self) -> str:
        """The journal's word for it."""
        return f"{ISSUE}:{self.pk}"


class Article(models.Model):
    """One article of an issue, with title and text by language."""

    agency = models.CharField(max_length=10)
    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="articles")
    topic = models.CharField(max_length=40, blank=True)
    titles = models.JSONField(default=dict)
    bodies = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["agency", "issue", "id"], name="newsletters_article_issue")]

    def __str__(self) -> str:
        return f"{self.issue_id}: {self.pk}"


class Step(models.Model):
    """One step of making an issue, done."""

    agency = models.CharField(max_length=10)
    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="steps")
    code = models.CharField(max_length=40)
    done_on = models.DateField()
    done_by = models.CharField(max_length=60)
    note = models.CharField(max_length=NOTE_MOST, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "issue", "code"], name="newsletters_step_code")]

    def __str__(self) -> str:
        return f"{self.issue_id}: {self.code}"


class Remark(models.Model):
    """What a trial reader said of an issue before it went out 試讀意見; kept without the address."""

    agency = models.CharField(max_length=10)
    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="remarks")
    subscriber = models.ForeignKey(Subscriber, on_delete=models.PROTECT, related_name="remarks")
    text = models.TextField()
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "issue", "subscriber"], name="newsletters_remark_once"),
        ]

    def __str__(self) -> str:
        return f"{self.issue_id}: {self.pk}"


class Copy(models.Model):
    """One copy of an issue for one subscriber: there is never a second; `message` is its row of the outbox."""

    agency = models.CharField(max_length=10)
    unit_path = models.CharField(max_length=200)
    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="sent")
    subscriber = models.ForeignKey(Subscriber, on_delete=models.PROTECT, related_name="copies")
    number = models.CharField(max_length=60)
    paper = models.CharField(max_length=40)
    language = models.CharField(max_length=10)
    trial = models.BooleanField(default=False)
    message = models.ForeignKey(Message, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=7, choices=Outcome.choices, default=Outcome.QUEUED)
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "issue", "subscriber", "trial"], name="newsletters_copy_once"),
        ]
        indexes = [
            models.Index(fields=["agency", "on", "unit_path"], name="newsletters_copy_day"),
            models.Index(fields=["issue"], condition=models.Q(state=Outcome.QUEUED), name="newsletters_copy_queued"),
        ]

    def __str__(self) -> str:
        return f"{self.issue_id}: {self.subscriber_id}"


class Policy(Held):
    """The newest pack of newsletters of an agency, as text."""
