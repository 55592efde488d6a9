"""Kappa 一致性係數: agreement of two raters beyond chance, plain, weighted, and in a sample with a design.

kappa = (p_o - p_e) / (1 - p_e) with agreement weights v: p_o = sum v_ij p_ij, p_e = sum v_ij p_i. p_.j.
Linear weights 1 - |i-j|/(k-1), quadratic 1 - (i-j)^2/(k-1)^2.
Source: Cohen, Psych. Bull. 70, 1968; large-sample error of Fleiss, Cohen, Everitt, Psych. Bull. 72, 1969.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from bianmin.kernel.errors import Refused
from bianmin.kernel.words import N_
from bianmin.quality.statistics.arrays import ROUNDING, Bools, Coded, Codes, Floats, sort_key
from bianmin.quality.statistics.design import Design
from bianmin.quality.statistics.statistic import means, measure


class Agreement(StrEnum):
    """What counts as agreement."""

    UNWEIGHTED = "unweighted"
    LINEAR = "linear"
    QUADRATIC = "quadratic"


class OneCategory(Refused):
    """Both raters gave one single category."""

    message = N_("Every rating is “{label}”: agreement beyond chance cannot be told. Rate more varied cases.")


@dataclass(frozen=True, slots=True)
class Kappa:
    """Kappa, its standard error, and the error under no agreement (None with a design)."""

    value: float
    error: float
    error_null: float | None
    n: int


def same_scale(first: Coded, second: Coded) -> tuple[Codes, Codes, tuple[str, ...]]:
    """Codes of both raters on the categories either used."""
    labels = in_both(first, second)
    place = {label: number for number, label in enumerate(labels)}

    def recode(column: Coded) -> Codes:
        table = np.array([*(place[label] for label in column.labels), -1], dtype=np.int64)
        result: Codes = table[column.codes]
        return result

    return recode(first), recode(second), labels


def in_both(first: Coded, second: Coded) -> tuple[str, ...]:
    """The categories either rater used, in order."""
    return tuple(sorted({*first.labels, *second.labels}, key=sort_key))


def agreement_weights(count: int, kind: Agreement) -> Floats:
    """Weights (k, k) of every pair of categories."""
    apart = np.abs(np.subtract.outer(np.arange(count), np.arange(count))) / max(count - 1, 1)
    if kind is Agreement.UNWEIGHTED:
        return np.eye(count)
    return 1 - apart if kind is Agreement.LINEAR else 1 - apart**2


def kappa(first: Coded, second: Coded, kind: Agreement = Agreement.UNWEIGHTED) -> Kappa:
    """Kappa of two raters over the cases (n,) both rated.

    Raises:
        OneCategory.
    """
    one, two, labels = same_scale(first, second)
    known = (one >= 0) & (two >= 0)
    n, count = int(known.sum()), len(labels)
    table = np.bincount(one[known] * count + two[known], minlength=count * count).reshape(count, count) / max(n, 1)
    weights = agreement_weights(count, kind)
    row, column = table.sum(axis=1), table.sum(axis=0)
    observed, expected = float((weights * table).sum()), float(row @ weights @ column)
    if expected >= 1 - ROUNDING:
        raise OneCategory(label=labels[0] if labels else "")
    value = (observed - expected) / (1 - expected)
    across = np.add.outer(weights @ column, row @ weights)
    spread = (table * (weights - across * (1 - value)) ** 2).sum() - (value - expected * (1 - value)) ** 2
    null = (np.outer(row, column) * (weights - across) ** 2).sum() - expected**2
    below = np.sqrt(n) * (1 - expected)
    return Kappa(value, float(np.sqrt(max(spread, 0.0)) / below), float(np.sqrt(max(null, 0.0)) / below), n)


def design_kappa(
    design: Design, first: Coded, second: Coded, kind: Agreement = Agreement.UNWEIGHTED, inside: Bools | None = None
) -> Kappa:
    """Kappa of two answers in a sample, its error linearised under the design."""
    one, two, labels = same_scale(first, second)
    count = len(labels)
    known = (one >= 0) & (two >= 0) & (True if inside is None else inside)
    cells = np.full((design.rows, count * count), np.nan)
    cells[known] = np.equal.outer(one[known] * count + two[known], np.arange(count * count))
    shares = measure(design, means(cells, inside))
    weights = agreement_weights(count, kind)
    table = shares.values.reshape(count, count)
    row, column = table.sum(axis=1), table.sum(axis=0)
    observed, expected = float((weights * table).sum()), float(row @ weights @ column)
    if expected >= 1 - ROUNDING:
        raise OneCategory(label=labels[0] if labels else "")
    value = (observed - expected) / (1 - expected)
    slope = (weights - np.add.outer(weights @ column, row @ weights) * (1 - value)).ravel() / (1 - expected)
    return Kappa(value, float(np.sqrt(slope @ shares.covariance @ slope)), None, int(known.sum()))
