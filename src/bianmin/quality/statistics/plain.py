"""Tests for plain counts and rows without a design: censuses of calls, cases, visits.

Chi-square 卡方, McNemar, Spearman, Welch. `scipy.special` gives the distributions; the heavier
`scipy.stats` is not loaded.
"""

import numpy as np
from scipy import special

from bianmin.kernel.errors import Refused
from bianmin.kernel.words import N_
from bianmin.quality.statistics.arrays import Floats
from bianmin.quality.statistics.association import Tested
from bianmin.quality.statistics.intervals import t_quantile
from bianmin.quality.statistics.ranks import estimated_ranks
from bianmin.quality.statistics.regression import two_sided

MOST_EXACT = 10
"""Up to this many untied pairs Spearman's distribution is computed exactly."""


class BadTable(Refused):
    """A table of counts that cannot be tested."""

    message = N_("The table must hold counts of 0 or more, with no empty row or column. Merge or drop the empty ones.")


class NotTwoByTwo(Refused):
    """A test for fourfold tables got another one."""

    message = N_("This test needs a table of two rows and two columns, not {height} x {width}.")


def check_table(table: Floats, *, fourfold: bool = False) -> None:
    """Refuse negative or empty tables, and others than 2 x 2 where that is asked."""
    if fourfold and table.shape != (2, 2):
        raise NotTwoByTwo(height=table.shape[0], width=table.shape[-1])
    if np.min(table) < 0 or (not fourfold and ((table.sum(axis=0) == 0).any() or (table.sum(axis=1) == 0).any())):
        raise BadTable


def chi_square(table: Floats, *, continuity: bool = False) -> Tested:
    """Pearson's test of independence of counts (r, c); `continuity` is Yates's correction, for 2 x 2 only."""
    check_table(table, fourfold=continuity)
    expected = np.outer(table.sum(axis=1), table.sum(axis=0)) / table.sum()
    apart = np.abs(table - expected)
    if continuity:
        apart -= np.minimum(0.5, apart)
    statistic = float(np.sum(apart**2 / expected))
    df = (table.shape[0] - 1) * (table.shape[1] - 1)
    return Tested(statistic, float(special.chdtrc(df, statistic)), df)


def spearman_exact(ranks: Floats, others: Floats) -> float:
    """Two-sided chance, over all orders of n untied ranks, of a rank sum of products at least as far out."""
    n = len(ranks)
    top = n * (n + 1) * (2 * n + 1) // 6
    ways = [np.zeros(0)] * (1 << n)
    ways[0] = np.bincount([0], minlength=top + 1).astype(float)
    for chosen in range(1, 1 << n):
        place = chosen.bit_count()
        ways[chosen] = np.zeros(top + 1)
        for rank in (rank for rank in range(n) if chosen >> rank & 1):
            step = place * (rank + 1)
            ways[chosen][step:] += ways[chosen ^ 1 << rank][: top + 1 - step]
    own = round(float(ranks @ others))
    sums = ways[-1] / ways[-1].sum()
    return min(1.0, 2 * min(float(sums[: own + 1].sum()), float(sums[own:].sum())))


def mcnemar(table: Floats, *, continuity: bool = True, exact: bool = False) -> Tested:
    """McNemar's test of paired answers (2, 2): (|b - c| - 1)^2 / (b + c), or the exact binomial test."""
    check_table(table, fourfold=True)
    b, c = float(table[0, 1]), float(table[1, 0])
    if b + c == 0:
        raise BadTable
    if exact:
        p_value = min(1.0, 2 * float(special.bdtr(min(b, c), int(b + c), 0.5)))
        return Tested(min(b, c), p_value, float("nan"))
    apart = max(abs(b - c) - continuity, 0.0)
    statistic = apart**2 / (b + c)
    return Tested(statistic, float(special.chdtrc(1, statistic)), 1)


def spearman(first: Floats, second: Floats) -> Tested:
    """Spearman's rank correlation of complete pairs (n,), tested by t with n - 2 degrees of freedom.

    Up to 10 pairs without ties the p-value is exact, from all orders.
    """
    known = ~(np.isnan(first) | np.isnan(second))
    ones = np.ones(int(known.sum()))
    ranks, others = estimated_ranks(first[known], ones) + 0.5, estimated_ranks(second[known], ones) + 0.5
    rho = float(np.corrcoef(ranks, others)[0, 1])
    df = len(ones) - 2
    if len(ones) <= MOST_EXACT and len(set(ranks)) == len(set(others)) == len(ones):
        return Tested(float(np.sum((ranks - others) ** 2)), spearman_exact(ranks, others), float("nan"), None, rho)
    t = rho * float(np.sqrt(df / (1 - rho * rho))) if abs(rho) < 1 else float(np.copysign(np.inf, rho))
    return Tested(t, two_sided(t, df), df, None, rho)


def welch(first: Floats, second: Floats) -> Tested:
    """Welch's t test of two independent samples with unequal variances, with its 95 % interval; nan is left out."""
    first, second = first[~np.isnan(first)], second[~np.isnan(second)]
    parts = np.array([first.var(ddof=1) / len(first), second.var(ddof=1) / len(second)])
    df = float(parts.sum() ** 2 / np.sum(parts**2 / np.array([len(first) - 1, len(second) - 1])))
    apart, error = float(first.mean() - second.mean()), float(np.sqrt(parts.sum()))
    t, width = apart / error, t_quantile(0.975, df) * error
    return Tested(t, two_sided(t, df), df, None, apart, error, apart - width, apart + width)
