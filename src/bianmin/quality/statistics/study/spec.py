"""The written design: a YAML file read into plain values, every key checked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bianmin.kernel.errors import Refused
from bianmin.kernel.words import N_
from bianmin.quality.statistics.arrays import label_of
from bianmin.quality.statistics.lonely import Lonely
from bianmin.quality.statistics.raking import RakingVariance
from bianmin.quality.statistics.study.table import NoFile

Entry = Mapping[str, Any]

MOST_BYTES = 1_000_000

ESTIMATE_KEYS = {
    "statistic", "variable", "denominator", "domain", "where", "interval", "level", "p", "rule", "levels", "scores",
    "deff",
}  # fmt: skip
TEST_KEYS = {
    "test", "rows", "columns", "statistic", "variable", "variables", "by", "of", "against", "scores", "outcome",
    "predictors", "factors", "centre", "domain", "where", "denominator", "distribution", "weights", "continuity",
    "exact", "level", "levels", "kind",
}  # fmt: skip
TOP_KEYS = {
    "design", "lonely", "missing", "level", "subset", "calibration", "trimming", "replicates", "estimates", "tests",
    "adjust",
}  # fmt: skip
DESIGN_KEYS = {"strata", "psu", "fpc", "fpc_as", "weight", "sampling"}
CALIBRATION_KEYS = {"method", "margins", "totals", "bounds", "variance"}
TRIMMING_KEYS = {"upper", "lower", "strict"}


class NotYaml(Refused):
    """A design file that is no YAML mapping."""

    message = N_("{path} is not a design in YAML: {fault}. See docs/reference/statistics.md for an example.")


class UnknownKey(Refused):
    """A key the design does not know."""

    message = N_("{where}: “{key}” is not known here. Write one of: {known}.")


class UnknownChoice(Refused):
    """A value that is none of the choices."""

    message = N_("{where}: “{value}” is not a choice. Write one of: {known}.")


class KeyMissing(Refused):
    """A key that is needed."""

    message = N_("{where}: “{key}” is missing. Write it, as in docs/reference/statistics.md.")


class NotANumber(Refused):
    """A value that must be a number."""

    message = N_("{where}: “{key}” must be a number.")


class NotAMapping(Refused):
    """A value that must be a mapping of keys, as the counts of a margin by level."""

    message = N_("{where}: “{key}” must be a mapping of keys to values, one a line.")


class NotTwoBounds(Refused):
    """Bounds that are not two numbers."""

    message = N_("calibration: “bounds” must be two numbers, for example [0.3, 3].")


class TooLarge(Refused):
    """A design file beyond 1 MB."""

    message = N_("{path} is larger than 1 MB. A design needs a few lines: check that it is the right file.")


@dataclass(frozen=True, slots=True)
class DesignSpec:
    """Names of the columns of the design; `sizes` say whether corrections are sizes or fractions."""

    strata: tuple[str, ...] = ()
    psu: tuple[str, ...] = ()
    fpc: tuple[str | float, ...] = ()
    fractions: bool = False
    weight: str = ""
    sampling: str = "probability"


@dataclass(frozen=True, slots=True)
class CalibrationSpec:
    """What weights are held to."""

    method: str
    margins: Mapping[str, Mapping[str, float]]
    totals: Mapping[str, float]
    bounds: tuple[float, float] | None
    variance: RakingVariance


@dataclass(frozen=True, slots=True)
class TrimmingSpec:
    """Limits of the weights."""

    upper: float = float("inf")
    lower: float = float("-inf")
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Spec:
    """A whole study."""

    design: DesignSpec = field(default_factory=DesignSpec)
    lonely: Lonely = Lonely.FAIL
    refuse_missing: bool = False
    level: float = 0.95
    subset: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    calibration: CalibrationSpec | None = None
    trimming: TrimmingSpec | None = None
    replicates: str = "none"
    estimates: tuple[Entry, ...] = ()
    tests: tuple[Entry, ...] = ()
    adjust: str = ""


def read_spec(path: Path) -> Spec:
    """Read a design file (YAML, at most 1 MB).

    Raises:
        NoFile, TooLarge, NotYaml, UnknownKey, UnknownChoice, KeyMissing, NotANumber, NotAMapping, NotTwoBounds.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        raise NoFile(path=path) from fault
    if len(text) > MOST_BYTES:
        raise TooLarge(path=path)
    try:
        content = yaml.safe_load(text)
    except yaml.YAMLError as fault:
        raise NotYaml(path=path, fault=" ".join(str(fault).split())) from fault
    if not isinstance(content, dict):
        raise NotAMapping(where=path, key="design")
    return make_spec(content)


