"""Totals, means, proportions and ratios of a variable over all domains 次群體 in one pass, the full design kept."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np

from bianmin.quality.statistics.arrays import Bools, Coded, Codes, Floats
from bianmin.quality.statistics.cells import (
    CellPlan,
    Groups,
    Moments,
    Rows,
    group_rows,
    moments_of_rows,
    plan_cells,
    side_by_side,
)
from bianmin.quality.statistics.design import Design
from bianmin.quality.statistics.linearised import variances
from bianmin.quality.statistics.lonely import Lonely
from bianmin.quality.statistics.statistic import Ratios, Totals, spread

BLOCK = 5
"""So many variables are put side by side at a time: few enough for the processor's cache."""


@dataclass(frozen=True, slots=True)
class Column:
    """One variable over D domains: value, variance, variance under simple random sampling, rows that answered.

    `srs` is that variance with replacement; `weighed` is the sum of weights.
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
        share = 1 - divided(self.n.astype(float), self.weighed)
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
    """The domains of one pass: `count` of them over `rows`, whose domain is `count` where they are in none.

    `weighed` (count,) are the sums of weights, `n` (count,) the rows with weight; `whole` if no row is in none;
    `plan` the quick way where the design has one.
    """

    rows: Rows
    count: int
    weighed: Floats
    n: Codes
    whole: bool
    plan: CellPlan | None


def prepare(design: Design, codes: Codes | None = None, count: int = 1) -> Domains:
    """Make ready for many variables over the domains `codes` (n,), -1 for rows in none; None: one domain of all."""
    slots = np.zeros(design.rows, dtype=np.int64) if codes is None else np.where(codes < 0, count, codes)
    planned = plan_cells(design, slots, count) if design.replicates is None else None
    plan, rows = planned or (None, Rows(slots, slots, design.weights, (design.weights != 0).astype(float)))
    return counted(rows, count, plan)


def counted(rows: Rows, count: int, plan: CellPlan | None) -> Domains:
    """Sum up weights and rows by domain."""
    n = rows.by_slot(rows.counts, count).astype(np.int64)
    return Domains(rows, count, rows.by_slot(rows.weights, count), n, bool(np.max(rows.slots) < count), plan)


@dataclass(frozen=True, slots=True)
class Answers:
    """One coded column ready for any numbers its labels may stand for; `groups` where the rows could be grouped."""

    domains: Domains
    codes: Codes
    groups: Groups | None


def answers(domains: Domains, column: Coded) -> Answers:
    """Group the rows by label where that makes them fewer: a question's few levels are then counted once."""
    plan, labels = domains.plan, len(column.labels)
    if plan is None or (plan.slots + 1) * plan.count * (labels + 1) * 2 > len(column):
        return Answers(domains, column.codes, None)
    return Answers(domains, column.codes, group_rows(plan, domains.rows, column.codes, labels))


def tabulate_answers(design: Design, asked: Answers, values: Floats, *, mean: bool = False) -> Column:
    """Estimate in every domain the total or mean of a variable that is values[l] (labels,) where the label is l."""
    return next(tabulate_many(design, [(asked, values)], mean=mean))


def tabulate_many(
    design: Design, variables: Iterable[tuple[Answers, Floats]], *, mean: bool = False
) -> Iterator[Column]:
    """As `tabulate_answers` for many variables over the same domains; answers that come one by one take less memory."""
    sketches = (sketch(design, asked, values, mean=mean) for asked, values in variables)
    while block := list(islice(sketches, BLOCK)):
        yield from finished(block)


@dataclass(frozen=True, slots=True)
class Sketch:
    """A column whose variances are still to come: those the plan gives for these moments, times `squared` (D,)."""

    plan: CellPlan
    column: Column
    moments: Moments
    squared: Floats


def finished(block: Sequence[Column | Sketch]) -> Iterator[Column]:
    """The columns, all variances still to come from one product."""
    waiting = [each for each in block if isinstance(each, Sketch)]
    moments = [each.moments for each in waiting]
    spreads = iter(waiting[0].plan.variances(side_by_side(moments)).reshape(len(waiting), -1) if waiting else ())
    for each in block:
        yield replace(each.column, variances=next(spreads) * each.squared) if isinstance(each, Sketch) else each


def sketch(design: Design, asked: Answers, values: Floats, *, mean: bool) -> Column | Sketch:
    """Everything about a variable of values[l] (labels,) but its variances; those too where rows were not grouped."""
    groups, plan = asked.groups, asked.domains.plan
    if groups is None or plan is None:
        return tabulate(design, asked.domains, np.append(values, np.nan)[asked.codes], mean=mean)
    weighed = groups.by_label.sum(axis=1)
    found = groups.by_label @ values
    points, scale = np.broadcast_to(values, groups.by_label.shape), np.ones(len(weighed))
    if mean:
        found, scale = divided(found, weighed), divided(np.ones(len(weighed)), weighed)
        points = values - np.nan_to_num(found)[:, None]
    squared = scale * scale
    first, second = (groups.by_label * points).sum(axis=1), (groups.by_label * points * points).sum(axis=1)
    simple = simple_variance(first, second, groups.n, weighed) * squared
    column = Column(found, np.full_like(found, np.nan), simple, groups.n, weighed)
    return Sketch(plan, column, groups.moments(points), squared)


