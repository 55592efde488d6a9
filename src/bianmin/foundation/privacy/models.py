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
