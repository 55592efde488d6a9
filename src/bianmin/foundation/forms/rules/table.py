"""A form as a table: one column a question, one row an application; a row back as what would be typed."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bianmin.foundation.forms.vocab import Field, FieldType, Form, Section

SHOWN_ROWS: Final = 3
"""So many rows of a repeating section have columns, unless it needs more or takes fewer."""
_CODE: Final = re.compile(r"\[([a-z0-9_.]+)\]\s*$")
_BETWEEN: Final = re.compile(r"[、,;；\n]")
CHOSEN: Final = frozenset({FieldType.CHOICE, FieldType.CHOICES})
Say = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the box it fills, of which form, its label, and the question."""

    group: str
    box: str
    label: str
    asked: Field
    must: bool

    def head(self) -> str:
        """What stands on top of it: `Name* [name]`; the box's name in brackets is what is read again."""
        return f"{self.label}{'*' if self.must else ''} [{self.box}]"


def _section(group: str, section: Section, say: Say) -> Iterator[Column]:
    rows = 1
    if section.repeat:
        rows = min(section.repeat.most, max(section.repeat.least, SHOWN_ROWS))
    for row in range(rows):
        for asked in section.fields:
            if asked.type is FieldType.FILE:
                continue
            label = f"{say(section.repeat.noun)} {row + 1}: {say(asked.label)}" if section.repeat else say(asked.label)
            must = asked.required and asked.when is None and section.when is None and section.repeat is None
            yield Column(group, section.name(asked, row), label, asked, must)


def columns(forms: Mapping[str, Form], say: Say, *, leave: frozenset[str] = frozenset()) -> list[Column]:
    """The columns of some forms in order; sections whose code is in `leave` have none."""
    return [
        column
        for group, form in forms.items()
        for section in form.sections
        if section.code not in leave
        for column in _section(group, section, say)
    ]


def explained(column: Column, say: Say) -> str:
    """What may be written in a column."""
    if column.asked.type in CHOSEN:
        return " / ".join(say(option.label) for option in column.asked.options)
    return say(column.asked.hint)


def head_of(cells: Sequence[str], known: Iterable[Column]) -> dict[int, Column]:
    """Which column of a file fills which box, by the names in brackets on top."""
    boxes = {column.box: column for column in known}
    found = {at: _CODE.search(cell) for at, cell in enumerate(cells)}
    return {at: boxes[match[1]] for at, match in found.items() if match and match[1] in boxes}


def _choice(column: Column, text: str, say: Say) -> str:
    """The value of an option by its value or its label, in Chinese or in the reader's language."""
    for option in column.asked.options:
        if text in (option.value, option.label, say(option.label)):
            return option.value
    return text


def typed(column: Column, cell: str, say: Say) -> list[str]:
    """A cell as what would be typed into its box."""
    if column.asked.type is FieldType.CHOICES:
        return [_choice(column, part.strip(), say) for part in _BETWEEN.split(cell) if part.strip()]
    return [_choice(column, cell, say)] if column.asked.type is FieldType.CHOICE and cell else [cell] if cell else []
