"""Dividing a sample among strata 樣本配置: equal, proportional, Neyman, cost-optimal, power.

Shares: equal 1; proportional N_h; Neyman N_h S_h; optimal N_h S_h / sqrt(c_h); power X_h^a (S_h / mean_h), a between
0 (equal precision) and 1; without variabilities N_h^a. No stratum gets fewer than the minimum or more than exist.
Rounding keeps the total: whole parts first, then one each to the largest remainders.
Source: Cochran, Sampling Techniques, 1977, chapter 5; Bankier, Power allocations, The American Statistician 42, 1988.
"""

from collections.abc import Sequence

import numpy as np

from bianmin.kernel.errors import Refused
from bianmin.kernel.words import N_
from bianmin.quality.statistics.arrays import Bools, Codes, Floats


class TotalDoesNotFit(Refused):
    """The sample is smaller than the minima or larger than the population."""

    message = N_("A sample of {total} does not fit: the strata take at least {least} and at most {most}.")


class BadFigure(Refused):
    """A planning figure of a stratum that is not above 0."""

    message = N_("Stratum {stratum}: “{name}” must be a number above 0.")


def check_figures(name: str, values: Floats, *, zero: bool = False) -> None:
    """Refuse figures (strata,) that are not finite and above 0 (or 0 where allowed)."""
    bad = ~(np.isfinite(values) & ((values >= 0) if zero else (values > 0)))
    if bad.any():
        raise BadFigure(stratum=int(np.flatnonzero(bad)[0]) + 1, name=name)


def equal(sizes: Floats) -> Floats:
    """The same for every stratum."""
    return np.ones_like(sizes)


def proportional(sizes: Floats) -> Floats:
    """As the population sizes N (strata,)."""
    return sizes


def neyman(sizes: Floats, deviations: Floats) -> Floats:
    """As size times standard deviation: the least variance for a total of n."""
    check_figures("deviation", deviations, zero=True)
    return sizes * deviations


def optimal(sizes: Floats, deviations: Floats, costs: Floats) -> Floats:
    """As size times deviation over the root of the cost of one answer: the least variance for a total of money."""
    check_figures("cost", costs)
    return neyman(sizes, deviations) / np.sqrt(costs)


def power(sizes: Floats, exponent: float, variations: Floats | None = None) -> Floats:
    """As size to the power of `exponent`, times the coefficient of variation where given."""
    shares: Floats = sizes**exponent
    return shares if variations is None else shares * variations


def allocate(total: int, shares: Floats, *, sizes: Floats | None = None, minimum: int = 0) -> Codes:
    """Whole numbers (strata,) that add up to `total`, as near to the shares as minimum and population sizes allow.

    Raises:
        TotalDoesNotFit, BadFigure.
    """
    check_figures("share", shares, zero=True)
    most = np.full(len(shares), float(total)) if sizes is None else np.floor(sizes)
    least = np.minimum(float(minimum), most)
    if not least.sum() <= total <= most.sum():
        raise TotalDoesNotFit(total=total, least=int(least.sum()), most=int(most.sum()))
    parts = within(total, shares, least, most)
    return rounded(parts, total, most)


def within(total: float, shares: Floats, least: Floats, most: Floats) -> Floats:
    """Shares of the total, with those outside their limits set to the limit and the rest shared again."""
    parts = np.zeros_like(shares)
    free: Bools = np.ones(len(shares), dtype=bool)
    for _ in range(2 * len(shares)):
        left = total - parts[~free].sum()
        weights = shares[free]
        spread = weights / weights.sum() if weights.sum() > 0 else np.full(len(weights), 1 / max(1, len(weights)))
        parts[free] = left * spread
        low, high = free & (parts < least), free & (parts > most)
        if not (low.any() or high.any()):
            break
        gain, loss = (least - parts)[low].sum(), (parts - most)[high].sum()
        fixed = low if gain >= loss else high
        parts[fixed] = np.where(low, least, most)[fixed]
        free &= ~fixed
    return parts


def rounded(parts: Sequence[float] | Floats, total: int, most: Floats | None = None) -> Codes:
    """Whole numbers that add up to `total`: whole parts, then one each to the largest remainders (first ones first)."""
    values = np.asarray(parts, dtype=float)
    whole = np.floor(values + 1e-9)
    remainders = values - whole
    order = np.argsort(-np.round(remainders, 9), kind="stable")
    if most is not None:
        order = order[whole[order] < most[order]]
    whole[order[: round(float(total - whole.sum()))]] += 1
    return whole.astype(np.int64)
