"""Fisher's exact test 費雪精確檢定 of a 2 x 2 table, with the conditional odds ratio and its exact interval.

Given the margins, the first count x has chance proportional to C(m, x) C(n, k - x) odds^x (noncentral
hypergeometric). Source: Fisher, The logic of inductive inference, JRSS 98, 1935.
"""

from collections.abc import Callable

import numpy as np
from scipy import special

from bianmin.quality.statistics.arrays import Floats
from bianmin.quality.statistics.association import Tested
from bianmin.quality.statistics.plain import check_table

WIDEST = 40.0
"""Logarithm of the largest odds ratio looked for."""


def fisher(table: Floats, level: float = 0.95) -> Tested:
    """Two-sided: all tables with these margins no likelier than this one; the estimate is the odds ratio."""
    check_table(table, fourfold=True)
    row, column, whole = float(table[0].sum()), float(table[:, 0].sum()), float(table.sum())
    counts = np.arange(max(0.0, row + column - whole), min(row, column) + 1)
    logs = log_choose(column, counts) + log_choose(whole - column, row - counts)
    own = float(table[0, 0])
    chances = chances_at(logs, counts, 0.0)
    p_value = min(1.0, float(chances[chances <= chances[int(own - counts[0])] * (1 + 1e-7)].sum()))
    odds, lower, upper = odds_limits(logs, counts, own, (1 - level) / 2)
    return Tested(odds, p_value, float("nan"), None, odds, None, lower, upper)


def log_choose(n: float, k: Floats) -> Floats:
    """Logarithm of n over k."""
    result: Floats = special.gammaln(n + 1) - special.gammaln(k + 1) - special.gammaln(n - k + 1)
    return result


def chances_at(logs: Floats, counts: Floats, log_odds: float) -> Floats:
    """Chances of every first count under an odds ratio."""
    weights = logs + counts * log_odds
    chances = np.exp(weights - np.max(weights))
    result: Floats = chances / chances.sum()
    return result


def odds_limits(logs: Floats, counts: Floats, own: float, tail: float) -> tuple[float, float, float]:
    """Conditional odds ratio, lower and upper limit; 0 and inf at the ends of what the margins allow."""

    def expected(log_odds: float) -> float:
        return float(chances_at(logs, counts, log_odds) @ counts) - own

    def at_least(log_odds: float) -> float:
        return float(chances_at(logs, counts, log_odds)[counts >= own].sum()) - tail

    def at_most(log_odds: float) -> float:
        return tail - float(chances_at(logs, counts, log_odds)[counts <= own].sum())

    first, last = own == counts[0], own == counts[-1]
    odds = 0.0 if first else float("inf") if last else rising_root(expected)
    return odds, 0.0 if first else rising_root(at_least), float("inf") if last else rising_root(at_most)


def rising_root(function: Callable[[float], float]) -> float:
    """Exp of the place where a rising function of the log odds is 0, by halving."""
    low, high = -WIDEST, WIDEST
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if function(middle) < 0 else (low, middle)
    return float(np.exp((low + high) / 2))
