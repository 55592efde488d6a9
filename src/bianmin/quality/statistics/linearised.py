"""Taylor-linearised variance 線性化變異數 of totals under strata, units, stages and corrections.

For a weighted linearised variable x (n, k) one stage adds the sum over strata h of
(1 - n_h/N_h) n_h/(n_h - 1) sum_i (t_hi - mean_h)(t_hi - mean_h)', where t_hi is the total of unit i; units of the
sample outside a domain count with total 0. With population sizes, stage s is multiplied by the product of n/N of the
stages before it; without them only the first stage counts.
Source: Saerndal, Swensson, Wretman, Model Assisted Survey Sampling, 1992, results 2.8.2 and 4.3.1.
"""

from collections.abc import Iterator

import numpy as np

from bianmin.quality.statistics.arrays import Bools, Codes, Floats, sums
from bianmin.quality.statistics.design import Design, Stage
from bianmin.quality.statistics.lonely import Lonely, LonelyUnit, NothingToAverage

COUNTED_WHOLE = 1e-7
"""A stratum whose correction 1 - n/N is below this was counted whole and adds nothing."""


def covariance(design: Design, influence: Floats, rows: Bools | None = None) -> Floats:
    """Covariance (k, k) of the totals of `influence` (n, k), linearised variables times weights.

    `rows` (n,) marks the rows of the domain; it matters only for the lonely-unit rule `average`.

    Raises:
        LonelyUnit, NothingToAverage: by the design's rule.
    """
    total = np.zeros((influence.shape[1], influence.shape[1]))
    for deviations in scaled_deviations(design, influence, rows):
        total += deviations.T @ deviations
    return total


def variances(design: Design, influence: Floats, rows: Bools | None = None) -> Floats:
    """The diagonal (k,) of `covariance`, without the rest."""
    total = np.zeros(influence.shape[1])
    for deviations in scaled_deviations(design, influence, rows):
        total += np.einsum("ij,ij->j", deviations, deviations)
    return total


def scaled_deviations(design: Design, influence: Floats, rows: Bools | None) -> Iterator[Floats]:
    """For each stage that counts: deviations of unit totals (units, k), whose squares add up to the variance."""
    rest = influence
    for projection in design.projections:
        rest = projection.residual(rest)
    for number, stage in enumerate(design.stages[: None if design.corrected else 1]):
        root = np.sqrt(stratum_factors(design, number, rows))
        totals = rest[stage.firsts] if stage.rows_are_units else sums(stage.units, rest, len(stage.firsts))
        strata = stage.unit_strata
        several = (stage.sampled > 1)[:, None]
        means = np.where(several, sums(strata, totals, len(stage.sampled)) / stage.sampled[:, None], 0.0)
        yield (totals - means[strata]) * root[strata][:, None]


def stratum_factors(design: Design, number: int, rows: Bools | None) -> Floats:
    """The factor (strata,) of squared deviations at stage `number` (from 0): corrections, n/(n-1), lonely rule."""
    stage = design.stages[number]
    remaining = stage.remaining()
    lonely = (stage.sampled == 1) & (remaining >= COUNTED_WHOLE)
    if lonely.any() and design.lonely is Lonely.FAIL:
        name = stage.names[int(np.flatnonzero(lonely)[0])] or "-"
        raise LonelyUnit(stratum=name, stage=number + 1)
    factor = remaining * stage.sampled / np.maximum(stage.sampled - 1, 1)
    factor[remaining < COUNTED_WHOLE] = 0.0
    if design.lonely is not Lonely.ADJUST:
        factor[lonely] = 0.0
    if lonely.any() and design.lonely is Lonely.AVERAGE:
        factor *= averaged(design, number, lonely, rows)
    return factor * share_before(design, number)


def share_before(design: Design, number: int) -> Floats:
    """The product of sampling fractions (strata,) of the stages before `number`."""
    stage = design.stages[number]
    first = first_rows(stage)
    share = np.ones(len(stage.sampled))
    for earlier in design.stages[:number]:
        share *= (earlier.sampled / earlier.population)[earlier.strata[first]]
    return share


def first_rows(stage: Stage) -> Codes:
    """The first row of every stratum."""
    first = np.zeros(len(stage.sampled), dtype=np.int64)
    first[stage.strata[::-1]] = np.arange(len(stage.strata))[::-1]
    return first


def averaged(design: Design, number: int, lonely: Bools, rows: Bools | None) -> Floats:
    """Strata over strata with a variance (strata,), counted within the unit of the stage before.

    Only strata with rows in the domain count, except after calibration, where the whole sample stays in.
    """
    stage = design.stages[number]
    present = np.ones(len(lonely), dtype=bool)
    if rows is not None and not design.projections:
        present = np.bincount(stage.strata[rows], minlength=len(lonely)) > 0
    parents = np.zeros(len(lonely), dtype=np.int64)
    if number:
        parents = design.stages[number - 1].units[first_rows(stage)]
    strata = np.bincount(parents, weights=present)
    usable = np.bincount(parents, weights=present & ~lonely)
    if np.any((strata > 0) & (usable == 0)):
        raise NothingToAverage(stage=number + 1)
    ratio = np.divide(strata, usable, out=np.ones_like(strata), where=usable > 0)
    scale: Floats = ratio[parents]
    return scale
