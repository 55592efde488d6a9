"""Rules for the quantile 分位數 of a weighted sample: where between two values the p-quantile lies.

With values in order, C_k the weights up to k and C their sum: `math` = `hf1` the least x with C_k/C >= p; `school` =
`hf2` the middle where C_k/C = p; `hf3` the even one there; `hf4` to `hf9` interpolate linearly between positions
p_k: hf4 C_k/C, hf5 (C_k - w_k/2)/C, hf6 C_k/(C + w_n), hf7 C_(k-1)/C_(n-1), hf8 (C_(k-1)/3 + 2 C_k/3)/(C + w_n/3),
hf9 (3 C_(k-1)/8 + 5 C_k/8)/(C + w_n/4); `shahvaish` steps at (S_k + 1/2 - v_k/2)/(n + 1), v the weights scaled to a
mean of 1 and S_k their sums. p is compared with a tolerance of 1e-12, so that rounding moves no quantile.
Source: Hyndman, Fan, Sample quantiles in statistical packages, The American Statistician 50, 1996; Shah, Vaish 2006.
"""

from collections.abc import Callable
from enum import StrEnum

import numpy as np

from bianmin.quality.statistics.arrays import Floats

TIE = 1e-12


class Rule(StrEnum):
    """The rules by name."""

    MATH = "math"
    SCHOOL = "school"
    SHAHVAISH = "shahvaish"
    HF1 = "hf1"
    HF2 = "hf2"
    HF3 = "hf3"
    HF4 = "hf4"
    HF5 = "hf5"
    HF6 = "hf6"
    HF7 = "hf7"
    HF8 = "hf8"
    HF9 = "hf9"


Positions = Callable[[Floats, Floats], Floats]

POSITIONS: dict[Rule, Positions] = {
    Rule.HF4: lambda total, _weights: total / total[-1],
    Rule.HF5: lambda total, weights: (total - weights / 2) / total[-1],
    Rule.HF6: lambda total, weights: total / (total[-1] + weights[-1]),
    Rule.HF7: lambda total, weights: (total - weights) / (total[-1] - weights[-1]),
    Rule.HF8: lambda total, weights: (total - weights / 3) / (total[-1] + weights[-1] / 3),
    Rule.HF9: lambda total, weights: (total - weights * 3 / 8) / (total[-1] + weights[-1] / 4),
}
"""Where each value stands on the scale of p, from the running sums and the weights."""


def weighted_quantile(values: Floats, weights: Floats, p: float, rule: Rule = Rule.MATH) -> float:
    """The p-quantile of values (n,) with weights (n,); rows with weight 0 do not count; nan where none is left."""
    return ordered_quantile(*ordered(values, weights), p, rule)


def ordered(values: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """Values and weights in the order of the values, those with weight 0 left out."""
    counted = weights > 0
    values, weights = values[counted], weights[counted]
    order = np.argsort(values, kind="stable")
    return values[order], weights[order]


def ordered_quantile(values: Floats, weights: Floats, p: float, rule: Rule) -> float:
    """`weighted_quantile` of what `ordered` returns."""
    if len(values) == 0:
        return float("nan")
    if len(values) == 1:
        return float(values[0])
    if rule in POSITIONS:
        return float(np.interp(p, POSITIONS[rule](np.cumsum(weights), weights), values))
    if rule is Rule.SHAHVAISH:
        scaled = weights / weights.mean()
        steps = (np.cumsum(scaled) + 0.5 - scaled / 2) / (len(values) + 1)
        return float(values[max(0, int(np.searchsorted(steps, p + TIE, side="right")) - 1)])
    if rule is Rule.HF3:
        values, first = np.unique(values, return_index=True)
        weights = np.add.reduceat(weights, first)
    return by_steps(values, weights, p, rule)


def by_steps(values: Floats, weights: Floats, p: float, rule: Rule) -> float:
    """Rules that answer with a value of the sample, or the middle of two."""
    shares = np.cumsum(weights) / weights.sum()
    place = min(int(np.searchsorted(shares, p - TIE, side="left")), len(values) - 1)
    after = min(place + 1, len(values) - 1)
    if abs(shares[place] - p) > TIE or rule in (Rule.MATH, Rule.HF1):
        return float(values[place])
    if rule is Rule.HF3:
        return float(values[place] if place % 2 == 1 else values[after])
    return float((values[place] + values[after]) / 2)
