"""Check plans as loaded, checks and what they found, and the reviews of quarters."""

from django.db import models

from bianmin.quality.checks.vocab.cards import SUBJECT, State
from bianmin.quality.checks.vocab.shapes import Tester, Way


class Sheet(models.Model):
    """The newest version of a check plan, as text; with an empty agency it is everybody's."""

    agency = models.CharField(max_length=10, blank=True)
    code = models.CharField(max_length=80)
    version = models.CharField(max_length=20)
    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "code"], name="checks_sheet_key")]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"


class Check(models.Model):
    """One check of one unit, or one telephone test, by the plan that held when it was opened.

    `agency` is whose unit is checked, `by_agency` who checks. `line`, `person` and `retest_of` are of telephone tests.
    """

    agency = models.CharField(max_length=10)
    by_agency = models.CharField(max_length=10)
    number = models.CharField(max_length=20)
    plan = models.CharField(max_length=80)
    way = models.CharField(max_length=11, choices=Way.choices)
    tester = models.CharField(max_length=5, choices=Tester.choices, default=Tester.OWN)
    document = models.TextField()
    unit_path = models.CharField(max_length=200)
    on = models.DateField()
    state = models.CharField(max_length=6, choices=State.choices, default=State.OPEN)
    scores = models.JSONField(default=dict)
    remarks = models.JSONField(default=dict)
    total = models.PositiveIntegerField(null=True, blank=True)
    grade = models.CharField(max_length=20, blank=True)
    low = models.BooleanField(default=False)
    betterment = models.TextField(blank=True)
    line = models.CharField(max_length=40, blank=True)
    person = models.CharField(max_length=60, blank=True)
    retest_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="retests")
    made_by = models.CharField(max_length=60)
    closed_by = models.CharField(max_length=60, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "number"], name="checks_check_number")]
        indexes = [models.Index(fields=["agency", "way", "on"], name="checks_check_day")]

    def __str__(self) -> str:
        return self.number

    @property
    def subject(self) -> str:
        """The journal's word for it."""
        return f"{SUBJECT}:{self.pk}"


class Finding(models.Model):
    """Something that a check found wrong 應改進事項; its mending is an improvement that names it."""

    agency = models.CharField(max_length=10)
    check_of = models.ForeignKey(Check, on_delete=models.CASCADE, related_name="findings")
    place = models.PositiveSmallIntegerField()
    item = models.CharField(max_length=40)
    unit_path = models.CharField(max_length=200)
    on = models.DateField()
    found = models.TextField()
    demand = models.TextField()
    period = models.CharField(max_length=10)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "check_of", "place"], name="checks_finding_key")]
        indexes = [models.Index(fields=["agency", "unit_path", "item"], name="checks_finding_again")]

    def __str__(self) -> str:
        return f"{self.check_of_id}.{self.place}"


class Review(models.Model):
    """The review 查核檢討 of what the checks of a quarter found, and whether its results are published."""

    agency = models.CharField(max_length=10)
    quarter = models.CharField(max_length=10)
    conclusion = models.TextField()
    minutes = models.CharField(max_length=20, blank=True)
    made_by = models.CharField(max_length=60)
    made_on = models.DateField()
    published_by = models.CharField(max_length=60, blank=True)
    published_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "quarter"], name="checks_review_key")]

    def __str__(self) -> str:
        return f"{self.agency} {self.quarter}"
