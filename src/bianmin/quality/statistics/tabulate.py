"""Totals, means, proportions and ratios of a variable over all domains 次群體 in one pass, the full design kept."""

from dataclasses import dataclass

import numpy as np

from bianmin.quality.statistics.arrays import Bools, Codes, Floats, sums
from bianmin.quality.statistics.cells import CellPlan, plan_cells
from bianmin.quality.statistics.design import Design
from bianmin.quality.statistics.linearised import variances
from bianmin.quality.statistics.lonely import Lonely
from bianmin.quality.statistics.statistic import Ratios, Totals, spread


@dataclass(frozen=True, slots=True)
class Column:
    """One variable over D domains: value, variance, variance under simple random sampling, rows that answered.

    `srs` is the variance with replacement, `srs_finite` the one without; `weighed` is the sum of weights.
    """

    values: Floats
    variances: Floats
    srs: Floats
    n: Codes
    weighed: Floats

    @property
    def errors(self) -> Floats:
        """Standard errors (D,)."""
        return np.sqrt(self.variances)

    @property
    def deff(self) -> Floats:
        """Design effect (D,): against simple random sampling without replacement; nan if n exceeds the weights."""
        share = 1 - self.n / self.weighed
        return divided(self.variances, np.where(share > 0, self.srs * share, np.nan))

    @property
    def deft(self) -> Floats:
        """Design effect (D,) against simple random sampling with replacement."""
        return divided(self.variances, self.srs)


def divided(above: Floats, below: Floats) -> Floats:
    """Quotients, nan where the divisor is 0."""
    return np.divide(above, below, out=np.full_like(above, np.nan), where=below != 0)


@dataclass(frozen=True, slots=True)
class Domains:
    """The domains of one pass: the domain (n,) of every row, `count` for rows in none; a plan where one fits."""

    slots: Codes
    count: int
    plan: CellPlan | None


def prepare(design: Design, codes: Codes | None = None, count: int = 1) -> Domains:
    """Make ready for many variables over the domains `codes` (n,), -1 for rows in none; None: one domain of all."""
    slots = np.zeros(design.rows, dtype=np.int64) if codes is None else np.where(codes < 0, count, codes)
    plan = plan_cells(design, slots, count) if design.replicates is None else None
    return Domains(slots, count, plan)


def tabulate(design: Design, domains: Domains, above: Floats, below: Floats | None = None) -> Column:
    """Estimate one variable in every domain.

    Args:
        design: the sample.
        domains: from `prepare`.
        above: (n,) the variable, or a ratio's numerator; nan is missing and leaves the row out.
        below: (n,) the denominator; ones for a mean; None for a total.
    """
    known = ~np.isnan(above) if below is None else ~(np.isnan(above) | np.isnan(below))
    slots, weights = domains.slots, design.weights
    if not known.all():
        above = np.where(known, above, 0.0)
        below = None if below is None else np.where(known, below, 0.0)
        slots = np.where(known, slots, domains.count)
    values, variable = linearise(slots, domains.count, weights, above, below)
    if domains.plan is not None:
        spreads = domains.plan.variances(design, variable)
    else:
        spreads = dense_variances(design, slots, domains.count, variable, above, below)
    if below is not None:
        spreads = np.where(np.isnan(values), np.nan, spreads)
    weighed, n, srs = simple_variance(slots, domains.count, weights, variable)
    return Column(values, spreads, srs, n, weighed)


def by_slot(slots: Codes, values: Floats, count: int) -> Floats:
    """Sums (count,) over the domains, the rows in none left out."""
    return sums(slots, values, count + 1)[:count]


def linearise(slots: Codes, count: int, weights: Floats, above: Floats, below: Floats | None) -> tuple[Floats, Floats]:
    """Values (count,) and the linearised variable (n,) of every row's own domain, 0 in none."""
    totals = by_slot(slots, weights * above, count)
    if below is None:
        return totals, np.where(slots < count, above, 0.0)
    bases = by_slot(slots, weights * below, count)
    values = divided(totals, bases)
    ratios = np.append(np.nan_to_num(values), 0.0)
    inverse = np.append(np.divide(1.0, bases, out=np.zeros_like(bases), where=bases != 0), 0.0)
    return values, (above - ratios[slots] * below) * inverse[slots]


def simple_variance(slots: Codes, count: int, weights: Floats, variable: Floats) -> tuple[Floats, Codes, Floats]:
    """Sum of weights, rows with weight, and the variance of the total under simple sampling with replacement.

    S^2 N^2 / n, S^2 = n/(n-1) times the weighted variance of the linearised variable, N the sum of weights.
    """
    weighed = by_slot(slots, weights, count)
    n = np.bincount(slots[weights != 0], minlength=count + 1)[:count]
    first = by_slot(slots, weights * variable, count)
    second = by_slot(slots, weights * variable * variable, count)
    middle = divided(first, weighed)
    spreads = divided(second, weighed) - middle * middle
    larger = np.maximum(n - 1, 1)
    srs = np.where(n > 1, spreads / larger * weighed * weighed, np.nan)
    return weighed, n, srs


def dense_variances(
    design: Design, slots: Codes, count: int, variable: Floats, above: Floats, below: Floats | None
) -> Floats:
    """Variances (count,) from one column a domain: any design."""
    if design.replicates is not None:
        return replicated_variances(design, slots, count, above, below)
    weighted = variable * design.weights
    if design.lonely is Lonely.AVERAGE:
        each = [
            variances(design, np.where(slots == slot, weighted, 0.0)[:, None], slots == slot) for slot in range(count)
        ]
        return np.concatenate(each)
    return variances(design, np.where(indicators(slots, count), weighted[:, None], 0.0))


def indicators(slots: Codes, count: int) -> Bools:
    """One column a domain (n, count)."""
    return np.equal.outer(slots, np.arange(count))


def replicated_variances(design: Design, slots: Codes, count: int, above: Floats, below: Floats | None) -> Floats:
    """Variances (count,) from the replicates."""
    assert design.replicates is not None
    assert design.scales is not None
    inside = indicators(slots, count)
    numerators = np.where(inside, above[:, None], 0.0)
    if below is None:
        return np.diag(spread(Totals(numerators).values(design.replicates), design.scales))
    ratios = Ratios(numerators, np.where(inside, below[:, None], 0.0))
    return np.diag(spread(ratios.values(design.replicates), design.scales))
