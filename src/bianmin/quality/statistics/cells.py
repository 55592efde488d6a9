"""The quick way for samples of elements: variances from sums over cells instead of a column a domain.

Rows of one stratum and one combination of calibration levels share what is taken out of their linearised variable z,
P; with e = z - P, sum (w e)^2 = sum (w z)^2 - 2 P sum w^2 z + P^2 sum w^2 over the rows of a cell. So a variable
costs a few passes over the rows whatever the number of domains, and what follows the passes is matrix products over
all domains and variables at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.sparse import csr_array

from bianmin.quality.statistics.arrays import ROUNDING, Codes, Floats, sums
from bianmin.quality.statistics.design import Design
from bianmin.quality.statistics.linearised import stratum_factors
from bianmin.quality.statistics.lonely import Lonely
from bianmin.quality.statistics.projection import CellProjection, Cells, cross_cells, membership

ROWS_A_CELL = 4
"""Fewer rows than this a cell and domain, and the plain way is as quick."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One calibration: its projection, its cell of every cell (cells, own cells), and the mass (cells,) of every cell.

    `ratio` (cells,) is mass over weight where that is the same for all rows of a cell, as after raking, else None.
    """

    projection: CellProjection
    cells: csr_array
    mass: Floats
    ratio: Floats | None


@dataclass(frozen=True, slots=True)
class CellPlan:
    """The cells of a design: their `strata` (cells, strata), sums of squared weights and of weights, and calibrations.

    `even` (cells,) is the weight of every row of a cell where that is one, as with weights N/n by stratum, else None.
    """

    count: int
    slots: int
    strata: csr_array
    squares: Floats
    linear: Floats
    layers: tuple[Layer, ...]
    factors: Floats
    sampled: Floats
    even: Floats | None

    def variances(self, moments: "Moments") -> Floats:
        """Variances (columns,) of the totals of variables with these moments, each row's in its own domain."""
        first, second = moments.first, moments.second
        if self.layers:
            fitted = self.fitted(moments)
            second = second + fitted * (fitted * self.squares[:, None] - 2 * moments.cross)
            first = first - fitted * self.linear[:, None]
        squares, totals = self.strata.T @ second, self.strata.T @ first
        centre = np.where(self.sampled > 1, 1 / self.sampled, 0.0)[:, None]
        result: Floats = self.factors @ np.maximum(squares - totals * totals * centre, 0.0)
        return result

    def fitted(self, moments: "Moments") -> Floats:
        """What the calibrations take out (cells, columns)."""
        fitted = np.zeros((self.count, 1))
        for layer, own in zip(self.layers, moments.masses, strict=True):
            mass = own if layer.ratio is None else moments.first * layer.ratio[:, None]
            found = layer.projection.fitted(layer.cells.T @ (mass - fitted * layer.mass[:, None]))
            fitted = fitted + layer.cells @ found
        return fitted


