"""What a decision table is made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field as Key

from bianmin.foundation.forms.vocab import Code, Field, FieldType, Json, Lax
from bianmin.foundation.packs.vocab import Day, Shape

ASKED = frozenset({FieldType.CHOICE, FieldType.NUMBER, FieldType.ROC_DATE})
"""What a table can decide upon: whatever falls into a known number of cases."""


class Range(Shape):
    """Whole numbers or days from `least` to `most`, both included; open where one is left out."""

    least: int | Day | None = None
    most: int | Day | None = None


Cell = Annotated[tuple[str, ...], Lax, Key(min_length=1)] | Range
"""Some options of a choice, or a range."""


class Row(Shape):
    """One row: it holds when every question it names is answered so; a question it does not name may be anything."""

    code: Annotated[str, Key(pattern=r"^[a-z][a-z0-9_-]{0,39}$")]
    when: dict[Code, Cell] = {}


@dataclass(frozen=True, slots=True)
class Case:
    """One thing a question can be answered with, standing for all that the table treats alike: `words` names them."""

    value: Json
    words: str


def ordinal(value: int | date | str) -> int:
    """A number, or a day as a number, so that both are compared alike."""
    if isinstance(value, str):
        return date.fromisoformat(value).toordinal()
    return value.toordinal() if isinstance(value, date) else value


def within(cell: Cell, answer: Json) -> bool:
    """Whether an answer lies in a cell; what was not asked lies in none."""
    if answer is None:
        return False
    if not isinstance(cell, Range):
        return answer in cell
    value = ordinal(answer)
    least, most = cell.least, cell.most
    return (least is None or ordinal(least) <= value) and (most is None or value <= ordinal(most))


def holds(row: Row, answers: Mapping[str, Json]) -> bool:
    """Whether a row holds for the answers."""
    return all(within(cell, answers.get(code)) for code, cell in row.when.items())


__all__ = ["ASKED", "Case", "Cell", "Field", "Range", "Row", "holds", "ordinal", "within"]
