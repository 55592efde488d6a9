"""Rank tests in a sample 等級檢定: Wilcoxon, van der Waerden, median and Kruskal-Wallis.

Ranks estimate the population's distribution: R_i = sum of weights below, plus half of those equal (mean over ties),
scored as R/N, the normal quantile of R/N, or R > N/2; groups are compared by regression of the scores.
Source: Lumley, Scott, Two-sample rank tests under complex sampling, Biometrika 100, 2013.
"""

from enum import StrEnum

import numpy as np
from scipy import special

from bianmin.quality.statistics.arrays import PAIR, Bools, Coded, Floats, sums
from bianmin.quality.statistics.association import Tested
from bianmin.quality.statistics.comparisons import two_groups
from bianmin.quality.statistics.design import Design
from bianmin.quality.statistics.regression import Model, regress
from bianmin.quality.statistics.statistic import measure

HALF = 0.5


class Score(StrEnum):
    """What is made of a rank."""

    WILCOXON = "wilcoxon"
    VAN_DER_WAERDEN = "vanderwaerden"
    MEDIAN = "median"
    KRUSKAL_WALLIS = "kruskal_wallis"


def estimated_ranks(values: Floats, weights: Floats) -> Floats:
    """Population ranks (n,): running sum of weights minus half the own weight, averaged over equal values."""
    order = np.argsort(values, kind="stable")
    ranks = np.empty(len(values))
    ranks[order] = np.cumsum(weights[order]) - weights[order] / 2
    ties = np.unique(values, return_inverse=True)[1]
    means = sums(ties, ranks, 0) / np.bincount(ties)
    result: Floats = means[ties]
    return result


def scores(values: Floats, weights: Floats, score: Score) -> Floats:
    """Rank scores (n,) of values under weights."""
    shares: Floats = estimated_ranks(values, weights) / weights.sum()
    if score is Score.VAN_DER_WAERDEN:
        return np.asarray(special.ndtri(shares), dtype=np.float64)
    if score is Score.MEDIAN:
        return (shares > HALF).astype(float)
    return shares


def rank_test(
    design: Design, values: Floats, groups: Coded, score: Score = Score.WILCOXON, inside: Bools | None = None
) -> Tested:
    """Compare the groups' mean rank scores: t for two groups, else F of the Wald statistic over its degrees.

    For more groups the statistic is the chi-square, `df` groups - 1 and `ddf` units - strata - `df`.
    """
    used = ~np.isnan(values) & (groups.codes >= 0) & (design.weights > 0)
    used &= np.ones(design.rows, dtype=bool) if inside is None else inside
    ranked = np.full(design.rows, np.nan)
    ranked[used] = scores(values[used], design.weights[used], score)
    kinds = groups.take(used)
    if len(kinds.labels) <= PAIR:
        second = two_groups(groups, used)[1]
        table = np.stack([np.ones(design.rows), second], axis=1)
        fit = regress(design, ranked, table, ["first", "second"], inside=used)
        line = fit.coefficients[1]
        return Tested(line.t, line.p_value, fit.df, None, line.estimate, line.error)
    table = np.ones((design.rows, len(kinds.labels)))
    table[used, 1:] = kinds.indicators()[:, 1:]
    measured = measure(design, Model(table, ranked, used))
    slopes = measured.values[1:]
    chisq = float(slopes @ np.linalg.solve(measured.covariance[1:, 1:], slopes))
    df = len(slopes)
    ddf = design.df(used) - df
    return Tested(chisq, float(special.fdtrc(df, ddf, chisq / df)), df, ddf)
