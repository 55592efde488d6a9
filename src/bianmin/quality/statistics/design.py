"""The design of a sample 抽樣設計: weights, stages, strata, units and population corrections."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from bianmin.kernel.errors import Refused
from bianmin.kernel.words import N_
from bianmin.quality.statistics.arrays import AllMissing, Bools, Coded, Codes, Floats, complete, crossed
from bianmin.quality.statistics.lonely import Lonely
from bianmin.quality.statistics.projection import Projection


class NegativeWeight(Refused):
    """A weight is below zero or not a number."""

    message = N_("Row {row}: the weight {weight} is negative or not a finite number. Correct it.")


class CorrectionVaries(Refused):
    """A stratum has two population sizes."""

    message = N_("Stratum {stratum}, stage {stage}: the population size differs between rows. Give one size a stratum.")


class MoreSampledThanExist(Refused):
    """The sample of a stratum exceeds its population."""

    message = N_("Stratum {stratum}, stage {stage}: {sampled} units were sampled, yet only {population} exist.")


class BadFraction(Refused):
    """A sampling fraction lies outside (0, 1]."""

    message = N_("Stratum {stratum}, stage {stage}: a sampling fraction must lie above 0 and not above 1.")


class LengthsDiffer(Refused):
    """Columns of different length."""

    message = N_("The columns of the design differ in length: {lengths}. Give one value a row.")


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of sampling.

    `strata` and `units` (n,) number the stratum and the unit of every row; a unit lies in one stratum.
    `firsts` (units,) is the first row of every unit. `sampled` (strata,) counts the units drawn, `population`
    (strata,) those that exist; inf is no correction. `names` are the strata's labels.
    """

    strata: Codes
    units: Codes
    firsts: Codes
    sampled: Floats
    population: Floats
    names: tuple[str, ...]

    @property
    def rows_are_units(self) -> bool:
        """Whether every row is a unit of its own: sampling of elements."""
        return len(self.firsts) == len(self.units)

    @property
    def unit_strata(self) -> Codes:
        """The stratum of every unit (units,)."""
        return self.strata[self.firsts]

    def remaining(self) -> Floats:
        """1 - n/N of every stratum (strata,): the finite population correction."""
        return 1.0 - self.sampled / self.population


@dataclass(frozen=True, slots=True)
class Design:
    """A sample and how it was drawn.

    `weights` (n,) are the weights estimates use; `base` (n,) those before any calibration. `corrected` says whether
    population sizes were given: without them only the first stage counts, as if drawn with replacement.
    `projections` are what calibration leaves of a linearised variable. `replicates` (n, R) are weights of replicate
    samples with `scales` (R,), None for linearised errors; `recalibrated` if each was calibrated anew.
    """

    weights: Floats
    stages: tuple[Stage, ...]
    corrected: bool = False
    lonely: Lonely = Lonely.FAIL
    base: Floats = field(default_factory=lambda: np.empty(0))
    projections: tuple[Projection, ...] = ()
    replicates: Floats | None = None
    scales: Floats | None = None
    recalibrated: bool = False

    @property
    def rows(self) -> int:
        """The number of rows."""
        return len(self.weights)

    def df(self, rows: Bools | None = None) -> int:
        """Degrees of freedom 自由度: units minus strata of the first stage, among the rows of a domain."""
        inside = self.weights != 0 if rows is None else rows & (self.weights != 0)
        stage = self.stages[0]
        if self.replicates is not None:
            return rank(self.replicates[inside]) - 1 if self.recalibrated else jackknife_df(stage, inside)
        strata = np.count_nonzero(np.bincount(stage.strata[inside]))
        if stage.rows_are_units:
            return int(np.count_nonzero(inside) - strata)
        return int(np.count_nonzero(np.bincount(stage.units[inside])) - strata)

    def reweighted(self, weights: Floats, projection: Projection | None = None) -> "Design":
        """The same sample with other weights, and the projection that goes with them."""
        added = () if projection is None else (projection,)
        return replace(self, weights=weights, projections=self.projections + added)


def jackknife_df(stage: Stage, inside: Bools) -> int:
    """Rank of the jackknife weights of some rows, minus one, from the counts of units; whole strata have none."""
    units = np.unique(stage.units[inside])
    present = np.bincount(stage.unit_strata[units], minlength=len(stage.sampled))
    replicated = (present > 0) & (stage.population > stage.sampled)
    whole = present == stage.sampled
    own = int(np.sum(np.where(whole, present - 1, present)[replicated]))
    return own + int(bool(np.any(whole | ~replicated))) - 1


def rank(columns: Floats, tolerance: float = 1e-5) -> int:
    """How many columns of (n, R) are independent: one counts if more than `tolerance` of it is left by those before."""
    basis = np.empty((len(columns), 0))
    for column in columns.T:
        rest = column - basis @ (basis.T @ column)
        rest = rest - basis @ (basis.T @ rest)
        if np.linalg.norm(rest) > tolerance * np.linalg.norm(column):
            basis = np.column_stack([basis, rest / np.linalg.norm(rest)])
    return basis.shape[1]


