"""Quantiles 分位數 of a sample with Woodruff's interval.

The interval of the distribution function at the quantile is taken back through the quantile rule; the standard error
is the width of that interval over twice the t quantile. A limit outside [0, 1] has no quantile: nan.
Source: Woodruff, Confidence intervals for medians and other position measures, JASA 47, 1952.
"""

from dataclasses import dataclass

import numpy as np

from bianmin.quality.statistics.arrays import Bools, Floats
from bianmin.quality.statistics.design import Design
from bianmin.quality.statistics.intervals import Estimated, Interval, interval, t_quantile
from bianmin.quality.statistics.quantile_rules import Rule, ordered, ordered_quantile
from bianmin.quality.statistics.statistic import means, measure


@dataclass(frozen=True, slots=True)
class Quantile:
    """A quantile with its standard error and interval."""

    value: float
    error: float
    lower: float
    upper: float
    df: int
    n: int


def quantile(
    design: Design,
    values: Floats,
    p: float = 0.5,
    *,
    rule: Rule = Rule.MATH,
    kind: Interval = Interval.T,
    level: float = 0.95,
    rows: Bools | None = None,
) -> Quantile:
    """The p-quantile of values (n,) over the rows of a domain (n,); missing values (nan) are left out.

    `kind` is the interval of the distribution function: t, xlogit, beta or asin.
    """
    inside = design.weights != 0 if rows is None else rows & (design.weights != 0)
    known = inside & ~np.isnan(values)
    df = design.df(known)
    line = ordered(values[known], design.weights[known])
    value = ordered_quantile(*line, p, rule)
    below = np.where(known, (values <= value).astype(float), np.nan)
    share = measure(design, means(below[:, None], inside))
    estimated = Estimated(float(share.values[0]), float(share.errors[0]), df, int(inside.sum()), int(known.sum()))
    limits = interval(estimated, kind, level)
    lower, upper = (ordered_quantile(*line, limit, rule) if 0 <= limit <= 1 else float("nan") for limit in limits)
    critical = t_quantile((1 + level) / 2, np.inf if kind is Interval.NORMAL else df)
    return Quantile(value, (upper - lower) / (2 * critical), lower, upper, df, int(known.sum()))
