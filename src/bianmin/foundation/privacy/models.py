"""The list of personal-data files, demands, breaches."""

from django.db import models

from bianmin.foundation.persons.models import Person
from bianmin.foundation.privacy.vocab import Channel, DemandKind, Outcome, Proof, Step, Touched


class Register(models.Model):
    """One version of an agency's list of personal-data files, or of the duties all share (agency empty)."""

    agency = models.CharField(max_length=10, blank=True)
    code = models.CharField(max_length=80)
    version = models.CharField(max_length=20)
    source = models.CharField(max_length=200)
    files = models.JSONField(default=list)
    duties = models.JSONField(default=dict)
    published_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "code", "version"], name="privacy_register_key")]

    def __str__(self) -> str:
        return f"{self.agency} {self.code} {self.version}"


class Demand(models.Model):
    """Somebody asks about the data an agency holds of them 當事人請求; the limit runs from the day of receipt."""

    agency = models.CharField(max_length=10)
    number = models.CharField(max_length=20)
    kind = models.CharField(max_length=10, choices=DemandKind.choices)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    about = models.TextField()
    received_on = models.DateField()
    due_on = models.DateField()
    extended_on = models.DateField(null=True, blank=True)
    extension_reason = models.TextField(blank=True)
    proof = models.CharField(max_length=12, choices=Proof.choices, blank=True)
    proved_by = models.CharField(max_length=60, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    reason = models.TextField(blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.CharField(max_length=60, blank=True)
    files = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "number"], name="privacy_demand_number")]
        indexes = [models.Index(fields=["agency", "outcome", "due_on"], name="privacy_demand_open")]

    def __str__(self) -> str:
        return self.number


class Breach(models.Model):
    """Personal data were stolen, leaked, changed or lost 個資事故; what happened is told without naming anybody."""

    agency = models.CharField(max_length=10)
    number = models.CharField(max_length=20)
    found_at = models.DateTimeField()
    touched = models.CharField(max_length=8, choices=Touched.choices)
    special = models.BooleanField(default=False)
    persons = models.PositiveIntegerField(default=0)
    what = models.TextField()
    measures = models.TextField(blank=True)
    recorded_by = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "number"], name="privacy_breach_number")]

    def __str__(self) -> str:
        return self.number


class BreachStep(models.Model):
    """One thing that was done about a breach, when and by whom; it is noted once."""

    breach = models.ForeignKey(Breach, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField(max_length=10, choices=Step.choices)
    done_at = models.DateTimeField()
    note = models.TextField(blank=True)
    by = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["breach", "step"], name="privacy_step_once")]

    def __str__(self) -> str:
        return f"{self.breach_id} {self.step}"


class Hold(models.Model):
    """A matter that must not be destroyed 暫緩銷毀 while a dispute or an audit goes on."""

    agency = models.CharField(max_length=10)
    subject = models.CharField(max_length=80)
    label = models.CharField(max_length=60)
    reason = models.CharField(max_length=400)
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=60)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "subject"], name="privacy_hold_subject")]

    def __str__(self) -> str:
        return self.label


class Destruction(models.Model):
    """A list of what is to be destroyed 銷毀清冊: proposed by one person, approved by another, then carried out.

    `kind` is the class of what is on it (`case`, `rating`, `permit`, `demand`).
    """

    agency = models.CharField(max_length=10)
    number = models.CharField(max_length=20)
    kind = models.CharField(max_length=10, default="case")
    years = models.PositiveSmallIntegerField()
    proposed_at = models.DateTimeField()
    proposed_by = models.CharField(max_length=60)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.CharField(max_length=60, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "number"], name="privacy_destruction_number")]

    def __str__(self) -> str:
        return self.number


class Doomed(models.Model):
    """One matter on a list: its number, the day it ended, and when it was destroyed or why it was kept."""

    destruction = models.ForeignKey(Destruction, on_delete=models.PROTECT, related_name="matters")
    subject = models.CharField(max_length=80)
    label = models.CharField(max_length=60)
    ended_on = models.DateField()
    destroyed_at = models.DateTimeField(null=True, blank=True)
    kept = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["destruction", "subject"], name="privacy_doomed_once")]

    def __str__(self) -> str:
        return self.label
