"""Confidence intervals 信賴區間 of an estimate and its standard error.

`normal`, `t`: estimate +- quantile x error. For proportions: `logit` and `xlogit`, t on log(p/(1-p)) with error
se/(p(1-p)); `asin`, t on asin(sqrt p); with the effective number of rows n* = p(1-p)/se^2: `wilson` (score, Wilson
1927), `wilson_cc` (the same with continuity correction), `agresti_coull` (1998; it may reach below 0 or above 1),
`clopper_pearson` (exact, 1934) and `beta` (Korn, Graubard 1998: exact with n* (t_(n-1)/t_df)^2).

At a proportion of 0 or 1 the standard error is 0 and says nothing. Rule: n* is then the effective number of rows of
the weights, and `logit`, `xlogit` and `asin` answer as `beta` does; `normal` and `t` keep their width of 0.
Between 0 and 1 an error of 0 (everybody was asked) gives no width.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy import special

from bianmin.kernel.errors import Refused
from bianmin.kernel.words import N_
from bianmin.quality.statistics.arrays import ROUNDING


class Interval(StrEnum):
    """How an interval is made."""

    NORMAL = "normal"
    T = "t"
    LOGIT = "logit"
    XLOGIT = "xlogit"
    ASIN = "asin"
    BETA = "beta"
    WILSON = "wilson"
    WILSON_CC = "wilson_cc"
    AGRESTI_COULL = "agresti_coull"
    CLOPPER_PEARSON = "clopper_pearson"


class BadLevel(Refused):
    """A confidence level outside (0, 1)."""

    message = N_("The confidence level {level} must lie between 0 and 1, for example 0.95.")


class NotAProportion(Refused):
    """An interval for proportions asked for another statistic."""

    message = N_("The interval {interval} is for proportions; for this statistic write t or normal.")


@dataclass(frozen=True, slots=True)
class Estimated:
    """What an interval is made from: estimate, error, degrees of freedom, rows, effective rows of the weights."""

    value: float
    error: float
    df: float = np.inf
    rows: float = np.inf
    effective: float = np.inf


def t_quantile(probability: float, df: float) -> float:
    """Quantile of Student's t; normal where df is infinite; nan where df is 0 or less."""
    if np.isinf(df):
        return float(special.ndtri(probability))
    return float(special.stdtrit(df, probability)) if df > 0 else float("nan")


def interval(estimated: Estimated, kind: Interval, level: float = 0.95) -> tuple[float, float]:
    """Lower and upper limit.

    Raises:
        BadLevel; NotAProportion: a proportion's interval for a value outside [0, 1].
    """
    if not 0 < level < 1:
        raise BadLevel(level=level)
    tail = (1 - level) / 2
    if kind in (Interval.NORMAL, Interval.T):
        width = -t_quantile(tail, np.inf if kind is Interval.NORMAL else estimated.df) * estimated.error
        return estimated.value - width, estimated.value + width
    if np.isnan(estimated.value):
        return float("nan"), float("nan")
    share = settle(estimated.value)
    if not 0 <= share <= 1:
        raise NotAProportion(interval=kind)
    if estimated.error == 0 and share not in (0.0, 1.0):
        return share, share
    if kind in (Interval.LOGIT, Interval.XLOGIT, Interval.ASIN) and share not in (0.0, 1.0):
        return transformed(share, estimated, kind, tail)
    return of_effective_rows(share, estimated, kind, tail)


def of_effective_rows(share: float, estimated: Estimated, kind: Interval, tail: float) -> tuple[float, float]:
    """Intervals of a share of n* rows; what has no other answer at 0 and 1 is answered as `beta`."""
    effective = estimated.effective if share in (0.0, 1.0) else share * (1 - share) / estimated.error**2
    if kind in (Interval.WILSON, Interval.WILSON_CC):
        return wilson(share, effective, tail, continuity=kind is Interval.WILSON_CC)
    if kind is Interval.AGRESTI_COULL:
        return agresti_coull(share, effective, tail)
    if kind is not Interval.CLOPPER_PEARSON:
        effective *= (t_quantile(tail, estimated.rows - 1) / t_quantile(tail, estimated.df)) ** 2
    return clopper_pearson(share, effective, tail)


def settle(share: float) -> float:
    """A share within rounding of 0 or 1 is 0 or 1."""
    for end in (0.0, 1.0):
        if abs(share - end) < ROUNDING:
            return end
    return share


def transformed(share: float, estimated: Estimated, kind: Interval, tail: float) -> tuple[float, float]:
    """T interval on the logit or arcsine scale, taken back."""
    width = -t_quantile(tail, estimated.df) * estimated.error
    if kind is Interval.ASIN:
        middle, width = np.arcsin(np.sqrt(share)), width / (2 * np.sqrt(share * (1 - share)))
        return float(np.sin(middle - width) ** 2), float(np.sin(middle + width) ** 2)
    middle, width = special.logit(share), width / (share * (1 - share))
    return float(special.expit(middle - width)), float(special.expit(middle + width))


def wilson(share: float, n: float, tail: float, *, continuity: bool = False) -> tuple[float, float]:
    """Score interval of a share of n: (p + z^2/2n +- z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n).

    With continuity correction p is first moved half a row outwards for each limit, never further than 1/2.
    """
    z = -float(special.ndtri(tail))
    half = min(0.5, abs(n * (share - 0.5))) / n if continuity else 0.0

    def limit(at: float, side: int) -> float:
        root = np.sqrt(at * (1 - at) / n + z * z / (4 * n * n)) if 0 <= at <= 1 else z / (2 * n)
        return float((at + z * z / (2 * n) + side * z * root) / (1 + z * z / n))

    lower = 0.0 if share == 0 else max(0.0, limit(share - half, -1))
    return lower, 1.0 if share == 1 else min(1.0, limit(share + half, 1))


def agresti_coull(share: float, n: float, tail: float) -> tuple[float, float]:
    """Normal interval after adding z^2 rows, half of them successes."""
    z = -float(special.ndtri(tail))
    rows = n + z * z
    middle = (share * n + z * z / 2) / rows
    width = z * np.sqrt(middle * (1 - middle) / rows)
    return float(middle - width), float(middle + width)


def clopper_pearson(share: float, n: float, tail: float) -> tuple[float, float]:
    """Exact binomial interval by quantiles of the beta distribution; n need not be whole."""
    successes, failures = n * share, n * (1 - share)
    lower = float(special.betaincinv(successes, failures + 1, tail)) if successes > 0 else 0.0
    upper = float(special.betaincinv(successes + 1, failures, 1 - tail)) if failures > 0 else 1.0
    return lower, upper
