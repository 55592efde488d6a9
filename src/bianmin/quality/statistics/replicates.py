"""Jackknife 刀切法 replicates: one unit left out at a time.

JK1: unstratified, the other units weigh n/(n-1), scale (1 - n/N)(n-1)/n. JKn: within each stratum h, the others of
the stratum weigh n_h/(n_h - 1), scale (1 - n_h/N_h)(n_h - 1)/n_h. Deviations are taken from the mean of the
replicates. Source: Wolter, Introduction to Variance Estimation, 2007, chapter 4.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from bianmin.kernel.errors import Refused
from bianmin.kernel.words import N_
from bianmin.quality.statistics.arrays import Bools, Floats
from bianmin.quality.statistics.design import Design, Stage
from bianmin.quality.statistics.linearised import COUNTED_WHOLE
from bianmin.quality.statistics.lonely import Lonely, LonelyUnit, NothingToAverage

MOST_VALUES = 50_000_000
"""Replicate weights held at once: rows times replicates."""


class StratifiedJackknife(Refused):
    """JK1 asked for a stratified design."""

    message = N_("replicates: jk1 is for a design without strata. Write jkn for this one.")


class TooManyReplicates(Refused):
    """One replicate a unit would not fit in memory."""

    message = N_("{units} units on {rows} rows make too many replicates. Use linearised errors: replicates: none.")


def jackknife(design: Design, kind: str, adjust: Callable[[Floats], Floats] | None = None) -> Design:
    """The same design with jackknife replicates of its first stage.

    Args:
        design: the sample; its weights are those replicated.
        kind: `jk1` or `jkn`.
        adjust: the calibration that is repeated on every replicate's weights (n,) -> (n,); None for fixed weights.

    Raises:
        StratifiedJackknife, TooManyReplicates, LonelyUnit, NothingToAverage.
    """
    stage = design.stages[0]
    units = len(stage.firsts)
    if kind == "jk1" and len(stage.sampled) > 1:
        raise StratifiedJackknife
    if units * design.rows > MOST_VALUES:
        raise TooManyReplicates(units=units, rows=design.rows)
    lonely = (stage.sampled == 1) & (stage.remaining() >= COUNTED_WHOLE)
    if lonely.any() and design.lonely is Lonely.FAIL:
        raise LonelyUnit(stratum=stage.names[int(np.flatnonzero(lonely)[0])] or "-", stage=1)
    factors, scales = factors_and_scales(stage, lonely, design.lonely)
    weights = factors[stage.units] * design.weights[:, None]
    if adjust is not None:
        weights = np.stack([adjust(column) for column in weights.T], axis=1)
    return replace(design, replicates=weights, scales=scales, recalibrated=adjust is not None)


def factors_and_scales(stage: Stage, lonely: Bools, rule: Lonely) -> tuple[Floats, Floats]:
    """Factors (units, R) on the weights of each unit, and the scale (R,) of each replicate."""
    strata = stage.unit_strata
    sampled = stage.sampled[strata]
    same = np.equal.outer(strata, strata)
    factors = np.where(same, sampled / np.maximum(sampled - 1, 1), 1.0)
    np.fill_diagonal(factors, 0.0)
    scales = stage.remaining()[strata] * (sampled - 1) / sampled
    alone = lonely[strata]
    if rule is Lonely.ADJUST and alone.any():
        count = len(stage.sampled)
        factors[:, alone] = np.where(same[:, alone], 0.0, count / (count - 1))
        scales[alone] = (count - 1) / count
        return factors, scales
    if rule is Lonely.AVERAGE and alone.any():
        if alone.all():
            raise NothingToAverage(stage=1)
        scales = scales * len(alone) / np.count_nonzero(~alone)
    kept = ~alone & (scales > 0)
    return factors[:, kept], scales[kept]
