"""Editions of frameworks, self-evaluations and their entries."""

from django.db import models

from bianmin.foundation.packs.models import Held
from bianmin.quality.evaluation.vocab import (
    Evidence,
    FrameworkPack,
    Meeting,
    NodeShape,
    Part,
    RoundState,
    Stage,
    State,
)


class Framework(models.Model):
    """One edition of a framework 評核架構 as a version of its pack has it; it never changes."""

    agency = models.CharField(max_length=10, blank=True)
    code = models.CharField(max_length=80)
    version = models.CharField(max_length=20)
    current = models.BooleanField(default=True)
    title = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField()
    total = models.PositiveIntegerField(null=True)
    definition = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "code", "version"], name="evaluation_framework_version"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.version}"

    @property
    def shape(self) -> FrameworkPack:
        """The edition with its whole tree."""
        return FrameworkPack.model_validate(self.definition, strict=False)


class Node(models.Model):
    """A node of the tree 構面、項目、重點; `position` is its place in the whole document."""

    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="nodes")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="below")
    code = models.CharField(max_length=60)
    level = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField()
    weight = models.PositiveIntegerField(null=True)
    definition = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["framework", "code"], name="evaluation_node_code")]

    def __str__(self) -> str:
        return self.code

    @property
    def shape(self) -> NodeShape:
        """The node without those below it."""
        return NodeShape.model_validate(self.definition, strict=False)


class SelfEvaluation(models.Model):
    """What an agency says of itself for a year under one edition 自評; it ends under the edition it began with."""

    agency = models.CharField(max_length=10)
    year = models.PositiveSmallIntegerField()
    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="self_evaluations")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    begun_on = models.DateField()
    finished_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "year", "framework"], name="evaluation_self_key"),
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.year}"


class Entry(models.Model):
    """Text, score and evidence under one node; the score is in whole points, empty while none is given."""

    evaluation = models.ForeignKey(SelfEvaluation, on_delete=models.PROTECT, related_name="entries")
    node = models.ForeignKey(Node, on_delete=models.PROTECT, related_name="entries")
    text = models.TextField(blank=True)
    score = models.PositiveIntegerField(null=True)
    evidence = models.JSONField(default=list)
    shows = models.JSONField(default=list)
    written_by = models.CharField(max_length=60)
    written_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["evaluation", "node"], name="evaluation_entry_node")]

    def __str__(self) -> str:
        return f"{self.evaluation_id} {self.node_id}"

    @property
    def proofs(self) -> tuple[Evidence, ...]:
        """The evidence."""
        return tuple(Evidence.model_validate(each) for each in self.evidence)


class Round(models.Model):
    """One evaluation by a committee 評核作業: under which edition, for which year, and its result once it is closed.

    `unit_path` is the unit that holds it, the agency itself where it is empty.
    """

    agency = models.CharField(max_length=10)
    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="rounds")
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=RoundState.choices, default=RoundState.OPEN)
    opened_on = models.DateField()
    opened_by = models.CharField(max_length=60)
    unit_path = models.CharField(max_length=200, blank=True)
    closed_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "year", "id"], name="evaluation_round_year")]

    def __str__(self) -> str:
        return self.title


class Award(Held):
    """The newest pack of kind `award` of an agency, as text."""


class Entrant(models.Model):
    """Who is evaluated in a round 受評單位: a unit of the agency, or an agency below it.

    `visit_on` and `visit_at` are day and time of the visit; `supplied_on` the day its supplements came in.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="entrants")
    agency = models.CharField(max_length=10)
    unit_path = models.CharField(max_length=200)
    name = models.CharField(max_length=200)
    stage = models.CharField(max_length=8, choices=Stage.choices, default=Stage.ENTERED)
    visit_on = models.DateField(null=True)
    visit_at = models.TimeField(null=True)
    supplied_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "unit_path"], name="evaluation_entrant_once")]

    def __str__(self) -> str:
        return self.name


class Judge(models.Model):
    """A member of the committee 評核委員: the key of an account; `aside` are the entrants stepped aside from 迴避."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="judges")
    person = models.CharField(max_length=60)
    aside = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "person"], name="evaluation_judge_once")]

    def __str__(self) -> str:
        return self.person


class Guest(models.Model):
    """Somebody invited to a round who does not score: coach 輔導, attendee 列席, chair of a visited unit 主席."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="guests")
    person = models.CharField(max_length=60)
    part = models.CharField(max_length=10, choices=Part.choices)
    entrant = models.ForeignKey(Entrant, on_delete=models.PROTECT, null=True, related_name="guests")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "person", "part", "entrant"], name="evaluation_guest_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.part}"


class Minutes(models.Model):
    """Minutes 會議紀錄 of a meeting, a visit, coaching or a check; `over_agency` is who was visited.

    `people` are the names of those who were there, one on each line, as the paper lists them.
    """

    agency = models.CharField(max_length=10)
    unit_path = models.CharField(max_length=200)
    number = models.CharField(max_length=20)
    meeting = models.CharField(max_length=10, choices=Meeting.choices)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, null=True, related_name="minutes")
    over_agency = models.CharField(max_length=10, blank=True)
    over_path = models.CharField(max_length=200, blank=True)
    announced = models.BooleanField(default=True)
    title = models.CharField(max_length=200)
    held_on = models.DateField()
    place = models.CharField(max_length=200, blank=True)
    chair = models.CharField(max_length=120)
    recorder = models.CharField(max_length=120)
    people = models.TextField()
    said = models.TextField()
    decided = models.TextField(blank=True)
    written_by = models.CharField(max_length=60)
    written_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "number"], name="evaluation_minutes_number")]
        indexes = [models.Index(fields=["agency", "held_on"], name="evaluation_minutes_day")]

    def __str__(self) -> str:
        return self.number


class Score(models.Model):
    """The points one judge gives one entrant under one construct, in whole points, with what is said about it."""

    entrant = models.ForeignKey(Entrant, on_delete=models.PROTECT, related_name="scores")
    judge = models.ForeignKey(Judge, on_delete=models.PROTECT, related_name="scores")
    node = models.ForeignKey(Node, on_delete=models.PROTECT, related_name="scores")
    points = models.PositiveIntegerField()
    comment = models.TextField(blank=True)
    scored_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entrant", "judge", "node"], name="evaluation_score_once")]

    def __str__(self) -> str:
        return f"{self.entrant_id} {self.node_id} {self.points}"
