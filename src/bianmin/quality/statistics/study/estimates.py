"""The estimates of a study: one line a variable, level and domain."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from bianmin.kernel.errors import Refused
from bianmin.kernel.words import N_
from bianmin.quality.statistics.arrays import (
    AllMissing,
    Bools,
    Coded,
    Floats,
    complete,
    crossed,
    label_numbers,
    label_of,
)
from bianmin.quality.statistics.design import Design
from bianmin.quality.statistics.intervals import Estimated, Interval, interval
from bianmin.quality.statistics.kish import effective_rows
from bianmin.quality.statistics.quantile_rules import Rule
from bianmin.quality.statistics.quantiles import quantile
from bianmin.quality.statistics.size import NO_MARGIN, NoMargin
from bianmin.quality.statistics.study.frame import Frame
from bianmin.quality.statistics.study.spec import Entry, Spec, choice, conditions, many, mapping, needed, number, texts
from bianmin.quality.statistics.tabulate import Column, Domains, answers, prepare, tabulate, tabulate_many

Line = dict[str, Any]

STATISTICS = ("total", "mean", "proportion", "ratio", "quantile")


class LevelMissing(Refused):
    """A level asked for that no row has."""

    message = N_("Column {column}: no row has the level “{level}”. Known: {known}.")


class ScoreMissing(Refused):
    """A level without a score."""

    message = N_("Column {column}: the level “{level}” (row {row}) has no score. Add it to scores.")


@dataclass(slots=True)
class Part:
    """The domains of some estimates: their labels, rows in any, the pass over them and degrees of freedom."""

    labels: tuple[str | None, ...]
    column: Coded
    domains: Domains
    df: tuple[int, ...]

    def rows(self, slot: int) -> Bools:
        """The rows (n,) of one domain."""
        inside: Bools = self.column.codes == slot
        return inside


@dataclass(slots=True)
class Study:
    """A frame with its design and what is written about it."""

    frame: Frame
    design: Design
    spec: Spec
    _parts: dict[tuple[object, ...], Part] = field(default_factory=dict)

    @property
    def bare(self) -> bool:
        """Whether the way of sampling permits no error."""
        return self.spec.design.sampling in NO_MARGIN

    def inside(self, entry: Entry) -> Bools:
        """The rows (n,) an entry looks at; the design stays whole."""
        where = conditions(mapping(entry, "where"))
        return self.frame.where(where) if where else np.ones(self.design.rows, dtype=bool)

    def checked(self, name: str, values: Floats, inside: Bools) -> Floats:
        """The values, refused by the rule for missing ones or when none is left."""
        if self.spec.refuse_missing:
            complete(np.where(inside, values, 0.0), name)
        if np.isnan(values[inside]).all():
            raise AllMissing(column=name)
        return values

    def numbers(self, name: str, inside: Bools) -> Floats:
        """A column as checked numbers."""
        return self.checked(name, self.frame.numbers(name), inside)

    def labels(self, name: str, inside: Bools) -> Coded:
        """A column as checked labels."""
        column = self.frame.labels(name)
        if self.spec.refuse_missing:
            complete(np.where(inside, column.codes, 0), name)
        if (column.codes[inside] < 0).all():
            raise AllMissing(column=name)
        return column

    def part(self, entry: Entry) -> Part:
        """The domains of an entry, prepared once for all entries that share them."""
        names = texts(entry.get("domain"))
        where = conditions(mapping(entry, "where"))
        key = (names, tuple(sorted(where.items())))
        if key not in self._parts:
            self._parts[key] = self.make_part(names, self.inside(entry))
        return self._parts[key]

    def make_part(self, names: tuple[str, ...], inside: Bools) -> Part:
        """Number the domains among the rows inside that carry weight."""
        counted = inside & (self.design.weights > 0)
        if names:
            whole = crossed([self.frame.labels(name) for name in names])
            column = Coded(np.where(counted, whole.codes, -1), whole.labels).take(np.ones(len(whole), dtype=bool))
        else:
            column = Coded(np.where(counted, 0, -1), ("",))
        codes = None if not names and counted.all() else column.codes
        domains = prepare(self.design, codes, len(column.labels))
        df = tuple(self.design.df(column.codes == slot) for slot in range(len(column.labels)))
        return Part(column.labels if names else (None,), column, domains, df)


def estimate(study: Study, entry: Entry) -> Iterator[Line]:
    """The lines of one entry of `estimates:`."""
    kind = choice("statistic", needed("estimates", entry, "statistic"), STATISTICS)
    deff = choice("deff", entry.get("deff", "finite"), ["finite", "replace"])
    part = study.part(entry)
    names = texts(entry.get("variable")) or ("" if kind == "total" else needed("estimates", entry, "variable"),)
    if kind == "quantile":
        for name in names:
            yield from quantile_lines(study, entry, part, name)
        return
    for head, column in columns(study, entry, part, kind, names):
        yield from lines(study, entry, part, column, {"statistic": kind, **head}, deff)


def columns(study: Study, entry: Entry, part: Part, kind: str, names: tuple[str, ...]) -> Iterator[tuple[Line, Column]]:
    """What is estimated of some columns: the keys of each line, and the estimates over the domains."""
    if kind == "ratio" or names == ("",):
        for name in names:
            yield single(study, entry, part, kind, name)
        return
    heads, variables = [], []
    for name in names:
        column = study.labels(name, study.inside(entry))
        asked = answers(part.domains, column)
        for head, values in meanings(entry, kind, name, column):
            heads.append({"variable": name, **head})
            variables.append((asked, values))
    yield from zip(heads, tabulate_many(study.design, variables, mean=kind != "total"), strict=True)


def single(study: Study, entry: Entry, part: Part, kind: str, name: str) -> tuple[Line, Column]:
    """The same of a ratio, or of the total of the rows themselves."""
    if kind != "ratio":
        return {"variable": None}, tabulate(study.design, part.domains, np.ones(study.design.rows))
    inside, denominator = study.inside(entry), str(needed("estimates", entry, "denominator"))
    above, below = study.numbers(name, inside), study.numbers(denominator, inside)
    return {"variable": name, "denominator": denominator}, tabulate(study.design, part.domains, above, below)


def meanings(entry: Entry, kind: str, name: str, column: Coded) -> Iterator[tuple[Line, Floats]]:
    """What the labels of a column stand for (labels,): scores, a share of levels, each level in turn, or numbers."""
    if entry.get("scores"):
        yield {}, scores_of(column, name, mapping(entry, "scores"))
        return
    levels = texts(entry.get("levels"))
    if levels:
        yield {"level": ", ".join(levels)}, share_of(column, name, levels)
        return
    if kind != "proportion" or set(column.labels) <= {"0", "1"}:
        yield {}, label_numbers(column, name)
        return
    for level in column.labels:
        yield {"level": level}, share_of(column, name, (level,))


def share_of(column: Coded, name: str, levels: tuple[str, ...]) -> Floats:
    """1 for each of the levels, 0 for the other labels (labels,): top-two-box and the like.

    Raises:
        LevelMissing: none of the levels occurs.
    """
    found = [label in levels for label in column.labels]
    if not any(found):
        raise LevelMissing(column=name, level=", ".join(levels), known=", ".join(column.labels[:20]))
    return np.array(found, dtype=float)


def scores_of(column: Coded, name: str, scores: Mapping[str, Any]) -> Floats:
    """A linear score: the number (labels,) of every level.

    Raises:
        ScoreMissing: a level that occurs has none.
    """
    points = {label_of(level): number("scores", level, score) for level, score in scores.items()}
    for code, label in enumerate(column.labels):
        if label not in points:
            raise ScoreMissing(column=name, level=label, row=int(np.flatnonzero(column.codes == code)[0]) + 1)
    return np.array([points[label] for label in column.labels])


def lines(study: Study, entry: Entry, part: Part, column: Column, head: Line, deff: str) -> Iterator[Line]:
    """One line a domain."""
    effects = column.deff if deff == "finite" else column.deft
    errors = column.errors
    if not column.n.any():
        raise AllMissing(column=head["variable"])
    for slot, label in enumerate(part.labels):
        value, error = float(column.values[slot]), float(errors[slot])
        effective = float("inf")
        if value in (0.0, 1.0) or error == 0:
            effective = effective_rows(study.design.weights[part.rows(slot)])
        rows = int(np.count_nonzero(part.rows(slot)))
        estimated = Estimated(value, error, part.df[slot], rows, effective)
        yield {
            **head, "domain": label, "estimate": value,
            **errors_of(study, entry, estimated, float(effects[slot])), "n": int(column.n[slot]),
        }  # fmt: skip


def errors_of(study: Study, entry: Entry, estimated: Estimated, deff: float) -> Line:
    """Standard error, degrees of freedom, design effect and interval; empty where the sampling permits none.

    Raises:
        NoMargin: an interval is written for a sample that permits none.
    """
    if study.bare:
        if entry.get("interval") is not None:
            raise NoMargin(sampling=study.spec.design.sampling)
        return dict.fromkeys(("se", "df", "deff", "lower", "upper"))
    kind = Interval(choice("interval", entry.get("interval", "t"), [each.value for each in Interval]))
    level = number("estimates", "level", entry.get("level", study.spec.level))
    lower, upper = interval(estimated, kind, level)
    return {"se": estimated.error, "df": estimated.df, "deff": deff, "lower": lower, "upper": upper}


def quantile_lines(study: Study, entry: Entry, part: Part, name: str) -> Iterator[Line]:
    """The lines of quantiles: one a p and domain."""
    values = study.numbers(name, study.inside(entry))
    rule = Rule(choice("rule", entry.get("rule", "math"), [each.value for each in Rule]))
    kinds = [Interval.T, Interval.NORMAL, Interval.XLOGIT, Interval.BETA, Interval.ASIN]
    kind = Interval(choice("interval", entry.get("interval", "t"), [each.value for each in kinds]))
    level = number("estimates", "level", entry.get("level", study.spec.level))
    if study.bare and entry.get("interval") is not None:
        raise NoMargin(sampling=study.spec.design.sampling)
    for p in many(entry.get("p", 0.5)):
        for slot, label in enumerate(part.labels):
            share = number("estimates", "p", p)
            found = quantile(study.design, values, share, rule=rule, kind=kind, level=level, rows=part.rows(slot))
            errors = {"se": found.error, "df": found.df, "deff": None, "lower": found.lower, "upper": found.upper}
            yield {
                "statistic": "quantile", "variable": name, "p": share, "domain": label, "estimate": found.value,
                **(dict.fromkeys(errors) if study.bare else errors), "n": found.n,
            }  # fmt: skip
