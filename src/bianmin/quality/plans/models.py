"""Plans, their areas, rows, items and acts; the profiles of rules that judge them; and what is filed."""

from django.db import models

from bianmin.foundation.packs.models import Held
from bianmin.quality.plans.vocab.cards import State, Verb
from bianmin.quality.plans.vocab.filings import Answer, Asks, What
from bianmin.quality.plans.vocab.shapes import AreaShape, DraftingPack, Head, ItemShape, RowShape


class Profile(models.Model):
    """The rules of drafting that a governing plan sets, as one version of a pack has them."""

    agency = models.CharField(max_length=10, blank=True)
    code = models.CharField(max_length=80)
    version = models.CharField(max_length=20)
    current = models.BooleanField(default=True)
    definition = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "code", "version"], name="plans_profile_version"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"

    @property
    def shape(self) -> DraftingPack:
        """The rules."""
        return DraftingPack.model_validate(self.definition, strict=False)


class Plan(models.Model):
    """One version of a plan 執行計畫; an amendment is the next version, which is approved like the first."""

    agency = models.CharField(max_length=10)
    code = models.CharField(max_length=80)
    version = models.CharField(max_length=20)
    current = models.BooleanField(default=True)
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    definition = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "code", "version"], name="plans_plan_version"),
            models.UniqueConstraint(
                fields=["agency", "code"], condition=models.Q(current=True), name="plans_plan_current"
            ),
        ]
        indexes = [models.Index(fields=["agency", "year"], name="plans_plan_year")]

    def __str__(self) -> str:
        return self.title

    @property
    def shape(self) -> Head:
        """What the plan says about itself."""
        return Head.model_validate(self.definition, strict=False)


class Area(models.Model):
    """A node of a plan's grouping 實施要項、項目、指標; `definition` leaves the nodes below out."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="areas")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="below")
    code = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()
    definition = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "code"], name="plans_area_code")]

    def __str__(self) -> str:
        return self.code

    @property
    def shape(self) -> AreaShape:
        """The node without those below it."""
        return AreaShape.model_validate(self.definition, strict=False)


class Row(models.Model):
    """A row of the printed table: several areas may share one."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="rows")
    areas = models.ManyToManyField(Area, related_name="rows")
    code = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()
    definition = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "code"], name="plans_row_code")]

    def __str__(self) -> str:
        return self.code

    @property
    def shape(self) -> RowShape:
        """The row."""
        return RowShape.model_validate(self.definition, strict=False)


class Item(models.Model):
    """An item 推動作法; it may serve several areas, and an area several items."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="items")
    row = models.ForeignKey(Row, on_delete=models.PROTECT, null=True, related_name="items")
    areas = models.ManyToManyField(Area, related_name="items")
    code = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()
    due_on = models.DateField(null=True)
    definition = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "code"], name="plans_item_code")]

    def __str__(self) -> str:
        return self.code

    @property
    def shape(self) -> ItemShape:
        """The item."""
        return ItemShape.model_validate(self.definition, strict=False)


class Act(models.Model):
    """An act that moved a plan on 核定、公布、備查: document number, and to whom or where."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="acts")
    verb = models.CharField(max_length=10, choices=Verb.choices)
    by = models.CharField(max_length=60)
    at = models.DateTimeField()
    on = models.DateField()
    number = models.CharField(max_length=60, blank=True)
    place = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.plan_id} {self.verb}"


class Deadlines(Held):
    """The newest pack of kind `deadlines` of an agency, as text."""


class Filing(models.Model):
    """What an agency filed with one above 函送, by which document, and how that answered; kept for both sides."""

    agency = models.CharField(max_length=10)
    to = models.CharField(max_length=10)
    what = models.CharField(max_length=10, choices=What.choices)
    asks = models.CharField(max_length=12, choices=Asks.choices)
    subject = models.CharField(max_length=80, blank=True)
    title = models.CharField(max_length=200)
    number = models.CharField(max_length=60, blank=True)
    note = models.TextField(blank=True)
    sent_on = models.DateField()
    sent_by = models.CharField(max_length=60)
    state = models.CharField(max_length=12, choices=Answer.choices, default=Answer.SENT)
    answered_on = models.DateField(null=True)
    answered_by = models.CharField(max_length=60, blank=True)
    answer_number = models.CharField(max_length=60, blank=True)
    answer_note = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["agency", "state"], name="plans_filing_from"),
            models.Index(fields=["to", "state"], name="plans_filing_to"),
        ]

    def __str__(self) -> str:
        return f"{self.agency} > {self.to}: {self.title}"
