"""Cronbach's alpha 內部一致性: k/(k-1) (1 - sum of item variances / variance of their sum), weighted.

Source: Cronbach, Psychometrika 16, 1951.
"""

import numpy as np

from bianmin.kernel.errors import Refused
from bianmin.kernel.words import N_
from bianmin.quality.statistics.arrays import PAIR, AllMissing, Floats


class TooFewItems(Refused):
    """Alpha of one item."""

    message = N_("Cronbach's alpha needs at least two items. Name two or more columns.")


class SumDoesNotVary(Refused):
    """The sum of the items is the same everywhere."""

    message = N_("The sum of the items is the same in every row, so alpha cannot be computed.")


def cronbach(items: Floats, weights: Floats | None = None) -> float:
    """Alpha of items (n, k) with weights (n,); a row with a missing item is left out.

    Raises:
        TooFewItems, AllMissing, SumDoesNotVary.
    """
    count = items.shape[1]
    if count < PAIR:
        raise TooFewItems
    known = ~np.isnan(items).any(axis=1)
    if not known.any():
        raise AllMissing(column="items")
    items = items[known]
    shares = np.ones(len(items)) if weights is None else weights[known]
    shares = shares / shares.sum()
    apart = items - shares @ items
    total = float(shares @ apart.sum(axis=1) ** 2)
    if total <= 0:
        raise SumDoesNotVary
    return float(count / (count - 1) * (1 - (shares @ apart**2).sum() / total))
