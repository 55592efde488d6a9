"""Trends 趨勢檢定: Cochran-Armitage over ordered groups, Mann-Kendall over years."""

from itertools import combinations

import numpy as np
from scipy import special

from bianmin.kernel.errors import Refused
from bianmin.kernel.words import N_
from bianmin.quality.statistics.arrays import PAIR, Floats
from bianmin.quality.statistics.association import Tested
from bianmin.quality.statistics.proportions import check_counts

MOST_EXACT = 50
"""Up to this many values without ties Kendall's distribution is computed exactly."""


class TooFewPoints(Refused):
    """A series too short for a trend."""

    message = N_("A trend needs at least three values, but {count} were given. Wait for more years.")


def cochran_armitage(successes: Floats, totals: Floats, scores: Floats | None = None) -> Tested:
    """Chi-square (1 df) of a linear trend in proportions over scores, by default 1, 2, ...; `estimate` is the slope.

    (sum (x - n p) s)^2 / (p (1-p) sum n (s - mean)^2). Source: Armitage, Biometrics 11, 1955.
    """
    check_counts(successes, totals)
    score = np.arange(1.0, len(totals) + 1) if scores is None else scores
    pooled = successes.sum() / totals.sum()
    middle = (totals @ score) / totals.sum()
    around = float(totals @ (score - middle) ** 2)
    along = float((successes - totals * pooled) @ (score - middle))
    statistic = along**2 / (pooled * (1 - pooled) * around)
    return Tested(float(statistic), float(special.chdtrc(1, statistic)), 1, None, along / around)


def mann_kendall(values: Floats) -> Tested:
    """Kendall's test of a series (n,) against its order; the statistic is S, `estimate` is Kendall's tau-b.

    Exact for up to 50 values without ties, else normal with the correction for ties and continuity.
    """
    known = values[~np.isnan(values)]
    n = len(known)
    if n <= PAIR:
        raise TooFewPoints(count=n)
    apart = np.sign(np.subtract.outer(known, known))[np.tril_indices(n, -1)]
    s = float(apart.sum())
    tau = s / float(np.sqrt(np.count_nonzero(apart) * len(apart))) if apart.any() else float("nan")
    ties = np.unique(known, return_counts=True)[1]
    if np.max(ties) == 1 and n <= MOST_EXACT:
        return Tested(s, exact_kendall(n, s), float("nan"), None, tau)
    variance = (n * (n - 1) * (2 * n + 5) - float(np.sum(ties * (ties - 1) * (2 * ties + 5)))) / 18
    z = 0.0 if variance == 0 else float((s - np.sign(s)) / np.sqrt(variance))
    return Tested(s, float(2 * special.ndtr(-abs(z))), float("nan"), None, tau)


def exact_kendall(n: int, s: float) -> float:
    """Two-sided chance of a Kendall sum at least as far from 0 as s, from the counts of inversions of n values."""
    chances = np.ones(1)
    for size in range(2, n + 1):
        chances = np.convolve(chances, np.full(size, 1 / size))
    inversions = round((n * (n - 1) / 2 - abs(s)) / 2)
    return min(1.0, 2 * float(chances[: inversions + 1].sum()))


def sen_slope(values: Floats) -> float:
    """The median slope a step between all pairs of a series (n,). Source: Sen, JASA 63, 1968."""
    slopes = [(values[j] - values[i]) / (j - i) for i, j in combinations(range(len(values)), 2)]
    return float(np.nanmedian(slopes))
