"""Decide by a table, and judge a table: it leaves no gap, and no two of its rows hold at once."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice, pairwise
from typing import Final, TypeVar

from django.utils.translation import gettext as _

from bianmin.foundation.forms.rules.conditions import holds as asked_when
from bianmin.foundation.forms.tables.shapes import ASKED, Case, Range, Row, holds, ordinal
from bianmin.foundation.forms.vocab import Field, FieldType, Json
from bianmin.foundation.packs.vocab import Place
from bianmin.kernel.errors import NotFound
from bianmin.kernel.rocdate import roc

Decided = TypeVar("Decided", bound=Row)
MOST_CASES: Final = 20_000
LOWEST: Final = {FieldType.NUMBER: -(10**9), FieldType.ROC_DATE: 1}
HIGHEST: Final = {FieldType.NUMBER: 10**9, FieldType.ROC_DATE: date.max.toordinal()}


def decide(rows: Sequence[Decided], answers: Mapping[str, Json]) -> Decided:
    """The row that holds for the answers; of a table that was judged there is exactly one.

    Raises:
        NotFound: none holds.
    """
    found = next((row for row in rows if holds(row, answers)), None)
    if found is None:
        raise NotFound
    return found


def _bounds(asked: Field) -> tuple[int, int]:
    least = asked.least if asked.type is FieldType.NUMBER else asked.earliest
    most = asked.most if asked.type is FieldType.NUMBER else asked.latest
    return (
        ordinal(least) if least is not None and not isinstance(least, str) else LOWEST[asked.type],
        ordinal(most) if most is not None and not isinstance(most, str) else HIGHEST[asked.type],
    )


def cuts(asked: Field, rows: Sequence[Row]) -> list[int]:
    """Where the ranges of the rows cut a question's answers into pieces: the first of each, as numbers."""
    first, last = _bounds(asked)
    found = {first}
    for row in rows:
        cell = row.when.get(asked.code)
        if isinstance(cell, Range):
            found |= {ordinal(cell.least)} if cell.least is not None else set()
            found |= {ordinal(cell.most) + 1} if cell.most is not None else set()
    return sorted(cut for cut in found if first <= cut <= last)


def _said(asked: Field, value: int) -> str:
    return roc(date.fromordinal(value)) if asked.type is FieldType.ROC_DATE else str(value)


def _piece(asked: Field, first: int, last: int) -> Case:
    low, high = _bounds(asked)
    ends = ("" if end in (LOWEST[asked.type], HIGHEST[asked.type]) else _said(asked, end) for end in (first, last))
    value = date.fromordinal(first).isoformat() if asked.type is FieldType.ROC_DATE else first
    words = _said(asked, first) if first == last else "–".join(ends)
    return Case(value, f"{asked.label} {words}" if (low, high) != (first, last) else asked.label)


def cases(asked: Field, rows: Sequence[Row]) -> list[Case]:
    """All that a question can be answered with, what the table treats alike taken together."""
    if asked.type is FieldType.CHOICE:
        return [Case(option.value, f"{asked.label} {option.label}") for option in asked.options]
    starts = cuts(asked, rows)
    ends = [later - 1 for later in starts[1:]] + [_bounds(asked)[1]]
    return [_piece(asked, first, last) for first, last in zip(starts, ends, strict=True)]


def combinations(questions: Sequence[Field], rows: Sequence[Row]) -> Iterator[dict[str, Case]]:
    """Every way in which the questions can be answered together; what is not asked then has no answer."""

    def onwards(at: int, known: dict[str, Case]) -> Iterator[dict[str, Case]]:
        if at == len(questions):
            yield known
            return
        asked = questions[at]
        answers = {code: case.value for code, case in known.items()}
        if not asked_when(asked.when, answers):
            yield from onwards(at + 1, known)
            return
        for case in cases(asked, rows):
            yield from onwards(at + 1, {**known, asked.code: case})

    return onwards(0, {})


def _named(questions: Sequence[Field], rows: Sequence[Row]) -> Iterator[tuple[Place, str]]:
    """Names that no question has, options that are none, cells of the wrong sort."""
    known = {asked.code: asked for asked in questions}
    for at, asked in enumerate(questions):
        if asked.type not in ASKED or not asked.required:
            yield ("questions", at), _("A table decides upon choices, numbers and dates that must be answered.")
    for at, row in enumerate(rows):
        for code, cell in row.when.items():
            if fault := _misnamed(known.get(code), cell):
                yield ("rows", at, "when", code), fault % {"row": row.code, "code": code}


def _misnamed(asked: Field | None, cell: Range | Sequence[str]) -> str:
    """What is wrong with one cell of a row, as a sentence with places for `row` and `code`; "" when nothing is."""
    if asked is None:
        return _("Row %(row)s names %(code)s, which is not asked.")
    if isinstance(cell, Range) is (asked.type is FieldType.CHOICE):
        return _("Row %(row)s: %(code)s takes options where it is a choice, else a range.")
    if not isinstance(cell, Range) and not set(cell) <= {option.value for option in asked.options}:
        return _("Row %(row)s: %(code)s has no such option.")
    return ""


def faults(questions: Sequence[Field], rows: Sequence[Row]) -> Iterator[tuple[Place, str]]:
    """What is wrong with a table, by row: names, gaps, rows that hold at once, rows that never hold."""
    wrong = [*_named(questions, rows)]
    yield from wrong or _covered(questions, rows)


def _covered(questions: Sequence[Field], rows: Sequence[Row]) -> Iterator[tuple[Place, str]]:
    found = list(islice(combinations(questions, rows), MOST_CASES + 1))
    if len(found) > MOST_CASES:
        yield ("rows",), _("The table has too many cases to be judged. Split it.")
        return
    judged = [_judged(known, rows) for known in found]
    yield from _at_once(judged, rows)
    gap = next((words for words, holding in judged if not holding), "")
    if gap:
        yield ("rows",), _("No row holds for: %(case)s. Add one.") % {"case": gap}
    for at in sorted(set(range(len(rows))).difference(*(holding for _words, holding in judged))):
        yield ("rows", at), _("The row %(row)s never holds. Mend or remove it.") % {"row": rows[at].code}


def _judged(known: Mapping[str, Case], rows: Sequence[Row]) -> tuple[str, list[int]]:
    """A case in words, and the rows that hold for it."""
    answers = {code: case.value for code, case in known.items()}
    return ", ".join(case.words for case in known.values()), [at for at, row in enumerate(rows) if holds(row, answers)]


def _at_once(judged: Sequence[tuple[str, list[int]]], rows: Sequence[Row]) -> Iterator[tuple[Place, str]]:
    """Each two rows that hold at once, for the first case in which they do."""
    both: dict[tuple[int, int], str] = {}
    for words, holding in judged:
        both = dict.fromkeys(pairwise(holding), words) | both
    sentence = _("The rows %(one)s and %(other)s hold at once for: %(case)s. Narrow one of them.")
    for (one, other), words in both.items():
        yield ("rows", other), sentence % {"one": rows[one].code, "other": rows[other].code, "case": words}
