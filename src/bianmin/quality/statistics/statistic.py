"""What is estimated: a statistic knows its value under any weights and its linearised variable."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from bianmin.quality.statistics.arrays import Bools, Floats
from bianmin.quality.statistics.design import Design
from bianmin.quality.statistics.linearised import covariance


class Statistic(Protocol):
    """k statistics of one sample."""

    @property
    def rows(self) -> Bools | None:
        """The rows (n,) of the domain, None for all."""
        ...

    def values(self, weights: Floats) -> Floats:
        """The statistics (k,) under weights (n,), or (k, R) under R sets of weights (n, R)."""
        ...

    def influence(self, weights: Floats, /) -> Floats:
        """The linearised variables (n, k): the variance of the statistic is that of the total of weight x variable."""
        ...


@dataclass(frozen=True, slots=True)
class Totals:
    """Totals 總數 of variables (n, k): sum of w y."""

    variables: Floats
    rows: Bools | None = None

    def values(self, weights: Floats) -> Floats:
        """See `Statistic`."""
        result: Floats = self.variables.T @ weights
        return result

    def influence(self, _weights: Floats) -> Floats:
        """See `Statistic`; the same under any weights."""
        return self.variables


@dataclass(frozen=True, slots=True)
class Ratios:
    """Ratios 比率 of two totals, column by column: sum of w y over sum of w x, both (n, k).

    A mean 平均數 is the ratio to an indicator of the rows that answered; a proportion 比例 the mean of an indicator.
    Linearised: (y - r x) / sum of w x.
    """

    numerators: Floats
    denominators: Floats
    rows: Bools | None = None

    def values(self, weights: Floats) -> Floats:
        """See `Statistic`; nan where the denominator is 0."""
        below = self.denominators.T @ weights
        above = self.numerators.T @ weights
        return np.divide(above, below, out=np.full_like(above, np.nan), where=below != 0)

    def influence(self, weights: Floats) -> Floats:
        """See `Statistic`."""
        below = self.denominators.T @ weights
        result: Floats = (self.numerators - self.values(weights) * self.denominators) / below
        return result


def means(variables: Floats, rows: Bools | None = None) -> Ratios:
    """Means of variables (n, k) over the rows of a domain; a missing value (nan) leaves its row out of its column."""
    known = ~np.isnan(variables)
    if rows is not None:
        known &= rows[:, None]
    return Ratios(np.where(known, variables, 0.0), known.astype(float), rows)


@dataclass(frozen=True, slots=True)
class Measured:
    """k statistics with their covariance (k, k)."""

    values: Floats
    covariance: Floats

    @property
    def errors(self) -> Floats:
        """Standard errors 標準誤 (k,)."""
        return np.sqrt(np.diag(self.covariance))

    def contrast(self, coefficients: Floats) -> "Measured":
        """Linear combinations: coefficients (m, k) give m new statistics with their covariance."""
        return Measured(coefficients @ self.values, coefficients @ self.covariance @ coefficients.T)


def measure(design: Design, statistic: Statistic) -> Measured:
    """Value and covariance of a statistic, by replicates where the design has them, else linearised."""
    values = statistic.values(design.weights)
    if design.replicates is not None and design.scales is not None:
        return Measured(values, spread(statistic.values(design.replicates), design.scales))
    influence = statistic.influence(design.weights) * design.weights[:, None]
    return Measured(values, covariance(design, influence, statistic.rows))


def spread(replicated: Floats, scales: Floats) -> Floats:
    """Covariance (k, k) of replicated values (k, R): sum of scale times squared deviation from their mean."""
    counted = scales > 0
    deviations = replicated - replicated[:, counted].mean(axis=1, keepdims=True)
    result: Floats = (deviations * scales) @ deviations.T
    return result