@dataclass(frozen=True, slots=True)
class Moments:
    """Sums over the rows of each cell (cells, columns) of variables z; a column is one variable in one domain.

    `first` of w z, `second` of (w z)^2, `cross` of w^2 z, `masses` of each calibration's mass times z (empty where
    that follows from the weights).
    """

    first: Floats
    second: Floats
    cross: Floats
    masses: tuple[Floats, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a design: their domains `slots` (n,), `places` (n,) of domain and cell, weights and whether any.

    `spaced` keeps the first key of every place for a number of labels, for the next question with as many.
    """

    slots: Codes
    places: Codes
    weights: Floats
    counts: Floats
    spaced: dict[int, Codes] = field(default_factory=dict)

    def by_slot(self, values: Floats, count: int) -> Floats:
        """Sums (count,) over the domains, the rows in none left out."""
        return sums(self.slots, values, count + 1)[:count]


def moments_of_rows(plan: CellPlan, rows: Rows, variable: Floats) -> Moments:
    """The moments of a variable (n,)."""

    def by_cell(values: Floats) -> Floats:
        shape = (plan.slots + 1, plan.count)
        return sums(rows.places, values, shape[0] * shape[1]).reshape(shape)[: plan.slots].T

    weighted = rows.weights * variable
    masses = tuple(
        by_cell(layer.projection.mass * variable) if layer.ratio is None else np.empty(0) for layer in plan.layers
    )
    cross = by_cell(weighted * rows.weights) if plan.layers else np.empty(0)
    return Moments(by_cell(weighted), by_cell(weighted * weighted), cross, masses)


@dataclass(frozen=True, slots=True)
class Groups:
    """Rows that share domain, cell and label as one: tensors (domains, cells, 1 + labels), the missing ones first.

    `weights` and `squares` are the sums of weights and of squared weights, divided by `even` and its square (cells,)
    where the weights of a cell are one; `masses` those of the calibrations (empty where they follow from the
    weights). `by_label` (domains, labels) are the sums of weights, `n` (domains,) the rows that answered.
    """

    weights: Floats
    squares: Floats
    masses: tuple[Floats, ...]
    even: Floats
    by_label: Floats
    n: Codes

    def moments(self, values: Floats) -> Moments:
        """The moments of a variable that takes `values` (domains, labels)."""
        points = np.zeros((2, len(values), values.shape[1] + 1, 1))
        points[0, :, 1:, 0], points[1, :, 1:, 0] = values, values * values
        cross, second = np.matmul(self.squares, points)[:, :, :, 0]
        first = cross if self.squares is self.weights else np.matmul(self.weights, points[0])[:, :, 0]
        masses = tuple(np.matmul(mass, points[0])[:, :, 0].T if mass.ndim > 1 else mass for mass in self.masses)
        squared = self.even * self.even
        return Moments((first * self.even).T, (second * squared).T, (cross * squared).T, masses)


def side_by_side(parts: Sequence[Moments]) -> Moments:
    """The moments of several variables as the columns of one."""

    def joined(tables: Sequence[Floats]) -> Floats:
        return np.ascontiguousarray(np.concatenate(tables, axis=-1))

    first, second, cross = (joined([getattr(part, name) for part in parts]) for name in ("first", "second", "cross"))
    return Moments(
        first, second, cross, tuple(joined(each) for each in zip(*(part.masses for part in parts), strict=True))
    )


def group_rows(plan: CellPlan, rows: Rows, codes: Codes, labels: int) -> Groups:
    """Count the rows of every domain, cell and label; -1 is missing."""
    width = labels + 1
    if width not in rows.spaced:
        rows.spaced[width] = rows.places * width + 1
    keys = rows.spaced[width] + codes
    shape = (plan.slots + 1, plan.count, width)
    size = shape[0] * shape[1] * shape[2]

    def tensor(values: Floats | None) -> Floats:
        summed = np.bincount(keys, weights=values, minlength=size)
        return summed.astype(np.float64, copy=False).reshape(shape)[: plan.slots]

    if plan.even is not None:
        number = tensor(None)
        weighed = np.matmul(np.stack([plan.even, plan.even > 0]), number)[:, :, 1:]
        by_label, n = weighed[:, 0], weighed[:, 1].sum(axis=1)
        return Groups(number, number, (np.empty(0),) * len(plan.layers), plan.even, by_label, n.astype(np.int64))
    weights = tensor(rows.weights)
    masses = tuple(tensor(layer.projection.mass) if layer.ratio is None else np.empty(0) for layer in plan.layers)
    n = rows.by_slot(np.where(codes < 0, 0.0, rows.counts), plan.slots)
    even = np.ones(plan.count)
    return Groups(weights, tensor(rows.weights**2), masses, even, weights.sum(axis=1)[:, 1:], n.astype(np.int64))


def plan_cells(design: Design, slots: Codes, count: int) -> tuple[CellPlan, Rows] | None:
    """A plan for a design and domains (n,) and its rows, or None where the plain way has to be taken."""
    stage, weights = design.stages[0], design.weights
    if not fits(design):
        return None
    projections = [each for each in design.projections if isinstance(each, CellProjection)]
    cells = cross_cells([stage.strata, *(each.cells for each in projections)])
    if cells.count * count * ROWS_A_CELL > design.rows:
        return None
    linear = sums(cells.rows, weights, cells.count)
    layers = tuple(
        make_layer(each, cells, levels, linear, weights)
        for each, levels in zip(projections, cells.levels[1:], strict=True)
    )
    plan = CellPlan(
        count=cells.count,
        slots=count,
        strata=membership([cells.levels[0]], [len(stage.sampled)]),
        squares=sums(cells.rows, weights * weights, cells.count),
        linear=linear,
        layers=layers,
        factors=stratum_factors(design, 0, None),
        sampled=stage.sampled,
        even=even_weights(cells, linear, weights) if all(layer.ratio is not None for layer in layers) else None,
    )
    return plan, Rows(slots, slots * cells.count + cells.rows, weights, (weights != 0).astype(float))


def make_layer(each: CellProjection, cells: Cells, levels: Codes, linear: Floats, weights: Floats) -> Layer:
    """A calibration on the cells of a plan, and whether its mass is proportional to the weights in every cell."""
    mass = sums(cells.rows, each.mass, cells.count)
    ratio = np.divide(mass, linear, out=np.zeros_like(mass), where=linear > 0)
    apart = np.abs(each.mass - weights * ratio[cells.rows]).max()
    return Layer(
        each, membership([levels], [each.count]), mass, ratio if apart <= ROUNDING * np.abs(each.mass).max() else None
    )


def even_weights(cells: Cells, linear: Floats, weights: Floats) -> Floats | None:
    """The weight (cells,) of every row of a cell, None where the rows of one differ."""
    mean = linear / np.bincount(cells.rows, minlength=cells.count)
    return mean if np.max(np.abs(weights - mean[cells.rows])) <= ROUNDING * np.max(weights) else None


def fits(design: Design) -> bool:
    """Whether rows are units of the only stage that counts, and calibration was on margins of labels alone."""
    single = len(design.stages) == 1 or not design.corrected
    by_cells = all(isinstance(each, CellProjection) and each.final is design.weights for each in design.projections)
    return single and by_cells and design.stages[0].rows_are_units and design.lonely is not Lonely.AVERAGE
