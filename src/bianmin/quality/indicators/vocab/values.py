"""Values as pages, reports and the command show them."""

import operator
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from bianmin.quality.indicators.vocab.definitions import IndicatorShape, MeasureShape
from bianmin.quality.indicators.vocab.spans import Span

OPERATORS: Final[dict[str, Callable[[Fraction, Fraction], bool]]] = {
    "ge": operator.ge,
    "gt": operator.gt,
    "le": operator.le,
    "lt": operator.lt,
    "eq": operator.eq,
}
SIGNS: Final = {"ge": "≥", "gt": ">", "le": "≤", "lt": "<", "eq": "="}
DEMONSTRATION: Final = "demonstration"


@dataclass(frozen=True, slots=True)
class Goal:
    """A target as it is compared: `op` and an exact value in the indicator's unit; `printed` is `≥97.0%`."""

    op: str
    value: Fraction
    printed: str
    source: str

    def met_by(self, value: Fraction) -> bool:
        """Whether the value reaches the target."""
        return OPERATORS[self.op](value, self.value)

    @property
    def demonstration(self) -> bool:
        """Whether the target was invented to show the platform 示範."""
        return self.source == DEMONSTRATION


@dataclass(frozen=True, slots=True)
class Figure:
    """n, d and the exact value; `value` is None where there is nothing to divide by, and `reason` says why."""

    n: int
    d: int
    value: Fraction | None
    printed: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """One indicator of one unit over one span, with its target and the same span a year before.

    `met` is None without target or value. `change` is the change against the year before, in the unit of the value or
    in percentage points; empty where either is missing. `ref` is the reference that reports and improvements keep.
    """

    indicator: IndicatorShape
    version: str
    agency: str
    unit_path: str
    span: Span
    figure: Figure
    before: Figure
    change: str
    goal: Goal | None
    met: bool | None

    @property
    def code(self) -> str:
        """The indicator's code."""
        return self.indicator.code

    @property
    def name(self) -> str:
        """The indicator's name."""
        return self.indicator.name

    @property
    def n(self) -> int:
        """The numerator."""
        return self.figure.n

    @property
    def d(self) -> int:
        """The denominator; 1 for a total."""
        return self.figure.d

    @property
    def value(self) -> Fraction | None:
        """The exact value in the indicator's unit."""
        return self.figure.value

    @property
    def printed(self) -> str:
        """The value with decimals and unit, or 無案件."""
        return self.figure.printed

    @property
    def reason(self) -> str:
        """Why there is no value; empty when there is one."""
        return self.figure.reason

    @property
    def ref(self) -> str:
        """`IN-04@/376550300A/@113`: names this value for ever."""
        return f"{self.code}@{self.unit_path}@{self.span.text}"


@dataclass(frozen=True, slots=True)
class CellCard:
    """One counted cell: unit, day, value of the dimension, count."""

    unit_path: str
    day: date
    key: str
    n: int


@dataclass(frozen=True, slots=True)
class Part:
    """One measure behind a value: its definition, what was counted, the cells, and rows the reader may see.

    `rows` are numbers (case numbers); `counted` is what the cells say, `found` how many rows stand behind them now;
    rows beyond the reader's rights are in `counted` and not in `rows`, and so are those `destroyed` since by a list.
    """

    measure: MeasureShape
    version: str
    span: Span
    counted: int
    cells: tuple[CellCard, ...]
    rows: tuple[str, ...]
    found: int
    destroyed: int = 0


@dataclass(frozen=True, slots=True)
class Explanation:
    """A value down to its rows. `waiting` is how many marks are not counted yet: above 0, the value may still move."""

    value: Value
    parts: tuple[Part, ...]
    waiting: int


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh did: marks taken away, cells written."""

    marks: int
    cells: int
