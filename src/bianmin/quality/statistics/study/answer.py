"""From a data file and a design file to the answers, as plain values for JSON."""

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from bianmin.quality.statistics.multiplicity import benjamini_hochberg, holm
from bianmin.quality.statistics.size import WAYS, UnknownSampling
from bianmin.quality.statistics.study.estimates import Line, Study, estimate
from bianmin.quality.statistics.study.frame import build_design, make_frame
from bianmin.quality.statistics.study.spec import CalibrationSpec, Entry, Spec, mapping, read_spec, texts
from bianmin.quality.statistics.study.table import Table, read_csv
from bianmin.quality.statistics.study.tests import test

NAMING = ("variable", "denominator", "domain", "rows", "columns", "variables", "by", "outcome", "predictors")
"""Keys of an entry that name columns."""


def columns_of(spec: Spec) -> Iterator[str]:
    """Every column a study names."""
    part = spec.design
    yield from (*part.strata, *part.psu, *(each for each in part.fpc if isinstance(each, str)), *spec.subset)
    if part.weight:
        yield part.weight
    if spec.calibration is not None:
        yield from calibrating(spec.calibration)
    for entry in (*spec.estimates, *spec.tests):
        yield from columns_of_entry(entry)


def calibrating(spec: CalibrationSpec) -> Iterator[str]:
    """The columns weights are calibrated on."""
    yield from spec.margins
    yield from spec.totals


def columns_of_entry(entry: Entry) -> Iterator[str]:
    """The columns one entry names."""
    for key in NAMING:
        yield from texts(entry.get(key))
    yield from (str(name) for name in mapping(entry, "where"))


def answer(table: Table, spec: Spec) -> dict[str, list[Line]]:
    """Estimates and tests of a study on a table of coded columns."""
    if spec.design.sampling not in WAYS:
        raise UnknownSampling(sampling=spec.design.sampling, known=", ".join(sorted(WAYS)))
    frame = make_frame(table, spec.subset)
    with frame.file_rows():
        study = Study(frame, build_design(frame, spec), spec)
        estimates = [plain(line) for entry in spec.estimates for line in estimate(study, entry)]
        tests = [plain(test(study, entry)) for entry in spec.tests]
    return {"estimates": estimates, "tests": adjusted(tests, spec.adjust)}


def answer_files(data: Path, design: Path) -> dict[str, list[Line]]:
    """Estimates and tests of a CSV file under a design file."""
    spec = read_spec(design)
    return answer(read_csv(data, columns_of(spec)), spec)


def adjusted(tests: list[Line], way: str) -> list[Line]:
    """Tests with `p_adjusted` beside every p-value, where many tests are adjusted for."""
    if way == "none" or not way:
        return tests
    places = [place for place, line in enumerate(tests) if line.get("p_value") is not None]
    values = np.array([tests[place]["p_value"] for place in places])
    for place, value in zip(places, (holm if way == "holm" else benjamini_hochberg)(values), strict=True):
        tests[place]["p_adjusted"] = float(value)
    return tests


def plain(value: Any) -> Any:
    """A value for JSON: numbers that are not finite become null."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    if isinstance(value, (np.floating, float)):
        return float(value) if math.isfinite(value) else None
    if isinstance(value, np.integer):
        return int(value)
    return value