def tabulate(
    design: Design, domains: Domains, above: Floats, below: Floats | None = None, *, mean: bool = False
) -> Column:
    """Estimate one variable in every domain: its total, its mean, or its ratio to `below`.

    Args:
        design: the sample.
        domains: from `prepare`.
        above: (n,) the variable, or a ratio's numerator; nan is missing and leaves the row out.
        below: (n,) the denominator of a ratio.
        mean: the mean instead of the total.
    """
    known = ~np.isnan(above) if below is None else ~(np.isnan(above) | np.isnan(below))
    if not known.all():
        above = np.where(known, above, 0.0)
        below = None if below is None else np.where(known, below, 0.0)
        domains = only(domains, known)
    rows, count = domains.rows, domains.count
    values, variable, scale = linear(domains, above, below, mean=mean)
    if not domains.whole:
        variable = np.where(known & (rows.slots < count), variable, 0.0)
    squared = scale * scale
    weighted = rows.weights * variable
    first, second = rows.by_slot(weighted, count), rows.by_slot(weighted * variable, count)
    simple = simple_variance(first, second, domains.n, domains.weighed) * squared
    if design.replicates is not None:
        spreads = replicated_variances(design, domains, above, known.astype(float) if mean else below)
    else:
        spreads = linearised_variances(design, domains, variable) * squared
    return Column(values, spreads, simple, domains.n, domains.weighed)


def linear(domains: Domains, above: Floats, below: Floats | None, *, mean: bool) -> tuple[Floats, Floats, Floats]:
    """The values (count,), the linearised variable (n,) of each row's domain, and what it is still to be scaled by."""
    rows, count = domains.rows, domains.count
    totals = rows.by_slot(rows.weights * above, count)
    if not mean and below is None:
        return totals, above, np.ones(count)
    bases = domains.weighed if below is None else rows.by_slot(rows.weights * below, count)
    values = divided(totals, bases)
    ratios = np.append(np.nan_to_num(values), 0.0)[rows.slots]
    return values, above - (ratios if below is None else ratios * below), divided(np.ones(count), bases)


def only(domains: Domains, known: Bools) -> Domains:
    """The same domains, counting only some rows."""
    rows = domains.rows
    rows = replace(rows, weights=np.where(known, rows.weights, 0.0), counts=np.where(known, rows.counts, 0.0))
    return replace(counted(rows, domains.count, domains.plan), whole=False)


def linearised_variances(design: Design, domains: Domains, variable: Floats) -> Floats:
    """Variances (count,) of the totals of a linearised variable, the quick way where there is one."""
    if domains.plan is not None:
        return domains.plan.variances(moments_of_rows(domains.plan, domains.rows, variable))
    return dense_variances(design, domains, variable)


def simple_variance(first: Floats, second: Floats, n: Codes, weighed: Floats) -> Floats:
    """The variance (count,) of the total of a variable under simple sampling with replacement.

    S^2 N^2 / n, S^2 = n/(n-1) times the weighted variance, N the sum of weights; from the weighted sums of the
    variable and of its square.
    """
    middle = divided(first, weighed)
    spreads = divided(second, weighed) - middle * middle
    return np.where(n > 1, spreads / np.maximum(n - 1, 1) * weighed * weighed, np.nan)


def dense_variances(design: Design, domains: Domains, variable: Floats) -> Floats:
    """Variances (count,) of totals from one column a domain: any design."""
    weighted = variable * design.weights
    if design.lonely is Lonely.AVERAGE:
        parts = [(domains.rows.slots == slot) & (domains.rows.counts > 0) for slot in range(domains.count)]
        return np.concatenate([variances(design, np.where(part, weighted, 0.0)[:, None], part) for part in parts])
    return variances(design, np.where(indicators(domains), weighted[:, None], 0.0))


def indicators(domains: Domains) -> Bools:
    """One column a domain (n, count)."""
    return np.equal.outer(domains.rows.slots, np.arange(domains.count))


def replicated_variances(design: Design, domains: Domains, above: Floats, below: Floats | None) -> Floats:
    """Variances (count,) from the replicates."""
    assert design.replicates is not None
    assert design.scales is not None
    inside = indicators(domains)
    numerators = np.where(inside, above[:, None], 0.0)
    if below is None:
        return np.diag(spread(Totals(numerators).values(design.replicates), design.scales))
    ratios = Ratios(numerators, np.where(inside, below[:, None], 0.0))
    return np.diag(spread(ratios.values(design.replicates), design.scales))
