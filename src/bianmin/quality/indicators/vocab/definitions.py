"""What packs say about figures: measures, indicators and targets, and the small language of filters."""

from collections.abc import Callable
from fractions import Fraction
from typing import Final, Literal

from django.utils.translation import gettext as _
from pydantic import Field, model_validator

from bianmin.foundation.facts.vocab import FACTS, Fact
from bianmin.foundation.packs.vocab import Header, Shape, wrong
from bianmin.quality.indicators.vocab.spans import span

CODE: Final = r"^[A-Za-z0-9._-]+$"
DECIMAL: Final = r"^-?\d+(\.\d+)?$"
NUMBER: Final = r"^(\d+(\.\d+)?)?$"


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
    from rows each time, since days of it cannot be added up. Rows without a number count as one person each. With
    `since` and `until` in place of `date` it counts what is there on the last day, each once (a form two services use).
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
            "persons": ["fact", "persons", *(("since", "until") if self.since else ("date",))],
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


class Printed(Shape):
    """What a document printed of an indicator 文件原載, to the letter: beside the value as history, judging nothing.

    `who`: whose figure it is, empty for the agency's own; `about`: of what or when (原來); `year`: the document's, of
    the Republic. `low` to `high`, or `low` alone, is its number, in a `unit` of which one is `each` of the indicator's;
    by these it is drawn.
    """

    text: str = Field(min_length=1, max_length=120)
    who: str = Field(default="", max_length=60)
    about: str = Field(default="", max_length=60)
    year: str = Field(default="", pattern=r"^(\d{2,3})?$")
    low: str = Field(default="", pattern=NUMBER, max_length=30)
    high: str = Field(default="", pattern=NUMBER, max_length=30)
    unit: str = Field(default="", max_length=20)
    each: int = Field(default=1, ge=1)
    source: str = Field(min_length=1, max_length=200)

    @model_validator(mode="after")
    def _fits(self) -> "Printed":
        if self.high and (not self.low or Fraction(self.low) > Fraction(self.high)):
            raise wrong(_("What is printed goes from 'low' to 'high'."))
        if self.each != 1 and not self.unit:
            raise wrong(_("Say in which 'unit' it is printed, of which one is 'each' of the indicator's."))
        return self

    def whose(self, say: Callable[[str], str] = str) -> str:
        """Whose figure it is, and of what, in words: 美國; 本機關 縮短後."""
        who = say(self.who) if self.who else _("The agency itself")
        return f"{who} {say(self.about)}" if self.about else str(who)

    @property
    def when(self) -> str:
        """The year as people read it; empty where none is named."""
        return span(self.year).label if self.year else ""

    @property
    def bounds(self) -> tuple[Fraction, Fraction] | None:
        """From what to what it reaches in the indicator's unit; None where it gives no number."""
        if not self.low:
            return None
        return Fraction(self.low) * self.each, Fraction(self.high or self.low) * self.each


class IndicatorShape(Shape):
    """An indicator 指標: measures combined, in figures and in words.

    `ratio` is (numerator - `less`, where there is one) / denominator x factor; `total` the numerator alone; `growth`
    (this span - the same span a year before) / that span x factor, of the numerator, or of the ratio where there is a
    denominator; `rise` (this span - the mean of the three spans of its length before) / that mean x factor; `pace` the
    numerator / the days of the span x factor (7: a week); `quantile` the bound at or under which `percentile` of 100
    rows of a distribution lie. `derived` marks formulas that the source does not print. `own`
    marks indicators that no source asks for. `caution` is a sentence to be printed wherever the value is,
    with the value of `beside`. `printed` is what documents printed of it, the agency's own and of others.
    """

    code: str = Field(pattern=CODE, max_length=40)
    name: str = Field(min_length=1, max_length=120)
    formula: Literal["ratio", "total", "growth", "rise", "pace", "quantile"]
    numerator: str
    denominator: str = ""
    less: str = ""
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
    printed: list[Printed] = Field(default_factory=list, max_length=20)
    note: str = ""

    @model_validator(mode="after")
    def _complete(self) -> "IndicatorShape":
        if self.formula != "growth" and (self.formula == "ratio") != bool(self.denominator):
            raise wrong(_("A ratio has a denominator, a growth may have one, other formulas have none."))
        if self.less and self.formula != "ratio":
            raise wrong(_("Only a ratio takes something less."))
        return self

    @property
    def measures(self) -> list[str]:
        """Codes of the measures it is made of."""
        return [code for code in (self.numerator, self.less, self.denominator) if code]


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
