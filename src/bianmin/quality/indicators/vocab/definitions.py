"""What packs say about figures: measures, indicators and targets, and the small language of filters."""

from typing import Final, Literal

from django.utils.translation import gettext as _
from pydantic import Field, model_validator

from bianmin.foundation.facts.vocab import FACTS, Fact
from bianmin.foundation.packs.vocab import Header, Shape, wrong

CODE: Final = r"^[A-Za-z0-9._-]+$"
DECIMAL: Final = r"^-?\d+(\.\d+)?$"


class Test(Shape):
    """One condition on a row: a filter or dimension of the fact, an operator, a value."""

    field: str
    op: Literal["eq", "ne", "lt", "le", "gt", "ge", "in", "empty"]
    value: bool | int | str | list[int] | list[str]

    @model_validator(mode="after")
    def _fits(self) -> "Test":
        if (self.op == "in") != isinstance(self.value, list):
            raise wrong(_("A list belongs to the operator 'in', and to no other."))
        if self.op == "empty" and not isinstance(self.value, bool):
            raise wrong(_("'empty' is true or false."))
        if self.op in ("lt", "le", "gt", "ge") and isinstance(self.value, bool | str):
            raise wrong(_("Only numbers can be smaller or larger."))
        return self


class Filter(Shape):
    """Conditions of which `all` or `any` must hold."""

    all: list[Test] = Field(default_factory=list)
    any: list[Test] = Field(default_factory=list)

    @model_validator(mode="after")
    def _one(self) -> "Filter":
        if bool(self.all) == bool(self.any):
            raise wrong(_("A filter has either 'all' or 'any', with at least one condition."))
        return self

    @property
    def tests(self) -> list[Test]:
        """The conditions, whichever way they are joined."""
        return self.all or self.any


class MeasureShape(Shape):
    """A measure 量數: what is counted.

    A `flow` counts rows of `fact` by the day `date`, or sums `amount`. A `stock` counts rows that are there on the last
    day: from `since` to `until`, both counted. A `distribution` counts rows by the upper bounds `bins` of `amount`.
    A `typed` measure is entered by people, with evidence. `by` keeps the count per value of one dimension. A `persons`
    measure counts distinct persons 不重複人數 of the rows of a span, by the number they are known by; it is counted
    from rows each time, since days of it cannot be added up. Rows without a number count as one person each.
    """

    code: str = Field(pattern=CODE, max_length=60)
    name: str = Field(min_length=1, max_length=120)
    type: Literal["flow", "stock", "distribution", "typed", "persons"]
    fact: str = ""
    date: str = ""
    since: str = ""
    until: str = ""
    amount: str = ""
    bins: list[int] = Field(default_factory=list)
    by: str = ""
    persons: str = ""
    where: Filter | None = None
    unit: str = Field(min_length=1, max_length=20)
    note: str = ""

    @model_validator(mode="after")
    def _complete(self) -> "MeasureShape":
        needed = {
            "flow": ["fact", "date"], "stock": ["fact", "since", "until"], "typed": [],
            "persons": ["fact", "date", "persons"],
        }  # fmt: skip
        keys = needed.get(self.type, ["fact", "date", "amount", "bins"])
        if missing := [key for key in keys if not getattr(self, key)]:
            raise wrong(_("A %(type)s needs: %(keys)s.") % {"type": self.type, "keys": ", ".join(missing)})
        if self.bins != sorted(set(self.bins)):
            raise wrong(_("The bins must rise."))
        return self

    def unknown(self) -> list[str]:
        """Names that no installed fact has: the fact itself, or `fact.field`."""
        if self.type == "typed":
            return []
        fact = FACTS.facts.get(self.fact)
        return [self.fact] if fact is None else [f"{self.fact}.{name}" for name in self._strange(fact)]

    def _strange(self, fact: Fact) -> list[str]:
        tested = [test.field for test in self.where.tests] if self.where else []
        named = (
            ((self.date, self.since, self.until), fact.dates),
            ((self.amount,), fact.amounts),
            ((self.by,), fact.dimensions),
            ((self.persons,), fact.persons),
            (tested, {*fact.filters, *fact.dimensions, *fact.dates, *fact.amounts}),
        )
        return [name for names, known in named for name in names if name and name not in known]


class IndicatorShape(Shape):
    """An indicator 指標: measures combined, in figures and in words.

    `ratio` is numerator / denominator x factor; `total` the numerator alone; `growth` (this span - the same span a year
    before) / that span x factor, of the numerator; `quantile` the bound at or under which `percentile` of 100 rows
    of a distribution lie. `derived` marks formulas that the source does not print. `own` marks indicators that
    no source asks for. `caution` is a sentence to be printed wherever the value is, with the value of `beside`.
    """

    code: str = Field(pattern=CODE, max_length=40)
    name: str = Field(min_length=1, max_length=120)
    formula: Literal["ratio", "total", "growth", "quantile"]
    numerator: str
    denominator: str = ""
    numerator_words: str = Field(min_length=1)
    denominator_words: str = ""
    percentile: int = Field(default=50, ge=1, le=100)
    factor: int = Field(default=1, ge=1)
    unit: str = Field(max_length=20)
    decimals: int = Field(default=1, ge=0, le=4)
    direction: Literal["up", "down", "none"] = "up"
    derived: bool = False
    own: bool = False
    source: str = Field(min_length=1, max_length=200)
    caution: str = ""
    beside: str = ""
    note: str = ""

    @model_validator(mode="after")
    def _complete(self) -> "IndicatorShape":
        if (self.formula == "ratio") != bool(self.denominator):
            raise wrong(_("A ratio has a denominator, other formulas have none."))
        return self

    @property
    def measures(self) -> list[str]:
        """Codes of the measures it is made of."""
        return [code for code in (self.numerator, self.denominator) if code]


class TargetShape(Shape):
    """A target 目標值: what the indicator should be in a unit over a span, in the indicator's own unit."""

    indicator: str = Field(pattern=CODE, max_length=40)
    unit: str = Field(default="", max_length=200)
    span: str
    op: Literal["ge", "gt", "le", "lt", "eq"]
    value: str = Field(pattern=DECIMAL, max_length=30)
    source: str = Field(min_length=1, max_length=200)
    note: str = ""


class Measures(Header):
    """A pack of measures."""

    kind: Literal["measures"]
    measures: list[MeasureShape] = Field(min_length=1)


class Indicators(Header):
    """A pack of indicators."""

    kind: Literal["indicators"]
    indicators: list[IndicatorShape] = Field(min_length=1)


class Targets(Header):
    """A pack of an agency's targets."""

    kind: Literal["targets"]
    agency: str = Field(min_length=1, max_length=10)
    targets: list[TargetShape] = Field(min_length=1)
