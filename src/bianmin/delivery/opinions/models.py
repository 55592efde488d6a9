"""Opinions, what was done with each, and the mailboxes of an agency."""

from django.db import models

from bianmin.delivery.opinions.vocab import FACT, TITLE_MOST, Kind, Reply, Source, State
from bianmin.delivery.opinions.vocab import Step as Steps
from bianmin.foundation.packs.models import Held
from bianmin.foundation.persons.models import Person


class Opinion(models.Model):
    """One opinion 民眾意見. `person` is whoever wrote, empty where nobody wanted to say; the code follows from `key`.

    `due_on` is until when it is to be answered, `most_on` as far as that may be extended; `days` are the working days
    after the day of receipt until it was closed.
    """

    agency = models.CharField(max_length=10)
    unit_path = models.CharField(max_length=200)
    number = models.CharField(max_length=30)
    key = models.CharField(max_length=64)
    mailbox = models.CharField(max_length=40)
    mailbox_name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    topic = models.CharField(max_length=120, blank=True)
    source = models.CharField(max_length=7, choices=Source.choices)
    confidential = models.BooleanField(default=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reply = models.CharField(max_length=6, choices=Reply.choices)
    title = models.CharField(max_length=TITLE_MOST)
    text = models.TextField()
    files = models.JSONField(default=list)
    received_at = models.DateTimeField()
    received_on = models.DateField()
    due_on = models.DateField()
    most_on = models.DateField()
    extended_because = models.TextField(blank=True)
    officer = models.CharField(max_length=60, blank=True)
    level = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    ground = models.CharField(max_length=40, blank=True)
    answer = models.TextField(blank=True)
    letters = models.JSONField(default=dict)
    closed_on = models.DateField(null=True, blank=True)
    closed_by = models.CharField(max_length=60, blank=True)
    days = models.PositiveIntegerField(null=True, blank=True)
    in_time = models.BooleanField(null=True, blank=True)
    rated = models.PositiveSmallIntegerField(null=True, blank=True)
    rated_because = models.CharField(max_length=40, blank=True)
    rated_words = models.CharField(max_length=1000, blank=True)
    rated_on = models.DateField(null=True, blank=True)
    followed = models.TextField(blank=True)
    followed_on = models.DateField(null=True, blank=True)
    published = models.JSONField(default=dict)
    published_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "key"], name="opinions_opinion_key"),
            models.UniqueConstraint(fields=["agency", "number"], name="opinions_opinion_number"),
        ]
        indexes = [
            models.Index(fields=["agency", "received_on", "unit_path"], name="opinions_opinion_received"),
            models.Index(fields=["agency", "closed_on", "unit_path"], name="opinions_opinion_closed"),
            models.Index(fields=["agency", "due_on"], condition=models.Q(state="open"), name="opinions_opinion_open"),
            models.Index(
                fields=["agency", "published_on"],
                condition=models.Q(published_on__isnull=False),
                name="opinions_opinion_published",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def subject(self) -> str:
        """The journal's word for it."""
        return f"{FACT}:{self.pk}"


class Step(models.Model):
    """One step of what was done with an opinion 處理歷程."""

    agency = models.CharField(max_length=10)
    opinion = models.ForeignKey(Opinion, on_delete=models.CASCADE, related_name="steps")
    step = models.CharField(max_length=9, choices=Steps.choices)
    by = models.CharField(max_length=60)
    text = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["agency", "opinion", "id"], name="opinions_step_opinion")]

    def __str__(self) -> str:
        return f"{self.opinion_id}: {self.step}"


class Policy(Held):
    """The newest mailboxes pack of an agency, as text."""
