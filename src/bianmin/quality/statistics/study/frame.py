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
    columns = {
        name: crossed([table.columns[part] for part in parts_of(name, table.names)]) for name in subset
    }
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
    adjust, project = adjustment(frame, spec.calibration)
    fixed = spec.calibration is not None and spec.calibration.variance is RakingVariance.FIXED
    held = adjust(base.weights)
    if spec.replicates != "none":
        if fixed:
            return jackknife(base.reweighted(cut(held, spec.trimming)), spec.replicates)
        again = None if spec.calibration is None and spec.trimming is None else lambda each: cut(adjust(each), spec.trimming)
        repeated = jackknife(base, spec.replicates, again)
        return replace(repeated, weights=cut(held, spec.trimming))
    projection = None if project is None else project(base.weights, held)
    return replace(base.reweighted(held, projection), weights=cut(held, spec.trimming))


def cut(weights: Floats, spec: TrimmingSpec | None) -> Floats:
    """Trimmed weights, where trimming is written."""
    return weights if spec is None else trimmed(weights, upper=spec.upper, lower=spec.lower, strict=spec.strict)


Adjust = Callable[[Floats], Floats]
Project = Callable[[Floats, Floats], Projection]


def adjustment(frame: Frame, spec: CalibrationSpec | None) -> tuple[Adjust, Project | None]:
    """How weights are calibrated, and the projection that base and final weights give."""
    if spec is None:
        return lambda weights: weights, None
    margins = tuple(make_margin(name, frame.labels(name), counts) for name, counts in spec.margins.items())
    totals = tuple(Auxiliary(name, frame.numbers(name), total) for name, total in spec.totals.items())
    targets = Targets(margins, totals)
    project: Project | None = lambda base, final: regression_projection(targets, base=base, final=final)  # noqa: E731 - one of three
    if spec.variance is RakingVariance.RAKE:
        if spec.method != "raking" or totals:
            raise RakeOnly
        project = lambda base, final: cell_projection(  # noqa: E731 - one of three
            [margin.levels for margin in margins], mass=(final != 0).astype(float), final=final, fit=fit_by_turns
        )
    if spec.variance is RakingVariance.FIXED:
        project = None
    if spec.method == "poststratify":
        if len(margins) != 1 or totals:
            raise OneMarginOnly
        return lambda weights: poststratified(weights, margins[0]), project
    if spec.method == "raking" and spec.bounds is None and not totals:
        return lambda weights: raked(weights, margins), project
    return lambda weights: calibrated(weights, targets, Method(spec.method), spec.bounds), project
