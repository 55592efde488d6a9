"""Many tests at once 多重比較: p-values (m,) adjusted by Holm or by Benjamini and Hochberg.

Source: Holm, Scand. J. Stat. 6, 1979; Benjamini, Hochberg, JRSS B 57, 1995.
"""

import numpy as np

from bianmin.quality.statistics.arrays import Floats


def holm(p_values: Floats) -> Floats:
    """Adjusted so that the chance of any false finding stays at the level: running maximum of (m - i + 1) p_(i)."""
    order = np.argsort(p_values, kind="stable")
    steps = p_values[order] * np.arange(len(p_values), 0, -1)
    return in_place(order, np.minimum(np.maximum.accumulate(steps), 1.0))


def benjamini_hochberg(p_values: Floats) -> Floats:
    """Adjusted so that the share of false findings stays at the level: running minimum from above of m p_(i) / i."""
    order = np.argsort(p_values, kind="stable")
    count = len(p_values)
    steps = p_values[order] * count / np.arange(1, count + 1)
    return in_place(order, np.minimum(np.minimum.accumulate(steps[::-1])[::-1], 1.0))


def in_place(order: np.ndarray, values: Floats) -> Floats:
    """Values given in sorted order, back in the order they came in."""
    result = np.empty_like(values)
    result[order] = values
    return result
