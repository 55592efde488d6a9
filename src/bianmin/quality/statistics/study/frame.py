"""The rows a study looks at, its columns as numbers or labels, and the design built on them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import numpy as np

from bianmin.kernel.errors import Refused
from bianmin.kernel.words import N_
from bianmin.quality.statistics.arrays import Bools, Coded, Codes, Floats, complete, crossed, numbers
from bianmin.quality.statistics.calibration import Auxiliary, Method, Targets, calibrated, regression_projection
from bianmin.quality.statistics.design import Design, make_design
from bianmin.quality.statistics.margins import make_margin
from bianmin.quality.statistics.poststratify import poststratified
from bianmin.quality.statistics.projection import Projection, cell_projection, fit_by_turns
from bianmin.quality.statistics.raking import RakingVariance, raked
from bianmin.quality.statistics.replicates import jackknife
from bianmin.quality.statistics.study.spec import CalibrationSpec, Spec, TrimmingSpec
from bianmin.quality.statistics.study.table import Table, parts_of
from bianmin.quality.statistics.trimming import trimmed

Adjust = Callable[[Floats], Floats]
"""New weights (n,) from weights (n,)."""


class EmptySubset(Refused):
    """A subset without rows."""

    message = N_("No row has {conditions}. Correct the subset.")


class OneMarginOnly(Refused):
    """Post-stratification on several margins."""

    message = N_("poststratify takes one margin. Cross two columns as “sex:age”, or write method: raking.")


class RakeOnly(Refused):
    """The variance of raking asked for another method."""

    message = N_("variance: rake is for method: raking on margins. Write calibrate or fixed.")


@dataclass(slots=True)
class Frame:
    """The rows of the subset; `origin` (n,) are their numbers in the file, from 0."""

    table: Table
    origin: Codes
    rows: int
    kept: Bools
    _columns: dict[str, Coded] = field(default_factory=dict)
    _numbers: dict[str, Floats] = field(default_factory=dict)

    def labels(self, name: str) -> Coded:
        """A column, or two crossed (`sex:age`), as labels."""
        if name not in self._columns:
            parts = [self.table.columns[part] for part in parts_of(name, self.table.names)]
            self._columns[name] = crossed([part.take(self.kept) for part in parts])
        return self._columns[name]

    def numbers(self, name: str) -> Floats:
        """A column as numbers, nan where missing."""
        if name not in self._numbers:
            self._numbers[name] = numbers(self.labels(name), name)
        return self._numbers[name]

    def where(self, conditions: Mapping[str, Sequence[str]]) -> Bools:
        """The rows (n,) with one of the labels in every column."""
        return matching({name: self.labels(name) for name in conditions}, conditions, self.rows)

    @contextmanager
    def file_rows(self) -> Iterator[None]:
        """Refusals that name a row name the file's row."""
        try:
            yield
        except Refused as refusal:
            row = refusal.params.get("row")
            if isinstance(row, int):
                refusal.params["row"] = int(self.origin[row - 1]) + 1
            raise


def matching(columns: Mapping[str, Coded], conditions: Mapping[str, Sequence[str]], rows: int) -> Bools:
    """Rows (n,) whose label is admitted in every column.

    Raises:
        EmptySubset: none is.
    """
    inside = np.ones(rows, dtype=bool)
    for name, admitted in conditions.items():
        column = columns[name]
        codes = [column.labels.index(label) for label in admitted if label in column.labels]
        inside &= np.isin(column.codes, codes)
    if not inside.any():
        text = ", ".join(f"{name}: {' | '.join(admitted)}" for name, admitted in conditions.items())
        raise EmptySubset(conditions=text or "any value")
    return inside


def make_frame(table: Table, subset: Mapping[str, Sequence[str]]) -> Frame:
    """The rows of the subset, taken before the design is built."""
    columns = {name: crossed([table.columns[part] for part in parts_of(name, table.names)]) for name in subset}
    kept = matching(columns, subset, table.rows)
    origin = np.flatnonzero(kept)
    return Frame(table, origin, len(origin), kept)


def build_design(frame: Frame, spec: Spec) -> Design:
    """The design with its calibration, trimming and replicates.

    Replicates repeat calibration and trimming on their own weights; with `variance: fixed` they take them as given.
    """
    part = spec.design
    sizes = [
        np.full(frame.rows, float(each)) if isinstance(each, (int, float)) else frame.numbers(each) for each in part.fpc
    ]
    weights = frame.numbers(part.weight) if part.weight else None
    if weights is not None:
        complete(weights, part.weight)
    base = make_design(
        frame.rows,
        weights=weights,
        strata=[frame.labels(name) for name in part.strata],
        units=[frame.labels(name) for name in part.psu],
        sizes=sizes,
        fractions=part.fractions,
        lonely=spec.lonely,
    )
    targets = targets_of(frame, spec.calibration)
    adjust = adjustment(spec.calibration, targets)
    held = adjust(base.weights)
    final = cut(held, spec.trimming)
    if spec.replicates != "none":
        return replicated(base, spec, final, lambda each: cut(adjust(each), spec.trimming))
    projection = None if spec.calibration is None else projection_of(spec.calibration, targets, base.weights, held)
    return replace(base.reweighted(held, projection), weights=final)


def replicated(base: Design, spec: Spec, final: Floats, again: Adjust) -> Design:
    """Jackknife replicates: calibrated anew, or of the final weights where these are fixed or never adjusted."""
    adjusted = spec.calibration is not None or spec.trimming is not None
    fixed = spec.calibration is not None and spec.calibration.variance is RakingVariance.FIXED
    if fixed or not adjusted:
        return jackknife(base.reweighted(final), spec.replicates)
    return replace(jackknife(base, spec.replicates, again), weights=final)


def cut(weights: Floats, spec: TrimmingSpec | None) -> Floats:
    """Trimmed weights, where trimming is written."""
    return weights if spec is None else trimmed(weights, upper=spec.upper, lower=spec.lower, strict=spec.strict)


def adjustment(spec: CalibrationSpec | None, targets: Targets) -> Adjust:
    """How weights are calibrated."""
    if spec is None:
        return lambda weights: weights
    if spec.method == "poststratify":
        if len(targets.margins) != 1 or targets.totals:
            raise OneMarginOnly
        return lambda weights: poststratified(weights, targets.margins[0])
    if spec.method == "raking" and spec.bounds is None and not targets.totals:
        return lambda weights: raked(weights, targets.margins)
    return lambda weights: calibrated(weights, targets, Method(spec.method), spec.bounds)


def projection_of(spec: CalibrationSpec, targets: Targets, base: Floats, final: Floats) -> Projection | None:
    """What the errors of calibrated weights leave out of a variable, by the written `variance:`."""
    if spec.variance is RakingVariance.FIXED:
        return None
    if spec.variance is RakingVariance.CALIBRATE:
        return regression_projection(targets, base=base, final=final)
    if spec.method != "raking" or targets.totals:
        raise RakeOnly
    levels = [margin.levels for margin in targets.margins]
    return cell_projection(levels, mass=(final != 0).astype(float), final=final, fit=fit_by_turns)


def targets_of(frame: Frame, spec: CalibrationSpec | None) -> Targets:
    """The margins and totals of a calibration, matched with the sample."""
    if spec is None:
        return Targets()
    return Targets(
        tuple(make_margin(name, frame.labels(name), counts) for name, counts in spec.margins.items()),
        tuple(Auxiliary(name, frame.numbers(name), total) for name, total in spec.totals.items()),
    )
