"""The quick way for samples of elements: variances from sums over cells instead of a column a domain.

Rows of one stratum and one combination of calibration levels share what is taken out of their linearised variable z,
P; with e = z - P, sum (w e)^2 = sum (w z)^2 - 2 P sum w^2 z + P^2 sum w^2 over the rows of a cell. So a variable
costs a few passes over the rows whatever the number of domains.
"""

from dataclasses import dataclass

import numpy as np

from bianmin.quality.statistics.arrays import Codes, Floats, sums
from bianmin.quality.statistics.design import Design
from bianmin.quality.statistics.linearised import stratum_factors
from bianmin.quality.statistics.lonely import Lonely
from bianmin.quality.statistics.projection import CellProjection

ROWS_A_CELL = 4
"""Fewer rows than this a cell and domain, and the plain way is as quick."""


@dataclass(frozen=True, slots=True)
class CellPlan:
    """The cells of a design: `cells` (n,) with the row's domain in front, their stratum and calibration cells."""

    cells: Codes
    count: int
    slots: int
    strata: Codes
    levels: tuple[Codes, ...]
    squares: Floats
    linear: Floats
    masses: tuple[Floats, ...]
    factors: Floats
    sampled: Floats

    def by_cell(self, values: Floats) -> Floats:
        """Sums (domains, cells) of values (n,)."""
        counted = sums(self.cells, values, self.count * (self.slots + 1))
        return counted.reshape(self.slots + 1, self.count)[: self.slots]

    def variances(self, design: Design, variable: Floats) -> Floats:
        """Variances (domains,) of the totals of `variable` (n,), each row's in its own domain."""
        weighted = variable * design.weights
        first = self.by_cell(weighted)
        second = self.by_cell(weighted * weighted)
        if design.projections:
            fitted = self.fitted(design, variable)
            second += fitted * (fitted * self.squares - 2 * self.by_cell(weighted * design.weights))
            first = first - fitted * self.linear
        strata = len(self.sampled)
        squares = sums(self.strata, second.T, strata)
        totals = sums(self.strata, first.T, strata)
        centre = np.where(self.sampled > 1, 1 / self.sampled, 0.0)[:, None]
        result: Floats = self.factors @ np.maximum(squares - totals * totals * centre, 0.0)
        return result

    def fitted(self, design: Design, variable: Floats) -> Floats:
        """What the calibrations take out (domains, cells)."""
        fitted = np.zeros((self.slots, self.count))
        for projection, levels, mass in zip(design.projections, self.levels, self.masses, strict=True):
            assert isinstance(projection, CellProjection)
            rest = self.by_cell(projection.mass * variable) - fitted * mass
            fitted = fitted + projection.fitted(sums(levels, rest.T, projection.count)).T[:, levels]
        return fitted


def plan_cells(design: Design, slots: Codes, count: int) -> CellPlan | None:
    """A plan for a design and domains (n,), or None where the plain way has to be taken."""
    stage = design.stages[0]
    if not fits(design):
        return None
    columns = [stage.strata, *(each.cells for each in design.projections if isinstance(each, CellProjection))]
    combined = columns[0]
    for column in columns[1:]:
        combined = combined * (int(column.max()) + 1) + column
    occurring, cells = renumbered(combined)
    if len(occurring) * count * ROWS_A_CELL > design.rows:
        return None
    weights = design.weights
    example = np.zeros(len(occurring), dtype=np.int64)
    example[cells] = np.arange(len(cells))
    return CellPlan(
        cells=slots * len(occurring) + cells,
        count=len(occurring),
        slots=count,
        strata=stage.strata[example],
        levels=tuple(column[example] for column in columns[1:]),
        squares=sums(cells, weights * weights, len(occurring)),
        linear=sums(cells, weights, len(occurring)),
        masses=tuple(
            sums(cells, each.mass, len(occurring)) for each in design.projections if isinstance(each, CellProjection)
        ),
        factors=stratum_factors(design, 0, None),
        sampled=stage.sampled,
    )


def renumbered(codes: Codes) -> tuple[Codes, Codes]:
    """The codes that occur, and the number of each row's among them; by counting where the range is small."""
    top = int(codes.max()) + 1
    if top > 4 * len(codes):
        occurring, numbers = np.unique(codes, return_inverse=True)
        return occurring, numbers
    occurring = np.flatnonzero(np.bincount(codes, minlength=top))
    numbers = np.zeros(top, dtype=np.int64)
    numbers[occurring] = np.arange(len(occurring))
    return occurring, numbers[codes]


def fits(design: Design) -> bool:
    """Whether rows are units of the only stage that counts, and calibration was on margins of labels alone."""
    single = len(design.stages) == 1 or not design.corrected
    by_cells = all(isinstance(each, CellProjection) and each.final is design.weights for each in design.projections)
    return single and by_cells and design.stages[0].rows_are_units and design.lonely is not Lonely.AVERAGE
