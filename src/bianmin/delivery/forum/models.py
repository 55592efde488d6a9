"""Themes, what was written on them and what became of it, and votes whose voters nobody can tell."""

from django.db import models

from bianmin.delivery.forum.vocab.states import (
    MESSAGE,
    NAME_MOST,
    OPTION_MOST,
    THEME,
    TITLE_MOST,
    VOTE,
    Result,
    Standing,
    State,
    Voters,
)
from bianmin.foundation.packs.models import Held
from bianmin.foundation.persons.models import Person


class Theme(models.Model):
    """One theme 議題, with the question that is voted on, if any; `closes_on` is empty for a message board 留言板."""

    agency = models.CharField(max_length=10)
    unit_path = models.CharField(max_length=200)
    number = models.CharField(max_length=30)
    title = models.CharField(max_length=TITLE_MOST)
    about = models.TextField()
    service = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=6, choices=State.choices, default=State.DRAFT)
    opens_on = models.DateField()
    closes_on = models.DateField(null=True, blank=True)
    question = models.CharField(max_length=OPTION_MOST, blank=True)
    options = models.JSONField(default=list)
    several = models.BooleanField(default=False)
    voters = models.CharField(max_length=6, choices=Voters.choices, blank=True)
    early = models.BooleanField(default=False)
    summary = models.TextField(blank=True)
    made_by = models.CharField(max_length=60)
    made_on = models.DateField()
    opened_on = models.DateField(null=True, blank=True)
    concluded_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "number"], name="forum_theme_number")]
        indexes = [models.Index(fields=["agency", "state", "closes_on"], name="forum_theme_state")]

    def __str__(self) -> str:
        return self.number

    @property
    def subject(self) -> str:
        """The journal's word for it."""
        return f"{THEME}:{self.pk}"


class Message(models.Model):
    """One message 留言, or a reply to one; the code of its writer follows from `key`.

    `due_at` is until when the office owes an answer, `minutes` the office minutes it took; replies are owed none.
    `opinion` is the number under which it was handed to the mailboxes.
    """

    agency = models.CharField(max_length=10)
    unit_path = models.CharField(max_length=200)
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="messages")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="replies")
    number = models.CharField(max_length=30)
    key = models.CharField(max_length=64)
    pen_name = models.CharField(max_length=NAME_MOST, blank=True)
    category = models.CharField(max_length=40)
    text = models.TextField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=9, choices=Standing.choices)
    ground = models.CharField(max_length=40, blank=True)
    removed_because = models.CharField(max_length=500, blank=True)
    removed_by = models.CharField(max_length=60, blank=True)
    removed_on = models.DateField(null=True, blank=True)
    at = models.DateTimeField()
    on = models.DateField()
    due_at = models.DateTimeField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.CharField(max_length=60, blank=True)
    minutes = models.PositiveIntegerField(null=True, blank=True)
    in_time = models.BooleanField(null=True, blank=True)
    opinion = models.CharField(max_length=30, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "key"], name="forum_message_key"),
            models.UniqueConstraint(fields=["agency", "number"], name="forum_message_number"),
        ]
        indexes = [
            models.Index(fields=["agency", "theme", "id"], name="forum_message_theme"),
            models.Index(fields=["agency", "on", "unit_path"], name="forum_message_day"),
            models.Index(fields=["agency", "due_on", "unit_path"], name="forum_message_due"),
            models.Index(fields=["agency", "answered_on", "unit_path"], name="forum_message_answered"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def subject(self) -> str:
        """The journal's word for it."""
        return f"{MESSAGE}:{self.pk}"


class Outcome(models.Model):
    """What became of one suggestion made on a theme 建議參採情形."""

    agency = models.CharField(max_length=10)
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="outcomes")
    text = models.CharField(max_length=500)
    result = models.CharField(max_length=7, choices=Result.choices)
    reason = models.CharField(max_length=1000)

    class Meta:
        indexes = [models.Index(fields=["agency", "theme", "id"], name="forum_outcome_theme")]

    def __str__(self) -> str:
        return f"{self.theme_id}: {self.result}"


class Ballot(models.Model):
    """That somebody voted, and never for what: `key` follows from browser or account and the installation's secret."""

    agency = models.CharField(max_length=10)
    unit_path = models.CharField(max_length=200)
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="ballots")
    number = models.CharField(max_length=30)
    voters = models.CharField(max_length=6, choices=Voters.choices)
    key = models.CharField(max_length=64)
    on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "theme", "key"], name="forum_ballot_key")]
        indexes = [models.Index(fields=["agency", "on", "unit_path"], name="forum_ballot_day")]

    def __str__(self) -> str:
        return f"{VOTE}:{self.pk}"


class Count(models.Model):
    """How many votes an option has: one number, so that no order or time of rows joins a vote to a voter."""

    agency = models.CharField(max_length=10)
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="counts")
    option = models.CharField(max_length=10)
    votes = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "theme", "option"], name="forum_count_option")]

    def __str__(self) -> str:
        return f"{self.theme_id} {self.option}: {self.votes}"


class Policy(Held):
    """The newest forum pack of an agency, as text."""
