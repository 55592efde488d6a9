"""Which formula a table's field follows: every candidate is tried on all records, and the best one judges them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from bianmin.quality.proofread.claims import (
    Certainty,
    Claim,
    Formula,
    Input,
    Kind,
    Verdict,
    verdict,
)
from bianmin.quality.proofread.grids import Entry, Field, Grid

Pick = Callable[[Grid, int], list[Input] | None]
MOST, SOME = Fraction(1, 2), Fraction(1, 3)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A way to compute a field: which numbers of a record go in, and what is done with them."""

    kind: Kind
    pick: Pick
    formula: Formula
    text: str
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Judged:
    """A record's number judged by a candidate."""

    record: int
    entry: Entry
    inputs: list[Input]
    verdict: Verdict
    value: Fraction

    @property
    def fits(self) -> bool:
        """Whether the printed number agrees."""
        return self.verdict is not Verdict.INCONSISTENT


def take(fields: Sequence[Field]) -> Pick:
    """The numbers of a record in these fields; None if one is missing."""

    def pick(grid: Grid, record: int) -> list[Input] | None:
        found = [grid.numbers.get((record, field.index)) for field in fields]
        if any(number is None for number in found):
            return None
        return [
            number.as_input(field.name or str(field.index))
            for number, field in zip(found, fields, strict=True)
            if number
        ]

    return pick


def judge(grid: Grid, target: Field, candidate: Candidate, records: Iterable[int]) -> list[Judged]:
    """Every record of the target judged by the candidate."""
    results = []
    for record in records:
        number = grid.numbers.get((record, target.index))
        inputs = candidate.pick(grid, record) if number else None
        if number is None or not inputs:
            continue
        try:
            outcome, value = verdict(number.value, number.step, candidate.formula, inputs)
        except ZeroDivisionError:
            continue
        results.append(Judged(record, number, inputs, outcome, value))
    return results


def best(
    grid: Grid, target: Field, candidates: Iterable[Candidate], records: Sequence[int]
) -> tuple[Candidate, list[Judged]] | None:
    """The candidate that most records follow, and its judgements; None if there is nothing to judge."""
    tried = [(candidate, judge(grid, target, candidate, records)) for candidate in candidates]
    tried = [(candidate, results) for candidate, results in tried if results]
    if not tried:
        return None
    return max(
        tried,
        key=lambda pair: (
            sum(result.verdict is Verdict.CONSISTENT for result in pair[1]),
            sum(result.fits for result in pair[1]),
            -pair[0].rank,
            len(pair[1]),
        ),
    )


def followed(results: Sequence[Judged], least: int = 1, share: Fraction = MOST) -> bool:
    """Whether at least such a share of the records, and `least` of them, follow the formula."""
    hits = sum(result.fits for result in results)
    return hits >= least and Fraction(hits, len(results)) >= share


def close(result: Judged, share: Fraction = Fraction(3, 10)) -> bool:
    """Whether a number is near enough to what it should be to be meant as that."""
    return abs(result.value - result.entry.value) <= share * max(abs(result.value), abs(result.entry.value))


def claim(grid: Grid, target: Field, candidate: Candidate, result: Judged) -> Claim:
    """The judgement as a claim."""
    printed = result.entry.cell.text
    names = [item.name for item in result.inputs]
    record = grid.records[result.record].name if result.record < len(grid.records) else ""
    return Claim(
        line=result.entry.cell.line,
        quote=f"{record} {target.name} {printed}".strip(),
        kind=candidate.kind,
        inputs=tuple(result.inputs),
        formula=candidate.text or " + ".join(names),
        printed=printed,
        value=result.entry.value,
        recomputed=result.value,
        verdict=result.verdict,
        certainty=Certainty.CERTAIN if result.verdict is Verdict.INCONSISTENT else None,
        column=result.entry.cell.offset,
    )


def claims(grid: Grid, target: Field, candidate: Candidate, results: Iterable[Judged]) -> Iterator[Claim]:
    """All judgements as claims."""
    return (claim(grid, target, candidate, result) for result in results)
