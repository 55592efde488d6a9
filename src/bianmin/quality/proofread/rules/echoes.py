"""Prose that repeats a table: sums of neighbouring cells, shares of them, changes of a column."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from bianmin.kernel.words import N_
from bianmin.quality.proofread import formulas
from bianmin.quality.proofread.claims import Certainty, Claim, Formula, Input, Kind, Verdict
from bianmin.quality.proofread.grids import Entry, Grid, grid
from bianmin.quality.proofread.layout import Document
from bianmin.quality.proofread.phrases import Mention, mentions, overlap, state, weigh
from bianmin.quality.proofread.rules.changes import direction
from bianmin.quality.proofread.rules.tables import changes

ADDED = N_("The shares printed in the table add up to what is printed here.")
_REACH, _LONGEST, _FEW, _CLOSE = 14, 3, 2, 3


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
            runs = list(_runs(view))
            for mention in near:
                yield from _sums(mention, runs)
                yield from _shares(mention, view, runs)
            yield from _changes(view, near)


class Run:
    """Neighbouring cells of one record with the names of their fields."""

    def __init__(self, record: int, cells: list[Entry], names: list[str], fields: list[int]) -> None:
        self.record, self.cells, self.names, self.fields = record, cells, names, fields

    @property
    def inputs(self) -> list[Input]:
        """The cells as inputs."""
        return [cell.as_input(name) for cell, name in zip(self.cells, self.names, strict=True)]

    @property
    def value(self) -> Fraction:
        """Their sum."""
        return formulas.total([cell.value for cell in self.cells])

    def spoken(self, mention: Mention) -> bool:
        """Whether the words around a mention name one of the fields."""
        quantity = mention.quantity
        around = mention.label + mention.passage.text[quantity.stop : quantity.stop + 16]
        return any(overlap(around, name) >= _FEW for name in self.names)


def _runs(view: Grid) -> Iterator[Run]:
    fields = [field for field in view.fields if field.index in view.columns and not field.is_total]
    for record in {record for record, _ in view.numbers}:
        for size in range(_FEW, _LONGEST + 1):
            for at in range(len(fields) - size + 1):
                chosen = fields[at : at + size]
                cells = [view.numbers.get((record, field.index)) for field in chosen]
                present = [cell for cell in cells if cell]
                if len(present) == size and len({cell.percent for cell in present}) == 1:
                    yield Run(record, present, [field.leaf for field in chosen], [field.index for field in chosen])


def _sums(mention: Mention, runs: list[Run]) -> Iterator[Claim]:
    quantity = mention.quantity
    if quantity.percent or quantity.points or not quantity.exact or quantity.value < 10:  # noqa: PLR2004 - chance
        return
    for run in runs:
        if not run.cells[0].percent and run.value == quantity.value and run.spoken(mention):
            yield state(mention, Kind.SUM, formulas.total, run.inputs, " + ".join(run.names))
            return


def _shares(mention: Mention, view: Grid, runs: list[Run]) -> Iterator[Claim]:
    """A share that several cells of a count record make of its total, or their printed shares together."""
    quantity = mention.quantity
    if not quantity.percent or quantity.bound:
        return
    shares = {tuple(run.fields): run for run in runs if run.cells[0].percent and run.value == quantity.value}
    for run in runs:
        if run.cells[0].percent or not run.spoken(mention):
            continue
        for total in _totals(view, run):
            claim = _share(mention, run, total, shares.get(tuple(run.fields)))
            if claim:
                yield claim
                return


def _share(mention: Mention, run: Run, total: Input, added: Run | None) -> Claim | None:
    inputs = [*run.inputs, total]
    outcome, value = weigh(mention, formulas.shared_sum, inputs)
    if outcome is Verdict.CONSISTENT:
        return state(mention, Kind.RATIO, formulas.shared_sum, inputs, "(" + " + ".join(run.names) + ") / total * 100")
    if added and abs(value - mention.quantity.value) <= mention.quantity.step * _CLOSE:
        return _rounded(mention, inputs, run)
    return None


def _totals(view: Grid, run: Run) -> Iterator[Input]:
    """The printed total of a run's record in the same group of fields, and what its cells really add up to."""
    group = view.fields[run.fields[0]].group
    for field in view.fields:
        total = view.numbers.get((run.record, field.index))
        if field.is_total and field.group == group and total and not total.percent and total.value:
            yield total.as_input("total")
    cells = [
        number
        for (record, index), number in view.numbers.items()
        if record == run.record
        and view.fields[index].group == group
        and not view.fields[index].is_total
        and not number.percent
    ]
    added = formulas.total([cell.value for cell in cells])
    if added:
        yield Input("total", added)


def _rounded(mention: Mention, inputs: list[Input], run: Run) -> Claim:
    claim = state(mention, Kind.RATIO, formulas.shared_sum, inputs, "(" + " + ".join(run.names) + ") / total * 100")
    return replace(claim, verdict=Verdict.ROUNDED, certainty=None, note=ADDED)


def _changes(view: Grid, near: list[Mention]) -> Iterator[Claim]:
    """下降 3.5 個百分點 in prose that a column of changes shows."""
    columns = [claim for claim in changes(view) if claim.kind is Kind.DIFFERENCE]
    names = {word for field in (*view.fields, *view.records) for word in field.path}
    for mention in near:
        way = direction(mention) if mention.quantity.points else 0
        sentence = mention.label + mention.passage.text[max(0, mention.start - 40) : mention.start]
        if not way or not any(overlap(sentence, name) >= _FEW for name in names):
            continue
        for claim in columns:
            if claim.value == way * mention.quantity.value and claim.verdict is Verdict.CONSISTENT:
                formula: Formula = formulas.rise if way > 0 else formulas.fall
                yield state(
                    mention, Kind.DIFFERENCE, formula, claim.inputs[:2], claim.formula, certainty=Certainty.LIKELY
                )
                break
