"""Improvements and the steps of their history."""

from django.db import models

from bianmin.quality.improvements.vocab import Source, State, Verb


class Improvement(models.Model):
    """One piece of corrective work 改善措施: cause, measure, expected benefit, owner, date, and who verified it.

    The owner is a person (`staff:7`) or a responsible section 承辦單位 (`unit:/376550300A/records/`).

    `source_ref` names what made it necessary: the reference of a value (`IN-04@/376550300A/@113`), a rating's subject.
    """

    agency = models.CharField(max_length=10)
    number = models.CharField(max_length=20)
    unit_path = models.CharField(max_length=200)
    source_kind = models.CharField(max_length=10, choices=Source.choices)
    source_ref = models.CharField(max_length=300, blank=True)
    cause = models.TextField()
    measure = models.TextField()
    benefit = models.TextField(blank=True)
    owner = models.CharField(max_length=220)
    opened_on = models.DateField()
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    done_by = models.CharField(max_length=60, blank=True)
    result = models.TextField(blank=True)
    verified_on = models.DateField(null=True)
    verified_by = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "number"], name="improvements_number"),
            models.UniqueConstraint(
                fields=["agency", "source_kind", "source_ref"],
                condition=~models.Q(source_ref=""),
                name="improvements_source",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "state", "due_on"], name="improvements_due"),
            models.Index(fields=["agency", "owner", "state"], name="improvements_owner"),
        ]

    def __str__(self) -> str:
        return self.number


class Step(models.Model):
    """One step in the history of an improvement, with what was said."""

    improvement = models.ForeignKey(Improvement, on_delete=models.PROTECT, related_name="steps")
    verb = models.CharField(max_length=10, choices=Verb.choices)
    by = models.CharField(max_length=60)
    at = models.DateTimeField()
    text = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.improvement_id} {self.verb}"
