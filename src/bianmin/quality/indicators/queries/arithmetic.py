"""The figure of an indicator from what its measures count: exact, with a reason where there is none."""

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bianmin.quality.indicators.models import Measure
from bianmin.quality.indicators.vocab.definitions import IndicatorShape
from bianmin.quality.indicators.vocab.printing import difference, printed
from bianmin.quality.indicators.vocab.values import Figure

Counts = Mapping[str, Counter[int]]
"""By measure: how many in each bin."""


def _none(n: int, d: int, reason: str) -> Figure:
    return Figure(n, d, None, pgettext("instead of a value", "No cases"), reason)


def _divided(shape: IndicatorShape, n: int, d: int, reason: str) -> Figure:
    if d == 0:
        return _none(n, d, reason)
    exact = Fraction(n, d) * shape.factor
    return Figure(n, d, exact, printed(exact, shape.decimals, shape.unit))


def _quantile(shape: IndicatorShape, measure: Measure, counts: Counter[int]) -> Figure:
    total, reached = counts.total(), 0
    if not total:
        return _none(0, 0, _("Nothing was counted in this period."))
    for place, bound in enumerate(measure.shape.bins):
        reached += counts[place]
        if reached * 100 >= total * shape.percentile:
            return Figure(reached, total, Fraction(bound), printed(Fraction(bound), shape.decimals, shape.unit))
    return _none(reached, total, _("It lies beyond the largest bin of the measure."))


def figure(shape: IndicatorShape, now: Counts, before: Counts, known: Mapping[str, Measure], days: int = 1) -> Figure:
    """The figure of an indicator from the counts of a span of so many days, and of what it is held against."""
    counted = now[shape.numerator]
    if shape.formula == "quantile":
        return _quantile(shape, known[shape.numerator], counted)
    n = counted.total()
    if not counted and known[shape.numerator].shape.type == "typed":
        return _none(0, 0, _("Nothing was typed in for this period."))
    if shape.formula == "total":
        return _divided(shape, n, 1, "")
    if shape.formula == "pace":
        return _divided(shape, n, days, "")
    if shape.formula in ("growth", "rise"):
        return _grown(shape, n, now, before)
    reason = _("Nothing to divide by: %(words)s is 0 in this period.") % {
        "words": shape.denominator_words or shape.denominator
    }
    less = now[shape.less].total() if shape.less else 0
    return _divided(shape, n - less, now[shape.denominator].total(), reason)


def _grown(shape: IndicatorShape, n: int, now: Counts, before: Counts) -> Figure:
    """By which part it grew: a number, or a ratio, since the year before; or a number over the mean of three spans."""
    last = before[shape.numerator].total()
    if shape.formula == "rise":
        return _divided(shape, 3 * n - last, last, _("Nothing was counted in the three periods before."))
    if shape.denominator:
        last *= now[shape.denominator].total()
        n *= before[shape.denominator].total()
    return _divided(shape, n - last, last, _("Nothing was counted in the same period a year before."))


def change(shape: IndicatorShape, now: Figure, before: Figure) -> str:
    """By how much a figure changed, with its unit; empty where either is missing."""
    if now.value is None or before.value is None:
        return ""
    return difference(now.value, before.value, shape.decimals, shape.unit)
