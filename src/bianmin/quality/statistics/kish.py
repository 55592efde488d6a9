"""Kish's design effect 設計效果 of unequal weights and the effective number of rows 有效樣本數.

deff = n sum(w^2) / (sum w)^2, n_eff = (sum w)^2 / sum(w^2); of clusters: deff = 1 + (m - 1) rho.
Source: Kish, Survey Sampling, 1965, chapters 5 and 11.
"""

import numpy as np

from bianmin.quality.statistics.arrays import Floats


def effective_rows(weights: Floats) -> float:
    """The number of equally weighted rows that would be as precise."""
    return float(weights.sum() ** 2 / np.sum(weights**2))


def weighting_effect(weights: Floats) -> float:
    """The factor by which unequal weights enlarge the variance; rows with weight 0 do not count."""
    return float(np.count_nonzero(weights) / effective_rows(weights))


def cluster_effect(size: float, correlation: float) -> float:
    """The design effect of clusters of `size` whose units correlate by `correlation` (intra-class)."""
    return 1 + (size - 1) * correlation
