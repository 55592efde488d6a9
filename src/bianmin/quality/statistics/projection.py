"""What calibration leaves of a linearised variable: residuals from the margins it was held to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from scipy.sparse import csr_array

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


Fitter = Callable[[Floats], Floats]
"""Fitted values of every cell (cells, k) from the cells' weighted sums (cells, k) of a variable."""


@dataclass(frozen=True, slots=True)
class CellProjection:
    """Margins of labels: the fit is constant in each cell (a combination of levels).

    `cells` (n,) numbers the cell of every row, `mass` (n,) weighs the rows in the fit, `count` is the number of cells.
    """

    final: Floats
    mass: Floats
    cells: Codes
    count: int
    fitted: Fitter

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


def membership(codes: Sequence[Codes], widths: Sequence[int]) -> csr_array:
    """A sparse matrix (cells, levels) with 1 where a cell has a level; the levels of all margins side by side."""
    starts = np.cumsum([0, *widths])
    places = np.stack([levels + start for levels, start in zip(codes, starts[:-1], strict=True)], axis=1)
    rows, margins = places.shape
    ends = np.arange(0, places.size + 1, margins)
    return csr_array((np.ones(places.size), places.ravel(), ends), shape=(rows, int(starts[-1])))


def fit_by_regression(mass: Floats, margins: Sequence[Codes]) -> Fitter:
    """Weighted least squares of the cell means on the levels of all margins (generalised regression residuals)."""
    widths = [int(np.max(levels)) + 1 for levels in margins]
    inverse = inverse_of_levels(mass, margins, widths)
    levels = membership(margins, widths)

    def fitted(cell_sums: Floats) -> Floats:
        return np.asarray(levels @ (inverse @ (levels.T @ cell_sums)), dtype=np.float64)

    return fitted


def inverse_of_levels(mass: Floats, margins: Sequence[Codes], widths: Sequence[int]) -> Floats:
    """Generalised inverse of X'WX, X the indicators of all margins' levels, from sums of mass in pairs of levels."""
    sides = list(zip(margins, widths, strict=True))
    blocks = [
        [sums(one * width + other, mass, own * width).reshape(own, width) for other, width in sides]
        for one, own in sides
    ]
    information = np.block(blocks)
    root = np.sqrt(np.diag(information))
    scale = np.divide(1.0, root, out=np.zeros_like(root), where=root > 0)
    inverse = np.linalg.pinv(information * np.outer(scale, scale), rcond=1e-12, hermitian=True)
    return np.asarray(inverse * np.outer(scale, scale), dtype=np.float64)


def fit_by_turns(mass: Floats, margins: Sequence[Codes]) -> Fitter:
    """Ten rounds of taking out the mean of each margin in turn: raking seen as repeated post-stratification."""
    sides = [membership([levels], [int(np.max(levels)) + 1]) for levels in margins]
    totals = [side.T @ mass for side in sides]

    def fitted(cell_sums: Floats) -> Floats:
        result = np.zeros_like(cell_sums)
        for side, total in list(zip(sides, totals, strict=True)) * 10:
            rest = side.T @ (cell_sums - result * mass[:, None])
            result = result + side @ divide(rest, total)
        return result

    return fitted


@dataclass(frozen=True, slots=True)
class Cells:
    """Combinations of several margins' levels that occur: of every row (n,), and their levels (cells,) by margin."""

    rows: Codes
    levels: tuple[Codes, ...]

    @property
    def count(self) -> int:
        """The number of cells."""
        return len(self.levels[0])


def cross_cells(columns: Sequence[Codes]) -> Cells:
    """Number the combinations of codes (n,) that occur."""
    widths = [int(np.max(column)) + 1 for column in columns]
    combined = columns[0]
    for column, width in zip(columns[1:], widths[1:], strict=True):
        combined = combined * width + column
    occurring, rows = renumbered(combined)
    levels = []
    for width in reversed(widths):
        occurring, level = np.divmod(occurring, width)
        levels.append(level)
    return Cells(rows, tuple(reversed(levels)))


def renumbered(codes: Codes) -> tuple[Codes, Codes]:
    """The codes that occur, and the number of each row's among them; by counting where the range is small."""
    top = int(np.max(codes)) + 1
    if top > 4 * len(codes):
        occurring, numbers = np.unique(codes, return_inverse=True)
        return occurring, numbers.astype(np.int64)
    occurring = np.flatnonzero(np.bincount(codes, minlength=top))
    numbers = np.zeros(top, dtype=np.int64)
    numbers[occurring] = np.arange(len(occurring))
    return occurring, numbers[codes]


def cell_projection(
    margins: Sequence[Coded],
    *,
    mass: Floats,
    final: Floats,
    fit: Callable[[Floats, Sequence[Codes]], Fitter] = fit_by_regression,
) -> CellProjection:
    """The projection on several margins, each row weighing `mass` (n,) in the fit."""
    cells = cross_cells([margin.codes for margin in margins])
    fitter = fit(sums(cells.rows, mass, cells.count), cells.levels)
    return CellProjection(final, mass, cells.rows, cells.count, fitter)