def make_spec(content: Entry) -> Spec:
    """A study from a mapping, as a YAML file gives it."""
    known_keys("design file", content, TOP_KEYS)
    estimates, tests = entries(content, "estimates", ESTIMATE_KEYS), entries(content, "tests", TEST_KEYS)
    return Spec(
        design=design_spec(mapping(content, "design")),
        lonely=Lonely(choice("lonely", content.get("lonely", "fail"), [rule.value for rule in Lonely])),
        refuse_missing=choice("missing", content.get("missing", "drop"), ["drop", "refuse"]) == "refuse",
        level=number("design file", "level", content.get("level", 0.95)),
        subset=conditions(mapping(content, "subset")),
        calibration=calibration_spec(mapping(content, "calibration")) if content.get("calibration") else None,
        trimming=trimming_spec(mapping(content, "trimming")) if content.get("trimming") else None,
        replicates=choice("replicates", content.get("replicates") or "none", ["none", "jk1", "jkn"]),
        estimates=estimates,
        tests=tests,
        adjust=choice("adjust", content.get("adjust") or "none", ["none", "holm", "bh"]),
    )


def design_spec(content: Entry) -> DesignSpec:
    """The part `design:`."""
    known_keys("design", content, DESIGN_KEYS)
    corrections = many(content.get("fpc"))
    return DesignSpec(
        strata=texts(content.get("strata")),
        psu=texts(content.get("psu")),
        fpc=tuple(value if isinstance(value, (int, float)) else str(value) for value in corrections),
        fractions=choice("fpc_as", content.get("fpc_as", "sizes"), ["sizes", "fractions"]) == "fractions",
        weight=label_of(content.get("weight")),
        sampling=label_of(content.get("sampling", "probability")),
    )


def calibration_spec(content: Entry) -> CalibrationSpec:
    """The part `calibration:`."""
    known_keys("calibration", content, CALIBRATION_KEYS)
    method = choice("method", content.get("method"), ["poststratify", "raking", "linear", "logit"])
    margins = {label_of(name): counts(label_of(name), each) for name, each in mapping(content, "margins").items()}
    totals = {label_of(name): number("totals", name, total) for name, total in mapping(content, "totals").items()}
    if not margins and not totals:
        raise KeyMissing(where="calibration", key="margins")
    bounds = many(content.get("bounds"))
    if len(bounds) not in (0, 2):
        raise NotTwoBounds
    limits = (number("bounds", "lower", bounds[0]), number("bounds", "upper", bounds[1])) if bounds else None
    variance = choice("variance", content.get("variance", "calibrate"), [each.value for each in RakingVariance])
    return CalibrationSpec(method, margins, totals, limits, RakingVariance(variance))


def counts(name: str, content: object) -> dict[str, float]:
    """The counts of a margin by level."""
    if not isinstance(content, dict):
        raise NotAMapping(where="margins", key=name)
    return {label_of(level): number(f"margin {name}", label_of(level), count) for level, count in content.items()}


def trimming_spec(content: Entry) -> TrimmingSpec:
    """The part `trimming:`."""
    known_keys("trimming", content, TRIMMING_KEYS)
    return TrimmingSpec(
        upper=number("trimming", "upper", content.get("upper", float("inf"))),
        lower=number("trimming", "lower", content.get("lower", float("-inf"))),
        strict=bool(content.get("strict", False)),
    )


def entries(content: Entry, key: str, known: set[str]) -> tuple[Entry, ...]:
    """A list of mappings, each with known keys."""
    found = many(content.get(key))
    for place, entry in enumerate(found):
        if not isinstance(entry, dict):
            raise NotAMapping(where=key, key=str(place + 1))
        known_keys(f"{key}, number {place + 1}", entry, known)
    return tuple(found)


def conditions(content: Entry) -> dict[str, tuple[str, ...]]:
    """Column -> labels admitted."""
    return {label_of(name): texts(labels) for name, labels in content.items()}


def known_keys(where: str, content: Entry, known: set[str]) -> None:
    """Refuse a key that is not known."""
    for key in content:
        if key not in known:
            raise UnknownKey(where=where, key=key, known=", ".join(sorted(known)))


def mapping(content: Entry, key: str) -> Entry:
    """A mapping under a key, empty where it is missing."""
    value = content.get(key)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise NotAMapping(where="design", key=key)
    return value


def choice(where: str, value: object, known: Sequence[str]) -> str:
    """One of the choices."""
    text = label_of(value)
    if text not in known:
        raise UnknownChoice(where=where, value=text, known=", ".join(known))
    return text


def number(where: str, key: object, value: object) -> float:
    """A number, not a truth value."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise NotANumber(where=where, key=key)
    return float(value)


def many(value: Any) -> list[Any]:
    """A list: of one, of several, of none."""
    if value is None or value == "":
        return []
    return list(value) if isinstance(value, (list, tuple)) else [value]


def texts(value: Any) -> tuple[str, ...]:
    """Labels of one or several values."""
    return tuple(label_of(each) for each in many(value))


def needed(where: str, entry: Entry, key: str) -> Any:
    """The value of a key that must be there."""
    if entry.get(key) is None:
        raise KeyMissing(where=where, key=key)
    return entry[key]
