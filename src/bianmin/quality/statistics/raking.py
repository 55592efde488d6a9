"""Raking 多變項反覆加權: weights scaled to each margin in turn until all hold (iterative proportional fitting).

Source: Deming, Stephan, On a least squares adjustment of a sampled frequency table, Ann. Math. Stat. 11, 1940.
"""

from collections.abc import Sequence
from enum import StrEnum

import numpy as np

from bianmin.kernel.errors import Refused
from bianmin.kernel.words import N_
from bianmin.quality.statistics.arrays import Floats, sums
from bianmin.quality.statistics.design import Design
from bianmin.quality.statistics.margins import Margin, check_totals, check_weighted
from bianmin.quality.statistics.projection import cell_projection, cross_cells, fit_by_turns

TOLERANCE = 1e-12
"""Largest relative distance of a margin's count at which raking has converged."""

ROUNDS = 2000
"""Rounds after which raking is refused."""


class DidNotConverge(Refused):
    """The margins contradict each other in this sample."""

    message = N_(
        "Raking did not converge in {rounds} rounds: margin {margin}, level “{level}” is still {distance} off. "
        "Some combinations of levels have nobody in the sample: merge small levels."
    )


class RakingVariance(StrEnum):
    """How errors see raked weights.

    `calibrate` (the default): residuals of a regression on all margins, weighted by the base weights, as for every
    calibration. `rake`: repeated post-stratification residuals. `fixed`: as if the weights had been given.
    """

    CALIBRATE = "calibrate"
    RAKE = "rake"
    FIXED = "fixed"


def raked(weights: Floats, margins: Sequence[Margin], tolerance: float = TOLERANCE, rounds: int = ROUNDS) -> Floats:
    """Weights (n,) raked to the margins; rows of the same levels keep the ratio of their weights.

    Works on the table of level combinations, so that a round costs the same for any number of rows.

    Raises:
        TotalsDiffer, EmptyLevel: the margins cannot hold. DidNotConverge: they do not within `rounds`.
    """
    check_totals(margins)
    for margin in margins:
        check_weighted(margin, weights)
    cells = cross_cells([margin.levels.codes for margin in margins])
    start = sums(cells.rows, weights, cells.count)
    table = start.copy()
    off = np.inf
    for _ in range(rounds):
        for margin, levels in zip(margins, cells.levels, strict=True):
            table = table * (margin.counts / sums(levels, table, len(margin.counts)))[levels]
        distances = [
            np.abs(sums(levels, table, len(margin.counts)) / margin.counts - 1)
            for margin, levels in zip(margins, cells.levels, strict=True)
        ]
        off = max(float(distance.max()) for distance in distances)
        if off <= tolerance:
            factors = np.divide(table, start, out=np.zeros_like(table), where=start > 0)
            final: Floats = weights * factors[cells.rows]
            return final
    worst = max(range(len(margins)), key=lambda number: float(distances[number].max()))
    level = margins[worst].levels.labels[int(np.argmax(distances[worst]))]
    raise DidNotConverge(rounds=rounds, margin=margins[worst].name, level=level, distance=f"{off:.1%}")


def rake(design: Design, margins: Sequence[Margin], variance: RakingVariance = RakingVariance.CALIBRATE) -> Design:
    """The design with raked weights and the chosen view of their errors."""
    final = raked(design.weights, margins)
    levels = [margin.levels for margin in margins]
    if variance is RakingVariance.FIXED:
        return design.reweighted(final)
    if variance is RakingVariance.RAKE:
        weighted = (final != 0).astype(float)
        return design.reweighted(final, cell_projection(levels, mass=weighted, final=final, fit=fit_by_turns))
    return design.reweighted(final, cell_projection(levels, mass=design.weights, final=final))
