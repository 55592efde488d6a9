"""What calibration leaves of a linearised variable: residuals from the margins it was held to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from bianmin.quality.statistics.arrays import Coded, Codes, Floats, sums


class Projection(Protocol):
    """Turns weighted linearised variables (n, k) into what varies once the margins are held."""

    @property
    def final(self) -> Floats:
        """The weights (n,) after the calibration."""
        ...

    def residual(self, influence: Floats) -> Floats:
        """The part of `influence` (n, k), weights included, that the margins do not explain."""
        ...


def divide(numerator: Floats, weights: Floats) -> Floats:
    """Rows divided by their weights; a row without weight stays 0."""
    column = weights.reshape(-1, *([1] * (numerator.ndim - 1)))
    return np.divide(numerator, column, out=np.zeros_like(numerator), where=column != 0)


@dataclass(frozen=True, slots=True)
class CellProjection:
    """Margins of labels: the fit is constant in each cell (a combination of levels).

    `cells` (n,) numbers the cell of every row, `mass` (n,) weighs the rows in the fit, `margins` are the level of
    each cell in every margin; `fit` finds the fitted value of every cell from the cells' weighted sums.
    """

    final: Floats
    mass: Floats
    cells: Codes
    margins: tuple[Codes, ...]
    fit: Callable[[Floats, Floats, Sequence[Codes]], Floats]

    @property
    def count(self) -> int:
        """The number of cells."""
        return len(self.margins[0])

    def fitted(self, cell_sums: Floats) -> Floats:
        """Fitted values (cells, k) from the mass-weighted sums (cells, k) of the variable."""
        return self.fit(cell_sums, sums(self.cells, self.mass, self.count), self.margins)

    def residual(self, influence: Floats) -> Floats:
        """See `Projection`."""
        values = divide(influence, self.final)
        fitted = self.fitted(sums(self.cells, values * self.mass[:, None], self.count))
        return influence - fitted[self.cells] * self.final[:, None]


@dataclass(frozen=True, slots=True)
class MatrixProjection:
    """Numeric auxiliaries: residuals of the regression on `auxiliaries` (n, p), weighted by the base weights."""

    final: Floats
    base: Floats
    auxiliaries: Floats

    def residual(self, influence: Floats) -> Floats:
        """See `Projection`."""
        root = np.sqrt(self.base)[:, None]
        values = divide(influence, self.final)
        slopes = np.linalg.lstsq(self.auxiliaries * root, values * root, rcond=None)[0]
        fitted: Floats = self.auxiliaries @ slopes
        return influence - fitted * self.final[:, None]


def fit_by_regression(cell_sums: Floats, mass: Floats, margins: Sequence[Codes]) -> Floats:
    """Weighted least squares of the cell means on the levels of all margins (generalised regression residuals)."""
    table = np.concatenate([np.equal.outer(levels, np.arange(levels.max() + 1)) for levels in margins], axis=1)
    root = np.sqrt(mass)[:, None]
    means = divide(cell_sums, np.sqrt(mass))
    slopes = np.linalg.lstsq(table * root, means, rcond=None)[0]
    fitted: Floats = table @ slopes
    return fitted


def fit_by_turns(cell_sums: Floats, mass: Floats, margins: Sequence[Codes]) -> Floats:
    """Ten rounds of taking out the mean of each margin in turn: raking seen as repeated post-stratification."""
    fitted = np.zeros_like(cell_sums)
    totals = [sums(levels, mass, int(levels.max()) + 1) for levels in margins]
    for _ in range(10):
        for levels, total in zip(margins, totals, strict=True):
            rest = sums(levels, cell_sums - fitted * mass[:, None], len(total))
            fitted = fitted + divide(rest, total)[levels]
    return fitted


def cell_projection(
    margins: Sequence[Coded],
    *,
    mass: Floats,
    final: Floats,
    fit: Callable[[Floats, Floats, Sequence[Codes]], Floats] = fit_by_regression,
) -> CellProjection:
    """Number the cells of several margins and keep the level of each cell in every margin."""
    combined = margins[0].codes
    for margin in margins[1:]:
        combined = combined * len(margin.labels) + margin.codes
    occurring, cells = np.unique(combined, return_inverse=True)
    levels = []
    for margin in reversed(margins):
        occurring, level = np.divmod(occurring, len(margin.labels))
        levels.append(level)
    return CellProjection(final, mass, cells.astype(np.int64), tuple(reversed(levels)), fit)
