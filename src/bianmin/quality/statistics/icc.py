"""Intra-class correlation 組內相關係數 of k raters who all rated n cases.

With the mean squares of cases (MSB), raters (MSJ), rest (MSE) and within cases (MSW):
ICC1 (MSB-MSW)/(MSB+(k-1)MSW), raters differ from case to case; ICC2 (MSB-MSE)/(MSB+(k-1)MSE+k(MSJ-MSE)/n), raters
are a sample; ICC3 (MSB-MSE)/(MSB+(k-1)MSE), raters are these. ICC1k, ICC2k, ICC3k: of the mean of k raters.
Source: Shrout, Fleiss, Intraclass correlations, Psych. Bull. 86, 1979.
"""

from dataclasses import dataclass

import numpy as np
from scipy import special

from bianmin.kernel.errors import Refused
from bianmin.kernel.words import N_
from bianmin.quality.statistics.arrays import PAIR, Floats


class TooFewRatings(Refused):
    """Fewer than two cases or two raters."""

    message = N_("Agreement needs two or more raters and cases rated by all; {cases} such cases were found.")


@dataclass(frozen=True, slots=True)
class Icc:
    """One coefficient with its F test and confidence limits."""

    name: str
    value: float
    f: float
    df: int
    ddf: int
    p_value: float
    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class Squares:
    """Mean squares of a table of n cases by k raters."""

    n: int
    k: int
    cases: float
    raters: float
    rest: float
    within: float


def mean_squares(ratings: Floats) -> Squares:
    """Analysis of variance of ratings (n, k); a case with a missing rating is left out.

    Raises:
        TooFewRatings.
    """
    ratings = ratings[~np.isnan(ratings).any(axis=1)]
    n, k = ratings.shape
    if min(n, k) < PAIR:
        raise TooFewRatings(cases=n)
    grand = ratings.mean()
    cases = float(k * ((ratings.mean(axis=1) - grand) ** 2).sum())
    raters = float(n * ((ratings.mean(axis=0) - grand) ** 2).sum())
    rest = float(((ratings - grand) ** 2).sum()) - cases - raters
    return Squares(n, k, cases / (n - 1), raters / (k - 1), rest / ((n - 1) * (k - 1)), (raters + rest) / (n * (k - 1)))


def icc(ratings: Floats, level: float = 0.95) -> list[Icc]:
    """All six coefficients of ratings (n, k)."""
    squares = mean_squares(ratings)
    n, k = squares.n, squares.k
    half = (1 + level) / 2
    one = single("ICC1", squares, squares.within, n * (k - 1), half)
    three = single("ICC3", squares, squares.rest, (n - 1) * (k - 1), half)
    two = random_raters(squares, three, half)
    return [one, two, three, *(averaged(each, k) for each in (one, two, three))]


def single(name: str, squares: Squares, error: float, ddf: int, half: float) -> Icc:
    """ICC1 or ICC3: one error term, limits from F."""
    df, k = squares.n - 1, squares.k
    f = squares.cases / error if error > 0 else float("inf")
    value = (squares.cases - error) / (squares.cases + (k - 1) * error)
    low, high = f / float(special.fdtri(df, ddf, half)), f * float(special.fdtri(ddf, df, half))
    p_value = float(special.fdtrc(df, ddf, f))
    return Icc(name, value, f, df, ddf, p_value, (low - 1) / (low + k - 1), (high - 1) / (high + k - 1))


def random_raters(squares: Squares, three: Icc, half: float) -> Icc:
    """ICC2, with Shrout and Fleiss's approximate limits."""
    n, k, cases, raters, rest = squares.n, squares.k, squares.cases, squares.raters, squares.rest
    value = (cases - rest) / (cases + (k - 1) * rest + k * (raters - rest) / n)
    ratio = raters / rest if rest > 0 else float("inf")
    top = (k - 1) * (n - 1) * (k * value * ratio + n * (1 + (k - 1) * value) - k * value) ** 2
    bottom = (n - 1) * (k * value * ratio) ** 2 + (n * (1 + (k - 1) * value) - k * value) ** 2
    v = top / bottom
    above, below = float(special.fdtri(n - 1, v, half)), float(special.fdtri(v, n - 1, half))
    lower = n * (cases - above * rest) / (above * (k * raters + (k * n - k - n) * rest) + n * cases)
    upper = n * (below * cases - rest) / (k * raters + (k * n - k - n) * rest + n * below * cases)
    return Icc("ICC2", value, three.f, three.df, three.ddf, three.p_value, lower, upper)


def averaged(each: Icc, k: int) -> Icc:
    """The coefficient of the mean of k raters: k r / (1 + (k - 1) r)."""
    value, lower, upper = (k * r / (1 + (k - 1) * r) for r in (each.value, each.lower, each.upper))
    return Icc(f"{each.name}k", value, each.f, each.df, each.ddf, each.p_value, lower, upper)
