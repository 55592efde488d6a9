"""Trimming 權數修剪: weights cut at limits, what was cut shared equally among the others."""

import numpy as np

from bianmin.kernel.errors import Refused
from bianmin.kernel.words import N_
from bianmin.quality.statistics.arrays import Floats

ROUNDS = 10_000


class CannotTrim(Refused):
    """The limits do not admit the total of the weights."""

    message = N_(
        "Weights that add up to {total} cannot all lie between {lower} and {upper} on {rows} rows. Widen the limits."
    )


def trimmed(weights: Floats, *, upper: float = np.inf, lower: float = -np.inf, strict: bool = False) -> Floats:
    """Weights (n,) cut to [lower, upper]; the sum is kept by adding the same amount to every weight not cut.

    Once, a weight that receives a share may end above the limit; `strict` repeats until none is outside.

    Raises:
        CannotTrim: the limits leave no room for the total.
    """
    total, rows = float(weights.sum()), len(weights)
    for _ in range(ROUNDS):
        outside = (weights < lower) | (weights > upper)
        if not outside.any():
            return weights
        if outside.all() or (strict and not lower * rows <= total <= upper * rows):
            raise CannotTrim(total=f"{total:g}", lower=f"{lower:g}", upper=f"{upper:g}", rows=rows)
        cut = np.clip(weights, lower, upper)
        cut[~outside] += (weights - cut).sum() / np.count_nonzero(~outside)
        weights = cut
        if not strict:
            return weights
    return np.clip(weights, lower, upper)
