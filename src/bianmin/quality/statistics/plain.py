"""Tests for plain counts and rows without a design: censuses of calls, cases, visits.

Chi-square 卡方, Fisher's exact, McNemar, Spearman, Welch. `scipy.special` gives the distributions; the heavier
`scipy.stats` is not loaded.
"""

import numpy as np
from scipy import special

from bianmin.kernel.errors import Refused
from bianmin.kernel.words import N_
from bianmin.quality.statistics.arrays import Floats
from bianmin.quality.statistics.association import Tested
from bianmin.quality.statistics.ranks import estimated_ranks
from bianmin.quality.statistics.regression import two_sided


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
    if table.min() < 0 or (not fourfold and ((table.sum(axis=0) == 0).any() or (table.sum(axis=1) == 0).any())):
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


def fisher(table: Floats) -> Tested:
    """Fisher's exact test of a 2 x 2 table: all tables with the same margins that are no likelier than this one.

    The statistic is the odds ratio of the sample (inf where a count below is 0).
    """
    check_table(table, fourfold=True)
    row, column, whole = float(table[0].sum()), float(table[:, 0].sum()), float(table.sum())
    counts = np.arange(max(0.0, row + column - whole), min(row, column) + 1)
    logs = log_choose(column, counts) + log_choose(whole - column, row - counts) - log_choose(whole, np.array(row))
    chances = np.exp(logs)
    own = chances[int(table[0, 0] - counts[0])]
    p_value = min(1.0, float(chances[chances <= own * (1 + 1e-7)].sum()))
    below = float(table[0, 1] * table[1, 0])
    odds = float(table[0, 0] * table[1, 1]) / below if below else float("inf")
    return Tested(odds, p_value, float("nan"))


def log_choose(n: float, k: Floats) -> Floats:
    """Logarithm of n over k."""
    result: Floats = special.gammaln(n + 1) - special.gammaln(k + 1) - special.gammaln(n - k + 1)
    return result


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
    """Spearman's rank correlation of complete pairs (n,), tested by t with n - 2 degrees of freedom."""
    known = ~(np.isnan(first) | np.isnan(second))
    ones = np.ones(int(known.sum()))
    rho = float(np.corrcoef(estimated_ranks(first[known], ones), estimated_ranks(second[known], ones))[0, 1])
    df = len(ones) - 2
    t = rho * float(np.sqrt(df / (1 - rho * rho))) if abs(rho) < 1 else float(np.copysign(np.inf, rho))
    return Tested(t, two_sided(t, df), df, None, rho)


def welch(first: Floats, second: Floats) -> Tested:
    """Welch's t test of two independent samples with unequal variances; missing values are left out."""
    first, second = first[~np.isnan(first)], second[~np.isnan(second)]
    parts = np.array([first.var(ddof=1) / len(first), second.var(ddof=1) / len(second)])
    df = float(parts.sum() ** 2 / np.sum(parts**2 / np.array([len(first) - 1, len(second) - 1])))
    apart, error = float(first.mean() - second.mean()), float(np.sqrt(parts.sum()))
    t = apart / error
    return Tested(t, two_sided(t, df), df, None, apart, error)
