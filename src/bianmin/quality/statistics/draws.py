"""Drawing a sample from a frame 抽樣: the same seed, frame and settings draw the same rows, on every machine.

Random numbers come from numpy's PCG64; drawn rows (from 0) come back in the order of the frame.
PPS: inclusion probabilities n x / sum x, with units that would reach 1 taken for certain; `systematic` walks the
cumulated probabilities from a random start, which keeps every probability exactly.
Source: Saerndal, Swensson, Wretman 1992, chapter 3; Madow, Ann. Math. Stat. 20, 1949.
"""

import numpy as np

from bianmin.kernel.errors import Refused
from bianmin.kernel.words import N_
from bianmin.quality.statistics.arrays import ROUNDING, Coded, Codes, Floats, complete


class MoreThanFrame(Refused):
    """More wanted than the frame holds."""

    message = N_("{wanted} are to be drawn, but only {present} are there. Draw fewer.")


class MoreThanStratum(Refused):
    """More wanted than a stratum holds."""

    message = N_("{wanted} are to be drawn from stratum “{stratum}”, which holds only {present}. Draw fewer.")


class BadMeasure(Refused):
    """A measure of size that is not above 0."""

    message = N_("Row {row}: the measure of size must be a number above 0.")


def generator(seed: int) -> np.random.Generator:
    """Random numbers that depend on the seed alone."""
    return np.random.Generator(np.random.PCG64(seed))


def check_room(wanted: int, present: int) -> None:
    """Refuse to draw more than there is."""
    if not 0 <= wanted <= present:
        raise MoreThanFrame(wanted=wanted, present=present)


def simple(frame: int, wanted: int, random: np.random.Generator, *, replacement: bool = False) -> Codes:
    """Simple random sample of `wanted` of `frame` rows; with replacement a row may come more than once."""
    if replacement:
        return np.sort(random.integers(0, frame, size=wanted))
    check_room(wanted, frame)
    return np.sort(random.permutation(frame)[:wanted])


def systematic(frame: int, wanted: int, random: np.random.Generator) -> Codes:
    """Every (frame / wanted)-th row from a random start; the step need not be whole."""
    check_room(wanted, frame)
    step = frame / max(wanted, 1)
    rows: Codes = np.floor(random.uniform(0, step) + step * np.arange(wanted)).astype(np.int64)
    return np.minimum(rows, frame - 1)


def inclusion_probabilities(measure: Floats, wanted: int) -> Floats:
    """N x_i / sum x (n,), repeated without those that reach 1 until none exceeds it.

    Raises:
        BadMeasure, MoreThanFrame.
    """
    bad = ~(np.isfinite(measure) & (measure > 0))
    if bad.any():
        raise BadMeasure(row=int(np.flatnonzero(bad)[0]) + 1)
    check_room(wanted, len(measure))
    certain = np.zeros(len(measure), dtype=bool)
    while True:
        left = wanted - np.count_nonzero(certain)
        chances = np.where(certain, 1.0, left * measure / max(measure[~certain].sum(), 1e-300))
        reached = ~certain & (chances >= 1)
        if not reached.any():
            return chances
        certain |= reached


def proportional_to_size(measure: Floats, wanted: int, random: np.random.Generator) -> Codes:
    """Systematic draw with probability proportional to `measure` (n,), without replacement."""
    return by_probabilities(inclusion_probabilities(measure, wanted), random)


def by_probabilities(probabilities: Floats, random: np.random.Generator) -> Codes:
    """Systematic draw by given inclusion probabilities (n,); their sum is the expected number of rows."""
    reach = np.cumsum(probabilities)
    count = round(float(reach[-1]))
    if abs(float(reach[-1]) - count) < ROUNDING * len(reach):
        reach *= count / reach[-1]
    ticks = np.arange(random.uniform(0, 1), reach[-1], 1.0)
    return np.minimum(np.searchsorted(reach, ticks, side="right"), len(probabilities) - 1)


def stratified(strata: Coded, wanted: dict[str, int], random: np.random.Generator, way: str = "simple") -> Codes:
    """A simple or systematic draw in every stratum; `wanted` says how many in each.

    Raises:
        MoreThanStratum. ValueMissing: a row has no stratum.
    """
    complete(strata.codes, "strata")
    drawn = []
    for label, count in wanted.items():
        rows = (
            np.flatnonzero(strata.codes == strata.labels.index(label)) if label in strata.labels else np.empty(0, int)
        )
        if count > len(rows):
            raise MoreThanStratum(wanted=count, stratum=label, present=len(rows))
        draw = systematic if way == "systematic" else simple
        drawn.append(rows[draw(len(rows), count, random)] if count else rows[:0])
    return np.sort(np.concatenate(drawn)) if drawn else np.empty(0, dtype=np.int64)


def clusters(units: Coded, wanted: int, random: np.random.Generator, within: int | None = None) -> Codes:
    """Whole clusters drawn simply; with `within` a simple draw of that many rows (or all, if fewer) in each."""
    complete(units.codes, "psu")
    chosen = simple(len(units.labels), wanted, random)
    rows = [np.flatnonzero(units.codes == unit) for unit in chosen]
    if within is not None:
        rows = [own[simple(len(own), min(within, len(own)), random)] for own in rows]
    return np.sort(np.concatenate(rows)) if rows else np.empty(0, dtype=np.int64)
