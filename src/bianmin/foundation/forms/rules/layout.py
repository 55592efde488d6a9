"""Lay a form out for a page: every box with what was typed and the sentence beside it; and answers back into boxes."""

from collections.abc import Mapping

from bianmin.foundation.forms.rules.check import DATE_PARTS, rows_named
from bianmin.foundation.forms.vocab import MAX_ROWS, Block, Checked, Field, FieldType, Form, Json, Section, Slot


def _slot(section: Section, asked: Field, row: int, checked: Checked, *, blank: bool) -> Slot:
    name = section.name(asked, row)
    shown = name in checked.visible or (blank and section.code in checked.visible and asked.when is None)
    typed = checked.typed.get(name, ())
    if asked.type is FieldType.ROC_DATE and not any(typed):
        parts = [(checked.typed.get(f"{name}.{part}") or ("",))[-1] for part in DATE_PARTS]
        typed = tuple(parts) if any(parts) else typed
    return Slot(asked, name, typed, checked.errors.get(name, ""), shown, checked.files.get(name, ()))


def _shown_rows(section: Section, checked: Checked, more: int) -> list[tuple[int, bool]]:
    """The rows typed in, then blank ones: up to the fewest that are needed (one at least), and `more` on top."""
    if section.repeat is None:
        return [(0, False)]
    rows = rows_named(section, [*checked.typed, *checked.files])[:MAX_ROWS]
    following = rows[-1] + 1 if rows else 0
    blank = max(section.repeat.least, 1) - len(rows)
    room = section.repeat.most - len(rows)
    wanted = min(max(blank, more), room)
    return [(row, False) for row in rows] + [(following + step, True) for step in range(wanted)]


def block(section: Section, checked: Checked, *, more: int = 0) -> Block:
    """One section as `layout` lays it out."""
    return Block(
        section=section,
        rows=tuple(
            tuple(_slot(section, asked, row, checked, blank=blank) for asked in section.fields)
            for row, blank in _shown_rows(section, checked, more)
        ),
        error=checked.errors.get(section.code, ""),
        shown=section.code in checked.visible,
    )


def layout(form: Form, checked: Checked, *, more: int = 0) -> tuple[Block, ...]:
    """Every section as a block of rows of slots; hidden ones too, marked as not shown.

    `Slot.typed` of a date typed in three boxes has three parts: year, month, day. `more` asks for so many blank rows
    below those typed in, as far as the section allows.
    """
    return tuple(block(section, checked, more=more) for section in form.sections)


def _boxes(section: Section, answers: Mapping[str, Json], row: int) -> dict[str, list[str]]:
    found = {}
    for asked in section.fields:
        answer = answers.get(asked.code)
        if answer is not None and asked.type is not FieldType.FILE:
            found[section.name(asked, row)] = [str(one) for one in (answer if isinstance(answer, list) else [answer])]
    return found


def typed_from(form: Form, answers: Mapping[str, Json]) -> dict[str, list[str]]:
    """Answers back as what would be typed, to fill a form with earlier answers; files are not among them."""
    found: dict[str, list[str]] = {}
    for section in form.sections:
        rows = answers.get(section.code, []) if section.repeat else [answers]
        for row, given in enumerate(rows):
            found |= _boxes(section, given, row)
    return found
