"""What a case has to do with a case of another agency of the house, on each side a row."""

from django.db import models

from bianmin.delivery.cases.models.case import Case
from bianmin.delivery.cases.vocab.shared import Way


class Shared(models.Model):
    """That an application concerns another agency too 跨機關整合: sent there (`out`), or come from there (`in`).

    The other case is named by its agency, number and the journal's word, never by key. `passed` are the labels of the
    questions and files that went over, `done_on` is when the other agency decided. One `elsewhere` reads by the API
    what `answers` and `files` (codes) name; its number is empty until it has taken the case over.
    """

    agency = models.CharField(max_length=10)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="shared")
    way = models.CharField(max_length=3, choices=Way.choices)
    name = models.CharField(max_length=120)
    other_agency = models.CharField(max_length=10)
    other_number = models.CharField(max_length=30)
    other_subject = models.CharField(max_length=80)
    purpose = models.CharField(max_length=200)
    basis = models.CharField(max_length=200)
    passed = models.JSONField(default=list)
    elsewhere = models.BooleanField(default=False)
    answers = models.JSONField(default=list)
    files = models.JSONField(default=list)
    read_on = models.DateField(null=True, blank=True)
    at = models.DateTimeField()
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "case", "other_subject"], name="cases_shared_once"),
        ]
        indexes = [models.Index(fields=["agency", "other_subject"], name="cases_shared_other")]

    def __str__(self) -> str:
        return f"{self.way} {self.other_number}"
