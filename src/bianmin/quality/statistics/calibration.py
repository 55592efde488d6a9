"""Calibration 校正加權: weights w g nearest to the base weights whose totals of auxiliaries are the population's.

g = F(x'lambda), with F(u) = 1 + u (linear, generalised regression), exp(u) (raking), or the logit of Deville and
Saerndal with bounds L < g < U; linear and raking with bounds cut F there. Newton steps on lambda.
Source: Deville, Saerndal, Calibration estimators in survey sampling, JASA 87, 1992.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from bianmin.kernel.errors import Refused
from bianmin.kernel.words import N_
from bianmin.quality.statistics.arrays import Bools, Codes, Floats, complete, sums
from bianmin.quality.statistics.design import Design
from bianmin.quality.statistics.margins import Margin, check_totals, check_weighted
from bianmin.quality.statistics.projection import MatrixProjection, Projection, cell_projection

TOLERANCE = 1e-11
STEPS = 200

LARGEST = 300.0
"""A power of e that is still finite."""


class Method(StrEnum):
    """Distance between the base and the calibrated weights."""

    LINEAR = "linear"
    RAKING = "raking"
    LOGIT = "logit"


class BoundsMissing(Refused):
    """Logit calibration without bounds."""

    message = N_("calibration: logit needs bounds, for example bounds: [0.3, 3].")


class BadBounds(Refused):
    """Bounds that do not enclose 1."""

    message = N_("calibration: the bounds [{lower}, {upper}] must enclose 1, the lower one being 0 or more.")


class CannotHold(Refused):
    """No weights within the bounds hold the totals."""

    message = N_(
        "No weights reach the total of {total}: it stays {distance} off. Widen the bounds or merge small levels."
    )


@dataclass(frozen=True, slots=True)
class Auxiliary:
    """A numeric auxiliary (n,) and its population total."""

    name: str
    values: Floats
    total: float


@dataclass(frozen=True, slots=True)
class Targets:
    """What weights are calibrated to: margins of labels, totals of numeric auxiliaries, or both."""

    margins: tuple[Margin, ...] = ()
    totals: tuple[Auxiliary, ...] = ()

    def matrix(self) -> tuple[Floats, Floats, list[str]]:
        """Auxiliaries (n, p), their totals (p,) and names."""
        columns = [margin.levels.indicators() for margin in self.margins]
        columns += [auxiliary.values[:, None] for auxiliary in self.totals]
        totals = np.concatenate([*(margin.counts for margin in self.margins), [each.total for each in self.totals]])
        names = [f"{margin.name} {level}" for margin in self.margins for level in margin.levels.labels]
        return np.concatenate(columns, axis=1), totals, names + [each.name for each in self.totals]

    def check(self, weights: Floats) -> None:
        """Refuse margins that differ in total, empty levels and missing auxiliaries."""
        if self.margins:
            check_totals(self.margins)
        for margin in self.margins:
            check_weighted(margin, weights)
        for auxiliary in self.totals:
            complete(auxiliary.values, auxiliary.name)


@dataclass(frozen=True, slots=True)
class Distance:
    """F and its derivative for one method and its bounds."""

    ratio: Callable[[Floats], Floats]
    slope: Callable[[Floats], Floats]


def distance(method: Method, bounds: tuple[float, float] | None) -> Distance:
    """The calibration function of a method.

    Raises:
        BoundsMissing, BadBounds.
    """
    if bounds is not None and not 0 <= bounds[0] < 1 < bounds[1]:
        raise BadBounds(lower=f"{bounds[0]:g}", upper=f"{bounds[1]:g}")
    if method is Method.LOGIT:
        if bounds is None:
            raise BoundsMissing
        return logit_distance(*bounds)
    lower, upper = bounds or (-np.inf, np.inf)
    if method is Method.LINEAR:
        return Distance(lambda u: np.clip(1 + u, lower, upper), lambda u: between(1 + u, lower, upper).astype(float))
    return Distance(
        lambda u: np.clip(grown(u), lower, upper), lambda u: np.where(between(grown(u), lower, upper), grown(u), 0.0)
    )


def grown(u: Floats) -> Floats:
    """exp(u), kept finite."""
    return np.asarray(np.exp(np.minimum(u, LARGEST)), dtype=np.float64)


def between(values: Floats, lower: float, upper: float) -> Bools:
    """Whether values lie strictly between two limits."""
    return (values > lower) & (values < upper)


def logit_distance(lower: float, upper: float) -> Distance:
    """F(u) = (L(U-1) + U(1-L)e^(Au)) / (U-1 + (1-L)e^(Au)), A = (U-L)/((1-L)(U-1))."""
    speed = (upper - lower) / ((1 - lower) * (upper - 1))

    def ratio(u: Floats) -> Floats:
        grown = np.exp(np.clip(speed * u, -LARGEST, LARGEST))
        result: Floats = (lower * (upper - 1) + upper * (1 - lower) * grown) / (upper - 1 + (1 - lower) * grown)
        return result

    def slope(u: Floats) -> Floats:
        at = ratio(u)
        result: Floats = speed * (at - lower) * (upper - at) / (upper - lower)
        return result

    return Distance(ratio, slope)


def calibrated(
    weights: Floats, targets: Targets, method: Method = Method.LINEAR, bounds: tuple[float, float] | None = None
) -> Floats:
    """Weights (n,) calibrated to the targets; `bounds` hold for the ratio of new to old weight.

    Raises:
        TotalsDiffer, EmptyLevel, ValueMissing, BoundsMissing, BadBounds. CannotHold: Newton's steps end elsewhere.
    """
    targets.check(weights)
    function = distance(method, bounds)
    auxiliaries, totals, names = targets.matrix()
    auxiliaries, counts, rows = grouped(auxiliaries, weights)
    multipliers = np.zeros(len(totals))
    ratio = np.ones(len(counts))
    miss = totals - auxiliaries.T @ counts
    size = 1 + np.abs(totals)
    for _ in range(STEPS):
        if np.all(np.abs(miss) <= TOLERANCE * size):
            break
        slope = counts * function.slope(auxiliaries @ multipliers)
        step = np.linalg.pinv((auxiliaries * slope[:, None]).T @ auxiliaries, hermitian=True) @ miss
        multipliers, ratio, miss = best_step(function, auxiliaries, counts, totals, multipliers, step)
    worst = int(np.argmax(np.abs(miss) / size))
    if np.abs(miss[worst]) > 1e-7 * size[worst]:
        raise CannotHold(total=names[worst], distance=f"{abs(miss[worst]):g}")
    final: Floats = weights * ratio[rows]
    return final


def grouped(auxiliaries: Floats, weights: Floats) -> tuple[Floats, Floats, Codes]:
    """Rows with the same auxiliaries as one: their values, summed weights, and the group of every row."""
    distinct, rows = np.unique(auxiliaries, axis=0, return_inverse=True)
    return distinct, sums(rows.ravel(), weights, len(distinct)), rows.ravel()


def best_step(
    function: Distance, auxiliaries: Floats, counts: Floats, totals: Floats, multipliers: Floats, step: Floats
) -> tuple[Floats, Floats, Floats]:
    """Go a Newton step, halved until the totals come nearer: new multipliers, ratios and what is still missed."""
    before = np.abs(totals - auxiliaries.T @ (counts * function.ratio(auxiliaries @ multipliers))).max()
    for _ in range(30):
        tried = multipliers + step
        ratio = function.ratio(auxiliaries @ tried)
        miss = totals - auxiliaries.T @ (counts * ratio)
        if np.abs(miss).max() < before:
            break
        step = step / 2
    return tried, ratio, miss


def calibrate(
    design: Design, targets: Targets, method: Method = Method.LINEAR, bounds: tuple[float, float] | None = None
) -> Design:
    """The design with calibrated weights; its errors are those of residuals of a regression by the base weights."""
    final = calibrated(design.weights, targets, method, bounds)
    return design.reweighted(final, regression_projection(targets, base=design.weights, final=final))


def regression_projection(targets: Targets, *, base: Floats, final: Floats) -> Projection:
    """The residuals that go with calibrated weights."""
    if targets.totals:
        return MatrixProjection(final, base, targets.matrix()[0])
    return cell_projection([margin.levels for margin in targets.margins], mass=base, final=final)
