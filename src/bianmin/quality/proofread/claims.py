"""A claim of a document about its own numbers, and the verdict on it."""

import enum
import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

Number = Fraction | bool


class Kind(enum.StrEnum):
    """What a number claims about others."""

    SUM = "sum"
    DIFFERENCE = "difference"
    GROWTH = "growth"
    RATIO = "ratio"
    COMPLEMENT = "complement"
    PRODUCT = "product"
    MEAN = "mean"
    MARGIN = "margin_of_error"
    COUNT = "count"
    CROSS = "cross_reference"
    COMPARISON = "comparison"
    ORDERING = "ordering"
    THRESHOLD = "threshold"
    CALENDAR = "calendar"


class Verdict(enum.StrEnum):
    """What recomputation says."""

    CONSISTENT = "consistent"
    ROUNDED = "consistent_if_rounded_differently"
    INCONSISTENT = "inconsistent"


class Certainty(enum.StrEnum):
    """How sure an inconsistency is: arithmetic of one statement, one quantity in two places, or definitions."""

    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class Input:
    """A number that went into a recomputation, with its name, its printed precision and its line."""

    name: str
    value: Fraction
    step: Fraction = Fraction(1)
    exact: bool = True
    line: int = 0

    def ends(self) -> tuple[Fraction, Fraction]:
        """The least and the greatest value that would be printed so."""
        half = Fraction(0) if self.exact else self.step / 2
        return self.value - half, self.value + half


@dataclass(frozen=True, slots=True)
class Claim:
    """One judged value: where it stands, what was printed, what it should be; `note` may add a sentence."""

    line: int
    quote: str
    kind: Kind
    inputs: tuple[Input, ...]
    formula: str
    printed: str
    value: Number
    recomputed: Number
    verdict: Verdict
    certainty: Certainty | None
    note: str = ""
    items: tuple[str, ...] = ()
    column: int = 0


def plain(value: Number) -> bool | int | float:
    """A JSON number: whole where it is whole, six places otherwise."""
    if isinstance(value, bool):
        return value
    return int(value) if value.denominator == 1 else round(float(value), 6)


def rounded(value: Fraction, step: Fraction) -> Fraction:
    """Half away from zero at the printed place, as people round."""
    scaled = abs(value) / step
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return (whole if value >= 0 else -whole) * step


_CORNERS = 6
"""Beyond 64 corners only sums come, whose ends are reached together."""
Formula = Callable[[Sequence[Fraction]], Fraction]


def reachable(formula: Formula, inputs: Sequence[Input]) -> tuple[Fraction, Fraction]:
    """Least and greatest result if every rounded input may lie anywhere within its rounding."""
    loose = [item for item in inputs if not item.exact]
    if len(loose) > _CORNERS:
        ends = [formula([item.ends()[side] for item in inputs]) for side in (0, 1)]
        return min(ends), max(ends)
    results = [formula(corner) for corner in itertools.product(*(set(item.ends()) for item in inputs))]
    return min(results), max(results)


def verdict(printed: Fraction, step: Fraction, formula: Formula, inputs: Sequence[Input]) -> tuple[Verdict, Fraction]:
    """Judge a printed number with its last place against a formula of inputs; also what the formula gives."""
    value = formula([item.value for item in inputs])
    if rounded(value, step) == printed or abs(value - printed) * 2 == step:
        return Verdict.CONSISTENT, value
    if all(item.exact for item in inputs):
        return Verdict.INCONSISTENT, value
    low, high = reachable(formula, inputs)
    if low - step / 2 <= printed <= high + step / 2 and low < high:
        return Verdict.ROUNDED, value
    return Verdict.INCONSISTENT, value
