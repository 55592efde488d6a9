"""Questionnaires loaded, surveys, and answers of people whom nobody knows."""

from django.db import models

from bianmin.quality.surveys.vocab import SUBJECT, State, Way


class Instrument(models.Model):
    """The newest version of a questionnaire, as text; with an empty agency it is everybody's."""

    agency = models.CharField(max_length=10, blank=True)
    code = models.CharField(max_length=80)
    version = models.CharField(max_length=20)
    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "code"], name="surveys_instrument_key")]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"


class Survey(models.Model):
    """One survey 調查: its design, its questionnaire as it was when it began, what follows from it 檢討改善."""

    agency = models.CharField(max_length=10)
    unit_path = models.CharField(max_length=200)
    number = models.CharField(max_length=30)
    title = models.CharField(max_length=200)
    questionnaire = models.CharField(max_length=80)
    document = models.TextField()
    way = models.CharField(max_length=7, choices=Way.choices)
    state = models.CharField(max_length=6, choices=State.choices, default=State.DRAFT)
    opens_on = models.DateField()
    closes_on = models.DateField()
    purpose = models.TextField()
    population = models.TextField()
    population_size = models.PositiveIntegerField(default=0)
    contacted = models.PositiveIntegerField(default=0)
    drawn = models.BooleanField(default=False)
    sampling = models.TextField()
    improvement = models.TextField(blank=True)
    made_by = models.CharField(max_length=60)
    made_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "number"], name="surveys_survey_number")]
        indexes = [models.Index(fields=["agency", "state", "closes_on"], name="surveys_survey_state")]

    def __str__(self) -> str:
        return self.number

    @property
    def subject(self) -> str:
        """The journal's word for it."""
        return f"{SUBJECT}:{self.pk}"


class Response(models.Model):
    """One filled-in questionnaire 有效樣本: the day it came and what was said in words or chosen; never by whom.

    `key` keeps a form sent twice, and a colleague who answered, from counting twice.
    """

    agency = models.CharField(max_length=10)
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="responses")
    key = models.CharField(max_length=64)
    on = models.DateField()
    said = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "survey", "key"], name="surveys_response_key")]

    def __str__(self) -> str:
        return f"{self.survey_id}: {self.pk}"


class Answer(models.Model):
    """The answer of one response to one question on a scale; `level` is empty where somebody did not know."""

    agency = models.CharField(max_length=10)
    unit_path = models.CharField(max_length=200)
    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="answers")
    number = models.CharField(max_length=30)
    question = models.CharField(max_length=40)
    aspect = models.CharField(max_length=20, blank=True)
    way = models.CharField(max_length=7, choices=Way.choices)
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    satisfied = models.BooleanField(default=False)
    dissatisfied = models.BooleanField(default=False)
    on = models.DateField()

    class Meta:
        indexes = [
            models.Index(fields=["agency", "on", "unit_path"], name="surveys_answer_day"),
            models.Index(fields=["agency", "number", "question"], name="surveys_answer_survey"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.question}: {self.level}"