def make_design(
    rows: int,
    *,
    weights: Floats | None = None,
    strata: Sequence[Coded] = (),
    units: Sequence[Coded] = (),
    sizes: Sequence[Floats] = (),
    fractions: bool = False,
    lonely: Lonely = Lonely.FAIL,
) -> Design:
    """Put a design together; later stages are nested in the earlier ones.

    Args:
        rows: number of rows n.
        weights: (n,) inverse inclusion probabilities; None: N/n over all stages where sizes are given, else 1.
        strata: one column a stage, (n,) each; fewer than stages: the rest are unstratified.
        units: one column a stage, from the primary units 初級抽樣單位 on; none: every row is a unit.
        sizes: one column a stage, population sizes or sampling fractions; fewer than stages: the rest are complete.
        fractions: whether `sizes` are fractions n/N.
        lonely: the rule for strata with one unit.

    Raises:
        NegativeWeight, ValueMissing, CorrectionVaries, MoreSampledThanExist, BadFraction, LengthsDiffer.
    """
    lengths = {len(column) for column in (*strata, *units)} | {len(column) for column in sizes}
    lengths |= {rows if weights is None else len(weights)}
    if lengths != {rows}:
        raise LengthsDiffer(lengths=", ".join(str(length) for length in sorted(lengths | {rows})))
    if rows == 0:
        raise AllMissing(column="data")
    stages = make_stages(rows, strata=strata, units=units, sizes=sizes, fractions=fractions)
    if weights is None:
        weights = weights_of_stages(stages) if sizes else np.ones(rows)
    check_weights(weights)
    return Design(weights=weights, stages=stages, corrected=bool(sizes), lonely=lonely, base=weights)


def check_weights(weights: Floats) -> None:
    """Refuse weights that are negative or not finite, naming the first such row (rows count from 1)."""
    bad = ~(np.isfinite(weights) & (weights >= 0))
    if bad.any():
        row = int(np.flatnonzero(bad)[0])
        raise NegativeWeight(row=row + 1, weight=float(weights[row]))
    if not weights.any():
        raise AllMissing(column="weight")


def make_stages(
    rows: int, *, strata: Sequence[Coded], units: Sequence[Coded], sizes: Sequence[Floats], fractions: bool
) -> tuple[Stage, ...]:
    """Build the stages one inside the other."""
    everything = Coded(np.zeros(rows, dtype=np.int64), ("",))
    parent = everything
    stages = []
    for number in range(max(1, len(units))):
        own = strata[number] if number < len(strata) else everything
        complete(own.codes, f"strata, stage {number + 1}")
        stratum = nested(parent, own)
        if number < len(units):
            complete(units[number].codes, f"psu, stage {number + 1}")
            unit = nested(stratum, units[number])
        else:
            unit = Coded(np.arange(rows), ())
        size = sizes[number] if number < len(sizes) else None
        rest_complete = bool(sizes) and size is None
        stages.append(make_stage(number + 1, stratum, unit, size, fractions=fractions, rest_complete=rest_complete))
        parent = unit
    return tuple(stages)


def nested(outer: Coded, inner: Coded) -> Coded:
    """`inner` within `outer`, with the outer label left out where there is only one."""
    if len(outer.labels) == 1:
        return inner
    return crossed([outer, inner]) if len(inner.labels) > 1 else outer


def make_stage(
    number: int, stratum: Coded, unit: Coded, size: Floats | None, *, fractions: bool, rest_complete: bool
) -> Stage:
    """One stage from its stratum and unit of every row, and its population sizes or fractions."""
    count = len(stratum.labels)
    firsts = np.unique(unit.codes, return_index=True)[1] if unit.labels else unit.codes
    sampled = np.bincount(stratum.codes[firsts], minlength=count).astype(float)
    population = sampled if rest_complete else np.full(count, np.inf)
    if size is not None:
        population = sizes_of_strata(number, stratum, sampled, size, fractions=fractions)
    return Stage(stratum.codes, unit.codes, firsts, sampled, population, stratum.labels)


def sizes_of_strata(number: int, stratum: Coded, sampled: Floats, size: Floats, *, fractions: bool) -> Floats:
    """The population size of every stratum (strata,) from a column, one value a stratum."""
    complete(size, f"fpc, stage {number}")
    given = np.empty(len(sampled))
    given[stratum.codes] = size
    varying = np.flatnonzero(given[stratum.codes] != size)
    if varying.size:
        raise CorrectionVaries(stratum=stratum.labels[stratum.codes[varying[0]]] or "-", stage=number)
    if fractions:
        refuse_stratum(BadFraction, (given <= 0) | (given > 1), stratum, stage=number)
        return sampled / given
    short = np.flatnonzero(given < sampled)
    if short.size:
        stratum_code = int(short[0])
        raise MoreSampledThanExist(
            stratum=stratum.labels[stratum_code] or "-",
            stage=number,
            sampled=int(sampled[stratum_code]),
            population=f"{given[stratum_code]:g}",
        )
    return given


def refuse_stratum(refusal: Callable[..., Refused], bad: Bools, stratum: Coded, *, stage: int) -> None:
    """Raise `refusal` with the first bad stratum's name."""
    if bad.any():
        raise refusal(stratum=stratum.labels[int(np.flatnonzero(bad)[0])] or "-", stage=stage)


def weights_of_stages(stages: Sequence[Stage]) -> Floats:
    """Base weights (n,): the product over stages of N/n."""
    weights = np.ones(len(stages[0].strata))
    for stage in stages:
        weights = weights * (stage.population / stage.sampled)[stage.strata]
    return weights
