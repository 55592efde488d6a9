"""The few formulas all rules share, on exact fractions."""

from collections.abc import Sequence
from fractions import Fraction

HUNDRED = Fraction(100)
Values = Sequence[Fraction]


def total(values: Values) -> Fraction:
    """All together."""
    return sum(values, Fraction(0))


def rise(values: Values) -> Fraction:
    """The second less the first."""
    return values[1] - values[0]


def fall(values: Values) -> Fraction:
    """The first less the second."""
    return values[0] - values[1]


def growth(values: Values) -> Fraction:
    """From the first to the second, per cent of the first 成長率."""
    return (values[1] - values[0]) / values[0] * HUNDRED


def shrinkage(values: Values) -> Fraction:
    """Loss from the first to the second, per cent of the first."""
    return (values[0] - values[1]) / values[0] * HUNDRED


def share(values: Values) -> Fraction:
    """The first per cent of the second."""
    return values[0] / values[1] * HUNDRED


def shared_sum(values: Values) -> Fraction:
    """All but the last, per cent of the last."""
    return sum(values[:-1], Fraction(0)) / values[-1] * HUNDRED


def rest(values: Values) -> Fraction:
    """What is left of a hundred."""
    return HUNDRED - sum(values, Fraction(0))


def product(values: Values) -> Fraction:
    """All multiplied."""
    result = Fraction(1)
    for value in values:
        result *= value
    return result


def mean(values: Values) -> Fraction:
    """The arithmetic mean."""
    return sum(values, Fraction(0)) / len(values)


def times(values: Values) -> Fraction:
    """The first divided by the second."""
    return values[0] / values[1]


def same(values: Values) -> Fraction:
    """The only value."""
    return values[0]


def growth_of_rise(values: Values) -> Fraction:
    """Growth from what there is now and by how much it rose, per cent."""
    return values[1] / (values[0] - values[1]) * HUNDRED


def loss_of_fall(values: Values) -> Fraction:
    """Loss from what there is now and by how much it fell, per cent."""
    return values[1] / (values[0] + values[1]) * HUNDRED
