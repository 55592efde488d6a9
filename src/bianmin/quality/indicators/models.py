"""Definitions as loaded, daily cells, typed entries, targets and snapshots."""

from fractions import Fraction
from functools import cached_property

from django.db import models

from bianmin.quality.indicators.vocab.comparing import Compared
from bianmin.quality.indicators.vocab.definitions import IndicatorShape, MeasureShape


class Definition(models.Model):
    """What measures, indicators and targets share: whose they are, from which version of which pack with which head.

    A row never changes; a new version of its pack makes new rows and takes `current` from the old ones.
    """

    agency = models.CharField(max_length=10, blank=True)
    pack = models.CharField(max_length=80)
    version = models.CharField(max_length=20)
    head = models.JSONField()
    current = models.BooleanField(default=True)
    definition = models.JSONField()

    class Meta:
        abstract = True


class Measure(Definition):
    """A measure 量數 as one version of a pack defines it."""

    code = models.CharField(max_length=60)
    fact = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "code"], condition=models.Q(current=True), name="indicators_measure_current"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"

    @cached_property
    def shape(self) -> MeasureShape:
        """The definition."""
        return MeasureShape.model_validate(self.definition, strict=False)


class Indicator(Definition):
    """An indicator 指標 as one version of a pack defines it."""

    code = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "code"], condition=models.Q(current=True), name="indicators_indicator_current"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"

    @cached_property
    def shape(self) -> IndicatorShape:
        """The definition."""
        return IndicatorShape.model_validate(self.definition, strict=False)


class Target(Definition):
    """A target 目標值 of one unit (path) over one span; the value is n / d in the indicator's unit."""

    indicator = models.CharField(max_length=40)
    unit_path = models.CharField(max_length=200)
    span = models.CharField(max_length=30)
    op = models.CharField(max_length=2)
    n = models.BigIntegerField()
    d = models.BigIntegerField()
    source = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "indicator", "unit_path", "span"],
                condition=models.Q(current=True),
                name="indicators_target_current",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.unit_path} {self.span} {self.op} {self.value}"

    @property
    def value(self) -> Fraction:
        """The exact value."""
        return Fraction(self.n, self.d)


class Cell(models.Model):
    """What one measure counts in one unit on one day 日彙總; a count of 0 has no cell.

    `key` is the value of the measure's dimension. `bin` tells apart what a measure keeps several counts of: the bins of
    a distribution from 0, and of a stock 0 for rows that came on the day and 1 for rows whose last day it was.
    """

    agency = models.CharField(max_length=10)
    measure = models.CharField(max_length=60)
    unit_path = models.CharField(max_length=200)
    day = models.DateField()
    key = models.CharField(max_length=60, blank=True)
    bin = models.PositiveSmallIntegerField(default=0)
    n = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "measure", "day", "unit_path", "key", "bin"], name="indicators_cell_key"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.unit_path} {self.day} {self.n}"


class Entry(models.Model):
    """A count typed in or imported where the agency has no system yet 人工填報, with its evidence.

    It counts in every span that holds all its days. A correction is a new row that supersedes the old one. A second
    person checks it 複核; one that was found wrong is superseded, and `check_note` says why.
    """

    agency = models.CharField(max_length=10)
    measure = models.CharField(max_length=60)
    unit_path = models.CharField(max_length=200)
    first = models.DateField()
    last = models.DateField()
    n = models.BigIntegerField()
    evidence = models.CharField(max_length=400)
    entered_by = models.CharField(max_length=60)
    entered_at = models.DateTimeField()
    superseded = models.BooleanField(default=False)
    checked_by = models.CharField(max_length=60, blank=True)
    checked_at = models.DateTimeField(null=True)
    check_note = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "measure", "unit_path", "first", "last"],
                condition=models.Q(superseded=False),
                name="indicators_entry_current",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.unit_path} {self.first}..{self.last} {self.n}"


class Snapshot(models.Model):
    """A published value 發布值: it never changes; a correction is the next edition, with its reason.

    `value_n` / `value_d` is the exact value in the indicator's unit; `goal` the target as it was printed then.
    """

    agency = models.CharField(max_length=10)
    indicator = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    unit_path = models.CharField(max_length=200)
    span = models.CharField(max_length=30)
    edition = models.PositiveSmallIntegerField()
    n = models.BigIntegerField()
    d = models.BigIntegerField()
    value_n = models.BigIntegerField(null=True)
    value_d = models.BigIntegerField(null=True)
    printed = models.CharField(max_length=60)
    goal = models.CharField(max_length=60, blank=True)
    met = models.BooleanField(null=True)
    reason = models.CharField(max_length=200, blank=True)
    correction = models.CharField(max_length=400, blank=True)
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "indicator", "unit_path", "span", "edition"], name="indicators_snapshot_edition"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.unit_path} {self.span} #{self.edition}: {self.printed}"


class Count(models.Model):
    """When the cells were last brought up to date; its one row is also what two refreshes at once wait on."""

    counted_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.counted_at}"


class Comparison(models.Model):
    """A value to compare with 比較值: a peer's 同性質機關, or the baseline 基期 of one's own; `value` as it was typed.

    A correction is a new row that supersedes the old one.
    """

    agency = models.CharField(max_length=10)
    indicator = models.CharField(max_length=40)
    kind = models.CharField(max_length=10, choices=Compared.choices)
    name = models.CharField(max_length=200)
    span = models.CharField(max_length=30)
    value = models.CharField(max_length=30)
    source = models.CharField(max_length=400)
    typed_by = models.CharField(max_length=60)
    typed_at = models.DateTimeField()
    superseded = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "indicator", "kind", "name", "span"],
                condition=models.Q(superseded=False),
                name="indicators_comparison_current",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.name} {self.span} {self.value}"


class Own(models.Model):
    """An indicator that an agency wrote itself 自訂指標: a draft until a second person approves it.

    `definition` and `measures` become rows of the pack `own`, beside the agency's others.
    """

    agency = models.CharField(max_length=10)
    code = models.CharField(max_length=40)
    definition = models.JSONField()
    measures = models.JSONField()
    written_by = models.CharField(max_length=60)
    written_at = models.DateTimeField()
    approved_by = models.CharField(max_length=60, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "code"], name="indicators_own_code")]

    def __str__(self) -> str:
        return f"{self.agency} {self.code}"
