"""Prose that repeats a table: sums of neighbouring cells, shares of them, changes of a column."""

import itertools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from bianmin.kernel.words import N_
from bianmin.quality.proofread import formulas
from bianmin.quality.proofread.claims import Certainty, Claim, Input, Kind, Verdict
from bianmin.quality.proofread.grids import Entry, Field, Grid, grid
from bianmin.quality.proofread.layout import Document
from bianmin.quality.proofread.phrases import Mention, bigrams, mentions, state
from bianmin.quality.proofread.rules.changes import direction
from bianmin.quality.proofread.rules.tables import changes

ADDED = N_("The shares printed in the table add up to what is printed here.")
_REACH, _LONGEST, _FEW, _CLOSE, _LEAST = 14, 3, 2, 3, 10


def check(document: Document) -> Iterator[Claim]:
    """Numbers of passages near a table that are made of its cells."""
    for table in document.tables:
        found = grid(table)
        if found is None:
            continue
        near = [
            mention
            for passage in document.passages[max(0, table.place - _REACH) : table.place + _REACH]
            if not passage.is_row
            for mention in mentions(passage)
        ]
        for view in (found, found.turned()):
            runs = Runs(view)
            for mention in near:
                yield from _sums(mention, runs)
                yield from _shares(mention, runs)
            yield from _changes(view, near)


@dataclass(eq=False)
class Run:
    """Neighbouring cells of one record with their fields."""

    view: Grid
    record: int
    cells: list[Entry]
    fields: list[Field]

    @cached_property
    def key(self) -> tuple[int, ...]:
        """The fields' places: the same for counts and their shares."""
        return tuple(field.index for field in self.fields)

    def share(self, total: Input) -> Fraction:
        """The cells per cent of a total."""
        return self.value / total.value * formulas.HUNDRED

    @property
    def percent(self) -> bool:
        """Whether the cells are shares."""
        return self.cells[0].percent

    @property
    def inputs(self) -> list[Input]:
        """The cells as inputs."""
        return [cell.as_input(field.leaf) for cell, field in zip(self.cells, self.fields, strict=True)]

    @property
    def text(self) -> str:
        """The cells' names added."""
        return " + ".join(field.leaf for field in self.fields)

    @cached_property
    def value(self) -> Fraction:
        """The cells' sum."""
        return formulas.total([cell.value for cell in self.cells])

    @cached_property
    def pairs(self) -> set[str]:
        """Pairs of ideographs in the fields' names."""
        return {pair for field in self.fields for pair in bigrams(field.leaf)}

    @cached_property
    def totals(self) -> list[Input]:
        """The printed total of the record in the same group of fields, and what its cells really add up to."""
        group, numbers = self.fields[0].group, self.view.numbers
        alike = [field for field in self.view.fields if field.group == group]
        found = [(field, numbers.get((self.record, field.index))) for field in alike]
        present = [(field, number) for field, number in found if number and not number.percent and number.value]
        printed = [number.as_input("total") for field, number in present if field.is_total]
        added = formulas.total([number.value for field, number in present if not field.is_total])
        return [*printed, Input("total", added)] if added else printed


class Runs:
    """All runs of a table, by what they add up to."""

    def __init__(self, view: Grid) -> None:
        self.counts: list[Run] = []
        self.by_value: dict[tuple[bool, Fraction], list[Run]] = defaultdict(list)
        for run in _runs(view):
            self.by_value[run.percent, run.value].append(run)
            if not run.percent:
                self.counts.append(run)


def _neighbours(view: Grid) -> list[list[Field]]:
    """Two or three fields beside one another, totals left out."""
    fields = [field for field in view.fields if field.index in view.columns and not field.is_total]
    sizes = range(_FEW, _LONGEST + 1)
    return [fields[at : at + size] for size in sizes for at in range(len(fields) - size + 1)]


def _runs(view: Grid) -> Iterator[Run]:
    for record, run in itertools.product({record for record, _ in view.numbers}, _neighbours(view)):
        cells = [cell for field in run if (cell := view.numbers.get((record, field.index)))]
        if len(cells) == len(run) and len({cell.percent for cell in cells}) == 1:
            yield Run(view, record, cells, run)


def _around(mention: Mention) -> set[str]:
    """Pairs of ideographs before and after a number."""
    stop = mention.quantity.stop
    return bigrams(mention.label + mention.passage.text[stop : stop + 16])


def _sums(mention: Mention, runs: Runs) -> Iterator[Claim]:
    quantity = mention.quantity
    if quantity.percent or quantity.points or not quantity.exact or quantity.value < _LEAST:
        return
    for run in runs.by_value.get((False, quantity.value), ()):
        if run.pairs & _around(mention):
            yield state(mention, Kind.SUM, formulas.total, run.inputs, run.text)
            return


def _shares(mention: Mention, runs: Runs) -> Iterator[Claim]:
    """A share that several cells of a count record make of its total, or their printed shares together."""
    quantity = mention.quantity
    if not quantity.percent or quantity.bound:
        return
    around, near = _around(mention), quantity.step * _CLOSE
    added = {run.key for run in runs.by_value.get((True, quantity.value), ())}
    spoken = [run for run in runs.counts if run.pairs & around]
    close = [(run, total) for run in spoken for total in run.totals if abs(run.share(total) - quantity.value) <= near]
    claims = (_share(mention, run, total, added=run.key in added) for run, total in close)
    yield from itertools.islice((claim for claim in claims if claim), 1)


def _share(mention: Mention, run: Run, total: Input, *, added: bool) -> Claim | None:
    """The share as a claim: it agrees, or it is the sum of the printed shares."""
    claim = state(mention, Kind.RATIO, formulas.shared_sum, [*run.inputs, total], f"({run.text}) / total * 100")
    if claim.verdict is Verdict.CONSISTENT:
        return claim
    return replace(claim, verdict=Verdict.ROUNDED, certainty=None, note=ADDED) if added else None


def _names(view: Grid) -> set[str]:
    """Pairs of ideographs in the names of the fields and records."""
    return {pair for field in (*view.fields, *view.records) for word in field.path for pair in bigrams(word)}


def _changes(view: Grid, near: list[Mention]) -> Iterator[Claim]:
    """下降 3.5 個百分點 in prose that a column of changes shows."""
    differences = [claim for claim in changes(view) if claim.kind is Kind.DIFFERENCE]
    agreed = {claim.value: claim for claim in differences if claim.verdict is Verdict.CONSISTENT}
    names = _names(view)
    for mention in near:
        way = direction(mention) if mention.quantity.points else 0
        shown = agreed.get(way * mention.quantity.value) if way else None
        before = mention.passage.text[max(0, mention.start - 40) : mention.start]
        if shown and bigrams(before) & names:
            formula = formulas.rise if way > 0 else formulas.fall
            certainty = Certainty.LIKELY
            yield state(mention, Kind.DIFFERENCE, formula, shown.inputs[:2], shown.formula, certainty=certainty)
