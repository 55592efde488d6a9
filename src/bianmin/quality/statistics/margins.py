"""Margins 邊際總數: the population counts that weights are held to, checked against the sample."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bianmin.kernel.errors import Refused
from bianmin.kernel.words import N_
from bianmin.quality.statistics.arrays import Coded, Floats, complete, sums

SAME_TOTAL = 1e-6
"""How far, relatively, the totals of two margins may differ."""


class UnknownLevel(Refused):
    """A level of the sample is not in the margin."""

    message = N_("Margin {margin}: level “{level}” (row {row}) has no population count. Add it, or correct the row.")


class EmptyLevel(Refused):
    """A level of the margin has nobody in the sample."""

    message = N_("Margin {margin}: nobody in the sample has level “{level}”. Merge it with a neighbouring level.")


class BadCount(Refused):
    """A population count is not a positive number."""

    message = N_("Margin {margin}, level “{level}”: the population count must be a number above 0.")


class TotalsDiffer(Refused):
    """Two margins of one population add up differently."""

    message = N_(
        "Margin {margin} adds up to {total}, but margin {first} to {first_total}. "
        "No weights can hold both: correct the counts."
    )


@dataclass(frozen=True, slots=True)
class Margin:
    """One margin: the level of every row and the population count (levels,) of each level."""

    name: str
    levels: Coded
    counts: Floats


def make_margin(name: str, levels: Coded, counts: Mapping[str, float]) -> Margin:
    """Match a margin's counts with the sample's levels.

    Raises:
        ValueMissing, UnknownLevel, EmptyLevel, BadCount.
    """
    complete(levels.codes, name)
    for level, count in counts.items():
        if not (np.isfinite(count) and count > 0):
            raise BadCount(margin=name, level=level)
        if level not in levels.labels:
            raise EmptyLevel(margin=name, level=level)
    for code, level in enumerate(levels.labels):
        if level not in counts:
            raise UnknownLevel(margin=name, level=level, row=int(np.flatnonzero(levels.codes == code)[0]) + 1)
    return Margin(name, levels, np.array([float(counts[level]) for level in levels.labels]))


def check_totals(margins: Sequence[Margin]) -> None:
    """Refuse margins that do not add up to one population."""
    first = margins[0]
    expected = first.counts.sum()
    for margin in margins[1:]:
        total = margin.counts.sum()
        if abs(total - expected) > SAME_TOTAL * expected:
            raise TotalsDiffer(margin=margin.name, total=f"{total:g}", first=first.name, first_total=f"{expected:g}")


def check_weighted(margin: Margin, weights: Floats) -> None:
    """Refuse a level whose rows all have weight 0."""
    weighed = sums(margin.levels.codes, weights, len(margin.counts))
    for level, total in zip(margin.levels.labels, weighed, strict=True):
        if total <= 0:
            raise EmptyLevel(margin=margin.name, level=level)
