"""Tests for plain counts and rows without a design: censuses of calls, cases, visits.

Chi-square 卡方, Fisher's exact, McNemar, Spearman, Welch. scipy does the arithmetic and is loaded when first asked.
"""

import numpy as np
from scipy import special, stats

from bianmin.kernel.errors import Refused
from bianmin.kernel.words import N_
from bianmin.quality.statistics.arrays import Floats
from bianmin.quality.statistics.association import Tested


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
    """Pearson's test of independence of counts (r, c); `continuity` is Yates's correction for 2 x 2."""
    check_table(table)
    result = stats.chi2_contingency(table, correction=continuity)
    return Tested(float(result.statistic), float(result.pvalue), float(result.dof))


def fisher(table: Floats) -> Tested:
    """Fisher's exact test of a 2 x 2 table, two-sided; the statistic is the sample odds ratio."""
    check_table(table, fourfold=True)
    result = stats.fisher_exact(table.astype(int))
    return Tested(float(result.statistic), float(result.pvalue), float("nan"))


def mcnemar(table: Floats, *, continuity: bool = True, exact: bool = False) -> Tested:
    """McNemar's test of paired answers (2, 2): (|b - c| - 1)^2 / (b + c), or the exact binomial test."""
    check_table(table, fourfold=True)
    b, c = float(table[0, 1]), float(table[1, 0])
    if b + c == 0:
        raise BadTable
    if exact:
        p_value = float(stats.binomtest(int(min(b, c)), int(b + c)).pvalue)
        return Tested(min(b, c), p_value, float("nan"))
    apart = max(abs(b - c) - continuity, 0.0)
    statistic = apart**2 / (b + c)
    return Tested(statistic, float(special.chdtrc(1, statistic)), 1)


def spearman(first: Floats, second: Floats) -> Tested:
    """Spearman's rank correlation of complete pairs (n,), with its t approximation."""
    known = ~(np.isnan(first) | np.isnan(second))
    result = stats.spearmanr(first[known], second[known])
    rho, df = float(result.statistic), float(np.count_nonzero(known) - 2)
    t = rho * float(np.sqrt(df / max(1e-300, 1 - rho * rho)))
    return Tested(t, float(result.pvalue), df, None, rho)


def welch(first: Floats, second: Floats) -> Tested:
    """Welch's t test of two independent samples with unequal variances; missing values are left out."""
    first, second = first[~np.isnan(first)], second[~np.isnan(second)]
    result = stats.ttest_ind(first, second, equal_var=False)
    error = float(np.sqrt(first.var(ddof=1) / len(first) + second.var(ddof=1) / len(second)))
    apart = float(first.mean() - second.mean())
    return Tested(float(result.statistic), float(result.pvalue), float(result.df), None, apart, error)
