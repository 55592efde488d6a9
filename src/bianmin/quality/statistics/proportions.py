"""Proportions of independent groups 比例檢定: two, and k; plain counts without a design."""

import numpy as np
from scipy import special

from bianmin.kernel.errors import Refused
from bianmin.kernel.words import N_
from bianmin.quality.statistics.arrays import Floats
from bianmin.quality.statistics.association import Tested


class BadCounts(Refused):
    """Successes and totals that do not fit."""

    message = N_("Group {group}: {successes} of {total} cannot be. Successes lie between 0 and the total.")


class NothingVaries(Refused):
    """All groups have a proportion of 0, or all of 1."""

    message = N_("Every group has the same proportion of 0 or 1: nothing varies, so nothing can be tested.")


def check_counts(successes: Floats, totals: Floats) -> None:
    """Refuse impossible counts and groups that do not vary at all."""
    bad = (successes < 0) | (successes > totals) | (totals <= 0)
    if bad.any():
        group = int(np.flatnonzero(bad)[0])
        raise BadCounts(group=group + 1, successes=f"{successes[group]:g}", total=f"{totals[group]:g}")
    if successes.sum() in (0, totals.sum()):
        raise NothingVaries


def two_proportions(successes: Floats, totals: Floats, *, continuity: bool = False, level: float = 0.95) -> Tested:
    """Chi-square (1 df, the square of z) of two proportions with the pooled variance; first minus second.

    The interval and `error` use the unpooled variance; `continuity` is Yates's correction, in both.
    """
    check_counts(successes, totals)
    shares = successes / totals
    apart = float(shares[0] - shares[1])
    pooled = float(successes.sum() / totals.sum())
    inverse = float((1 / totals).sum())
    half = min(0.5, abs(apart) / inverse) * inverse if continuity else 0.0
    statistic = max(abs(apart) - half, 0.0) ** 2 / (pooled * (1 - pooled) * inverse)
    error = float(np.sqrt(np.sum(shares * (1 - shares) / totals)))
    width = float(special.ndtri((1 + level) / 2)) * error + half
    p_value = float(special.chdtrc(1, statistic))
    return Tested(statistic, p_value, 1, None, apart, error, max(-1.0, apart - width), min(1.0, apart + width))


def k_proportions(successes: Floats, totals: Floats) -> Tested:
    """Chi-square test that k groups share one proportion, k - 1 degrees of freedom, without continuity correction."""
    check_counts(successes, totals)
    pooled = successes.sum() / totals.sum()
    statistic = float(np.sum((successes - totals * pooled) ** 2 / (totals * pooled * (1 - pooled))))
    df = len(successes) - 1
    return Tested(statistic, float(special.chdtrc(df, statistic)), df)
