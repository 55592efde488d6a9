"""The quick way for samples of elements: variances from sums over cells instead of a column a domain.

Rows of one stratum and one combination of calibration levels share what is taken out of their linearised variable z,
P; with e = z - P, sum (w e)^2 = sum (w z)^2 - 2 P sum w^2 z + P^2 sum w^2 over the rows of a cell. So a variable
costs a few passes over the rows whatever the number of domains.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from bianmin.quality.statistics.arrays import ROUNDING, Codes, Floats, sums
from bianmin.quality.statistics.design import Design
from bianmin.quality.statistics.linearised import stratum_factors
from bianmin.quality.statistics.lonely import Lonely
from bianmin.quality.statistics.projection import CellProjection, Cells, cross_cells

ROWS_A_CELL = 4
"""Fewer rows than this a cell and domain, and the plain way is as quick."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One calibration: its projection, its cell (cells,) of every cell, and the mass (cells,) of every cell.

    `ratio` (cells,) is mass over weight where that is the same for all rows of a cell, as after raking, else None.
    """

    projection: CellProjection
    cells: Codes
    mass: Floats
    ratio: Floats | None


@dataclass(frozen=True, slots=True)
class CellPlan:
    """The cells of a design: their `strata` (cells,), sums of squared weights and of weights, and calibrations.

    `even` (cells,) is the weight of every row of a cell where that is one, as with weights N/n by stratum, else None.
    """

    count: int
    slots: int
    strata: Codes
    squares: Floats
    linear: Floats
    layers: tuple[Layer, ...]
    factors: Floats
    sampled: Floats
    even: Floats | None

    def by_cell(self, rows: "Rows", values: Floats) -> Floats:
        """Sums (domains, cells) of values (m,)."""
        return rows.by_place(values, (self.slots + 1) * self.count).reshape(self.slots + 1, self.count)[: self.slots]

    def variances(self, rows: "Rows", variable: Floats) -> Floats:
        """Variances (domains,) of the totals of `variable` (m,), each row's in its own domain."""
        first = self.by_cell(rows, rows.weights * variable)
        weighted = rows.squares * variable
        second = self.by_cell(rows, weighted * variable)
        if self.layers:
            fitted = self.fitted(rows, variable, first)
            second += fitted * (fitted * self.squares - 2 * self.by_cell(rows, weighted))
            first = first - fitted * self.linear
        strata = len(self.sampled)
        squares = sums(self.strata, second.T, strata)
        totals = sums(self.strata, first.T, strata)
        centre = np.where(self.sampled > 1, 1 / self.sampled, 0.0)[:, None]
        result: Floats = self.factors @ np.maximum(squares - totals * totals * centre, 0.0)
        return result

    def fitted(self, rows: "Rows", variable: Floats, first: Floats) -> Floats:
        """What the calibrations take out (domains, cells); `first` are the weighted sums of the variable."""
        fitted = np.zeros((self.slots, self.count))
        for layer, masses in zip(self.layers, rows.masses, strict=True):
            own = self.by_cell(rows, masses * variable) if layer.ratio is None else first * layer.ratio
            rest = own - fitted * layer.mass
            found = layer.projection.fitted(sums(layer.cells, rest.T, layer.projection.count))
            fitted = fitted + found.T[:, layer.cells]
        return fitted


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows, or groups of rows that share domain, cell and answer (m,).

    `slots` are their domains, `places` domain and cell; `weights`, `squares` and `masses` the sums of weights, of
    squared weights and of each calibration's mass (empty where it follows from the weights); `counts` the rows with
    weight (empty for groups without missing answers). Groups are in the order of places, `width` to each; 0: rows.
    """

    slots: Codes
    places: Codes
    weights: Floats
    squares: Floats
    masses: tuple[Floats, ...]
    counts: Floats
    width: int = 0

    def by_place(self, values: Floats, places: int) -> Floats:
        """Sums (places,) of values (m,)."""
        if self.width:
            return sum((values[code :: self.width] for code in range(1, self.width)), values[:: self.width])
        return sums(self.places, values, places)

    def by_slot(self, values: Floats, count: int) -> Floats:
        """Sums (count,) over the domains, the rows in none left out."""
        if self.width:
            grouped: Floats = values.reshape(count + 1, -1).sum(axis=1)
            return grouped[:count]
        return sums(self.slots, values, count + 1)[:count]


def single_rows(design: Design, slots: Codes, places: Codes) -> Rows:
    """Every row on its own."""
    weights = design.weights
    masses = tuple(each.mass for each in design.projections if isinstance(each, CellProjection))
    return Rows(slots, places, weights, weights * weights, masses, (weights != 0).astype(float))


@lru_cache(maxsize=8)
def grid(slots: int, cells: int, width: int) -> tuple[Codes, Codes, Codes]:
    """Domain, place and code of every group, places in order and `width` codes to each."""
    places = np.repeat(np.arange(slots * cells), width)
    return np.repeat(np.arange(slots), cells * width), places, np.tile(np.arange(width), slots * cells)


def grouped_rows(rows: Rows, plan: CellPlan, codes: Codes, width: int, *, counting: bool) -> tuple[Rows, Codes]:
    """Rows of the same place and code (0 to width - 1) as one, with their number if `counting`; the groups' codes."""
    slots, places, answers = grid(plan.slots + 1, plan.count, width)
    keys = rows.places * width + codes
    size = len(places)
    if plan.even is not None:
        even = np.repeat(np.tile(plan.even, plan.slots + 1), width)
        number = np.bincount(keys, minlength=size).astype(float)
        weights = number * even
        none = tuple(mass[:0] for mass in rows.masses)
        return Rows(slots, places, weights, weights * even, none, number * (even > 0), width), answers
    masses = tuple(
        sums(keys, mass, size) if layer.ratio is None else mass[:0]
        for mass, layer in zip(rows.masses, plan.layers, strict=True)
    )
    number = sums(keys, rows.counts, size) if counting else rows.counts[:0]
    weights, squares = sums(keys, rows.weights, size), sums(keys, rows.squares, size)
    return Rows(slots, places, weights, squares, masses, number, width), answers


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
        strata=cells.levels[0],
        squares=sums(cells.rows, weights * weights, cells.count),
        linear=linear,
        layers=layers,
        factors=stratum_factors(design, 0, None),
        sampled=stage.sampled,
        even=even_weights(cells, linear, weights) if all(layer.ratio is not None for layer in layers) else None,
    )
    return plan, single_rows(design, slots, slots * cells.count + cells.rows)


