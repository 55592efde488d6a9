"""Design-based comparisons of means 平均數比較: one and two groups, and contrasts between domains.

One sample: t = mean / se with units - strata - 1 degrees of freedom. Two groups: the slope of a linear regression on
the group. Contrast: sum c_d mean_d with the full covariance of the domains, so that domains sharing units are not
taken for independent.
"""

from collections.abc import Mapping

import numpy as np

from bianmin.kernel.errors import Refused
from bianmin.kernel.words import N_
from bianmin.quality.statistics.arrays import PAIR, Bools, Coded, Floats
from bianmin.quality.statistics.association import Tested
from bianmin.quality.statistics.design import Design
from bianmin.quality.statistics.intervals import t_quantile
from bianmin.quality.statistics.regression import regress, two_sided
from bianmin.quality.statistics.statistic import Ratios, Totals, means, measure


class NotTwoGroups(Refused):
    """A two-group test with another number of groups."""

    message = N_("The groups must be two, but {count} were found: {labels}. Narrow the subset.")


class UnknownDomain(Refused):
    """A contrast names a domain that does not occur."""

    message = N_("Domain “{label}” does not occur in the data. Known: {labels}.")


def one_sample(
    design: Design, values: Floats, against: float = 0.0, inside: Bools | None = None, level: float = 0.95
) -> Tested:
    """T test of a mean against a number; missing values are left out."""
    mean = measure(design, means((values - against)[:, None], inside))
    df = design.df(inside) - 1
    apart, error = float(mean.values[0]), float(mean.errors[0])
    t = apart / error if error else float("nan")
    width = t_quantile((1 + level) / 2, df) * error
    value = apart + against
    return Tested(t, two_sided(t, df), df, None, value, error, value - width, value + width)


def two_groups(groups: Coded, inside: Bools) -> tuple[Coded, Floats]:
    """The two groups among the rows `inside`, and an indicator (n,) of the second, nan where missing."""
    labels = groups.take(inside).labels
    if len(labels) != PAIR:
        raise NotTwoGroups(count=len(labels), labels=", ".join(labels[:5]))
    second = np.full(len(groups), np.nan)
    for number, label in enumerate(labels):
        second[groups.codes == groups.labels.index(label)] = number
    return Coded(groups.codes, labels), second


def two_sample(
    design: Design, values: Floats, groups: Coded, inside: Bools | None = None, level: float = 0.95
) -> Tested:
    """T test of the difference in mean, second group (in the order of labels) minus first."""
    used = ~np.isnan(values) & (groups.codes >= 0) & (design.weights > 0)
    used &= np.ones(design.rows, dtype=bool) if inside is None else inside
    second = two_groups(groups, used)[1]
    table = np.stack([np.ones(design.rows), second], axis=1)
    fit = regress(design, values, table, ["first", "second"], inside=used)
    line = fit.coefficients[1]
    width = t_quantile((1 + level) / 2, fit.df) * line.error
    interval = (line.estimate - width, line.estimate + width)
    return Tested(line.t, line.p_value, fit.df, None, line.estimate, line.error, *interval)


def contrast(
    design: Design,
    values: Floats,
    domains: Coded,
    coefficients: Mapping[str, float],
    *,
    below: Floats | None = None,
    total: bool = False,
    student: bool = False,
    inside: Bools | None = None,
    level: float = 0.95,
) -> Tested:
    """A linear combination of domain means (or totals, or ratios to `below`), by default tested as normal.

    Args:
        design: the sample.
        values: (n,) the variable; missing values are left out.
        domains: (n,) the domain of every row.
        coefficients: domain label -> coefficient, as {"2025": 1, "2023": -1}.
        below: (n,) denominator of a ratio.
        total: compare totals.
        student: test by t with units - strata degrees of freedom.
        inside: (n,) rows of the part looked at.
        level: confidence of the interval.

    Raises:
        UnknownDomain.
    """
    for label in coefficients:
        if label not in domains.labels:
            raise UnknownDomain(label=label, labels=", ".join(domains.labels[:12]))
    used = np.ones(design.rows, dtype=bool) if inside is None else inside
    known = used & ~np.isnan(values) & (True if below is None else ~np.isnan(below))
    codes = [domains.labels.index(label) for label in coefficients]
    picked = np.equal.outer(np.where(known, domains.codes, -1), codes)
    above = np.where(picked, values[:, None], 0.0)
    bases = picked.astype(float) if below is None else np.where(picked, below[:, None], 0.0)
    measured = measure(design, Totals(above, used) if total else Ratios(above, bases, used))
    combined = measured.contrast(np.array([list(coefficients.values())], dtype=float))
    estimate, error = float(combined.values[0]), float(combined.errors[0])
    df = float(design.df(used & np.isin(domains.codes, codes))) if student else np.inf
    statistic = estimate / error if error else float("nan")
    width = t_quantile((1 + level) / 2, df) * error
    return Tested(statistic, two_sided(statistic, df), df, None, estimate, error, estimate - width, estimate + width)
