"""Regression 迴歸 in a sample: linear and logistic, with errors of the design.

Coefficients solve the weighted score equations; their covariance is that of the total of w x r A^-1, r the working
residual times the working weight, A the weighted information. Degrees of freedom: units - strata + 1 - coefficients.
Logistic: iteratively reweighted least squares from (w y + 1/2)/(w + 1), until the deviance moves by less than 1e-8.
Source: Binder, On the variances of asymptotically normal estimators from complex surveys, Int. Stat. Rev. 51, 1983.
"""

from dataclasses import dataclass

import numpy as np
from scipy import special

from bianmin.kernel.errors import Refused
from bianmin.kernel.words import N_
from bianmin.quality.statistics.arrays import AllMissing, Bools, Floats
from bianmin.quality.statistics.design import Design
from bianmin.quality.statistics.statistic import measure

CHANGE = 1e-8
STEPS = 25

FARTHEST = 20
"""A logit no answer to a survey has: the fit is running off to a share of 0 or 1."""


class Separated(Refused):
    """The predictors tell the outcomes apart perfectly."""

    message = N_("The logistic regression has no finite answer: a predictor separates the outcomes. Leave it out.")


class Collinear(Refused):
    """Predictors that say the same."""

    message = N_("The predictors depend linearly on each other. Leave one out: {names}.")


class NotBinary(Refused):
    """A logistic outcome besides 0 and 1."""

    message = N_("Row {row}: the outcome of a logistic regression must be 0 or 1.")


@dataclass(frozen=True, slots=True)
class Fit:
    """Coefficients (p,), working residual times weight (n,) per unit of w, and the inverse information (p, p)."""

    coefficients: Floats
    score: Floats
    inverse: Floats


@dataclass(frozen=True, slots=True)
class Model:
    """A regression as a statistic: predictors (n, p) with the intercept among them, outcome (n,), rows used (n,)."""

    predictors: Floats
    outcome: Floats
    rows: Bools
    logistic: bool = False

    def values(self, weights: Floats) -> Floats:
        """See `Statistic`."""
        if weights.ndim == 1:
            return self.fit(weights).coefficients
        return np.stack([self.fit(column).coefficients for column in weights.T], axis=1)

    def influence(self, weights: Floats) -> Floats:
        """See `Statistic`."""
        fit = self.fit(weights)
        table = np.zeros((len(self.outcome), self.predictors.shape[1]))
        table[self.rows] = (self.predictors[self.rows] * fit.score[:, None]) @ fit.inverse
        return table

    def fit(self, weights: Floats) -> Fit:
        """Solve the score equations under weights (n,)."""
        inside = weights[self.rows]
        scale = float(inside.mean()) or 1.0
        predictors, outcome = self.predictors[self.rows], self.outcome[self.rows]
        if self.logistic:
            return logistic_fit(predictors, outcome, inside / scale, scale)
        inverse = information_inverse(predictors, inside)
        coefficients = least_squares(predictors, outcome, inside)
        return Fit(coefficients, outcome - predictors @ coefficients, inverse)


def least_squares(predictors: Floats, outcome: Floats, weights: Floats) -> Floats:
    """Weighted least squares by orthogonal factors."""
    root = np.sqrt(weights)
    return np.asarray(np.linalg.lstsq(predictors * root[:, None], outcome * root, rcond=None)[0], dtype=np.float64)


def information_inverse(predictors: Floats, weights: Floats) -> Floats:
    """Inverse (p, p) of X'WX."""
    return np.asarray(np.linalg.inv((predictors * weights[:, None]).T @ predictors), dtype=np.float64)


def logistic_fit(predictors: Floats, outcome: Floats, weights: Floats, scale: float) -> Fit:
    """Iteratively reweighted least squares; `weights` have mean 1, `scale` takes the information back."""
    linear = special.logit((weights * outcome + 0.5) / (weights + 1))
    before = np.inf
    for _ in range(STEPS):
        share = special.expit(linear)
        spread = share * (1 - share)
        working = weights * spread
        coefficients = least_squares(predictors, linear + (outcome - share) / spread, working)
        linear = predictors @ coefficients
        share = special.expit(linear)
        now = -2 * float(np.sum(weights * (special.xlogy(outcome, share) + special.xlogy(1 - outcome, 1 - share))))
        if not np.isfinite(now) or np.abs(linear).max() > FARTHEST:
            raise Separated
        if abs(now - before) / (abs(now) + 0.1) < CHANGE:
            residual = (outcome - share) / (share * (1 - share))
            return Fit(coefficients, residual * spread, information_inverse(predictors, working) / scale)
        before = now
    raise Separated


@dataclass(frozen=True, slots=True)
class Coefficient:
    """One line of a regression: estimate, standard error, t and its p-value."""

    name: str
    estimate: float
    error: float
    t: float
    p_value: float


@dataclass(frozen=True, slots=True)
class Regression:
    """A fitted regression; `covariance` (p, p) of the coefficients, `df` for their t."""

    coefficients: tuple[Coefficient, ...]
    covariance: Floats
    df: int


def regress(
    design: Design,
    outcome: Floats,
    predictors: Floats,
    names: list[str],
    *,
    logistic: bool = False,
    inside: Bools | None = None,
) -> Regression:
    """Regress `outcome` (n,) on `predictors` (n, p), the intercept first among them if wanted.

    Rows with a missing value (nan) in any column are left out.

    Raises:
        AllMissing, Collinear, NotBinary, Separated.
    """
    used = ~np.isnan(outcome) & ~np.isnan(predictors).any(axis=1) & (design.weights > 0)
    used &= np.ones(design.rows, dtype=bool) if inside is None else inside
    if not used.any():
        raise AllMissing(column=", ".join(names))
    if np.linalg.matrix_rank(predictors[used]) < predictors.shape[1]:
        raise Collinear(names=", ".join(names))
    wrong = used & ~np.isin(outcome, (0.0, 1.0))
    if logistic and wrong.any():
        raise NotBinary(row=int(np.flatnonzero(wrong)[0]) + 1)
    measured = measure(design, Model(predictors, outcome, used, logistic))
    df = design.df(used) + 1 - predictors.shape[1]
    lines = []
    for name, value, error in zip(names, measured.values, measured.errors, strict=True):
        t = float(value / error) if error else float("nan")
        lines.append(Coefficient(name, float(value), float(error), t, two_sided(t, df)))
    return Regression(tuple(lines), measured.covariance, df)


def two_sided(t: float, df: float) -> float:
    """P(|T| > |t|) for Student's t; normal where df is infinite, nan where it is 0 or less."""
    if np.isinf(df):
        return float(2 * special.ndtr(-abs(t)))
    return float(2 * special.stdtr(df, -abs(t))) if df > 0 else float("nan")