def make_layer(each: CellProjection, cells: Cells, levels: Codes, linear: Floats, weights: Floats) -> Layer:
    """A calibration on the cells of a plan, and whether its mass is proportional to the weights in every cell."""
    mass = sums(cells.rows, each.mass, cells.count)
    ratio = np.divide(mass, linear, out=np.zeros_like(mass), where=linear > 0)
    apart = np.abs(each.mass - weights * ratio[cells.rows]).max()
    return Layer(each, levels, mass, ratio if apart <= ROUNDING * np.abs(each.mass).max() else None)


def even_weights(cells: Cells, linear: Floats, weights: Floats) -> Floats | None:
    """The weight (cells,) of every row of a cell, None where the rows of one differ."""
    mean = linear / np.bincount(cells.rows, minlength=cells.count)
    return mean if np.abs(weights - mean[cells.rows]).max() <= ROUNDING * weights.max() else None


def fits(design: Design) -> bool:
    """Whether rows are units of the only stage that counts, and calibration was on margins of labels alone."""
    single = len(design.stages) == 1 or not design.corrected
    by_cells = all(isinstance(each, CellProjection) and each.final is design.weights for each in design.projections)
    return single and by_cells and design.stages[0].rows_are_units and design.lonely is not Lonely.AVERAGE
