"""Check what was typed into a form: pure and total, whatever arrives gives an answer or a sentence at its place."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from bianmin.foundation.forms.rules import texts, values
from bianmin.foundation.forms.rules.conditions import holds
from bianmin.foundation.forms.rules.texts import Found
from bianmin.foundation.forms.rules.uploads import accept_all
from bianmin.foundation.forms.vocab import (
    MAX_ROWS,
    Checked,
    Field,
    FieldType,
    Form,
    Json,
    Kept,
    Section,
    Sentence,
    Upload,
)

READERS: Final = {
    FieldType.TEXT: texts.line,
    FieldType.LONG_TEXT: texts.lines,
    FieldType.NAME: texts.name,
    FieldType.ADDRESS: texts.line,
    FieldType.ID_NUMBER: texts.id_number,
    FieldType.PHONE: texts.phone,
    FieldType.EMAIL: texts.email,
    FieldType.NUMBER: values.number,
    FieldType.RATING: values.rating,
    FieldType.CHOICE: values.choice,
}
"""The readers of answers typed in one box and judged by nothing else."""

DATE_PARTS: Final = ("year", "month", "day")

NEEDED = _("Answer this question.")
NEEDED_CHOICE = _("Choose one of these.")
NEEDED_DATE = _("Enter the date.")
NEEDED_FILE = _("Choose a file.")
TOO_FEW_ROWS = _("Fill in at least {least}.")
TOO_MANY_ROWS = _("At most {most} can be given. Remove some.")
_NEEDED: Final[dict[FieldType, Sentence]] = {
    FieldType.CHOICE: NEEDED_CHOICE,
    FieldType.CHOICES: NEEDED_CHOICE,
    FieldType.RATING: NEEDED_CHOICE,
    FieldType.ROC_DATE: NEEDED_DATE,
    FieldType.FILE: NEEDED_FILE,
}


@dataclass(slots=True)
class _Sheet:
    """A form while it is being checked."""

    raw: Mapping[str, Sequence[str]]
    uploads: Mapping[str, Sequence[Upload | Kept]]
    on: date | None
    answers: dict[str, Json] = field(default_factory=dict)
    errors: dict[str, Sentence] = field(default_factory=dict)
    visible: set[str] = field(default_factory=set)
    typed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    files: dict[str, tuple[Kept, ...]] = field(default_factory=dict)

    def boxes(self, name: str) -> tuple[str, ...]:
        """What was typed under a name; one text counts as a list of one."""
        found = self.raw.get(name) or ()
        return (found,) if isinstance(found, str) else tuple(str(one) for one in found)


def date_of(parts: Sequence[str]) -> str:
    """Three boxes as one text: 75, 3, 9 -> 75/3/9; empty when all are."""
    stripped = [part.strip().rstrip("年月日") for part in parts]
    return "/".join(stripped) if any(stripped) else ""


def _typed(sheet: _Sheet, asked: Field, name: str) -> tuple[str, ...]:
    """What was typed, kept as it is for showing again; blank boxes count as nothing."""
    boxes = sheet.boxes(name)
    if boxes:
        sheet.typed[name] = boxes
    if asked.type is FieldType.ROC_DATE and not any(box.strip() for box in boxes):
        parts = {f"{name}.{part}": sheet.boxes(f"{name}.{part}") for part in DATE_PARTS}
        sheet.typed |= {part: typed for part, typed in parts.items() if typed}
        boxes = (date_of([typed[-1] if typed else "" for typed in parts.values()]),)
    return tuple(box for box in boxes if box.strip())


def _files(sheet: _Sheet, asked: Field, name: str) -> Found:
    kept, sentence = accept_all(asked, sheet.uploads.get(name) or ())
    if kept:
        sheet.files[name] = kept
    if sentence:
        return None, sentence
    if asked.least and kept and len(kept) < asked.least:
        return None, format_lazy(values.TOO_FEW, least=asked.least)
    return [file.answer() for file in kept] or None, ""


def _read(sheet: _Sheet, asked: Field, name: str) -> Found:
    """The answer to one question shown under a name: none and no sentence when it was left blank."""
    typed = _typed(sheet, asked, name)
    if asked.type is FieldType.FILE:
        return _files(sheet, asked, name)
    if not typed:
        return None, ""
    if asked.type is FieldType.CHOICES:
        return values.choices(asked, typed)
    if asked.type is FieldType.ROC_DATE:
        return values.roc_date(asked, typed[-1], sheet.on)
    return READERS[asked.type](asked, typed[-1])


def _row(sheet: _Sheet, section: Section, row: int, known: Mapping[str, Json]) -> dict[str, Json]:
    """The answers of one row of a section; hidden questions keep what was typed and give no answer."""
    found: dict[str, Json] = {}
    for asked in section.fields:
        name = section.name(asked, row)
        if not holds(asked.when, {**known, **found}):
            _typed(sheet, asked, name)
            continue
        sheet.visible.add(name)
        answer, sentence = _read(sheet, asked, name)
        if answer is None and not sentence and asked.required:
            sentence = _NEEDED.get(asked.type, NEEDED)
        if sentence:
            sheet.errors[name] = sentence
        elif answer is not None:
            found[asked.code] = answer
    return found


def _keep(sheet: _Sheet, section: Section) -> None:
    """A hidden section: keep what was typed, should it be shown again."""
    rows = rows_named(section, [*sheet.raw])[:MAX_ROWS] if section.repeat else [0]
    for row in rows:
        for asked in section.fields:
            _typed(sheet, asked, section.name(asked, row))


def rows_named(section: Section, names: Sequence[str]) -> list[int]:
    """The numbers of a repeating section's rows that the names of boxes mention, in order."""
    pattern = re.compile(rf"{re.escape(section.code)}\.([0-9]{{1,4}})\..+", re.DOTALL)
    return sorted({int(found[1]) for name in names if (found := pattern.fullmatch(str(name)))})


def _filled(sheet: _Sheet, section: Section, row: int) -> bool:
    names = [section.name(asked, row) for asked in section.fields]
    parts = [f"{name}.{part}" for name in names for part in DATE_PARTS]
    return any(sheet.uploads.get(name) for name in names) or any(
        box.strip() for name in names + parts for box in sheet.boxes(name)
    )


def _rows(sheet: _Sheet, section: Section) -> None:
    """Check a repeating section: rows left blank do not count."""
    assert section.repeat is not None
    least, most = section.repeat.least, section.repeat.most
    mentioned = rows_named(section, [*sheet.raw, *sheet.uploads])
    filled = [row for row in mentioned if _filled(sheet, section, row)]
    rows = [_row(sheet, section, row, sheet.answers) for row in filled[:MAX_ROWS]]
    if len(filled) > most:
        sheet.errors[section.code] = format_lazy(TOO_MANY_ROWS, most=most)
    elif len(filled) < least:
        sheet.errors[section.code] = format_lazy(TOO_FEW_ROWS, least=least)
    if answered := [row for row in rows if row]:
        sheet.answers[section.code] = answered


def check(
    form: Form,
    raw: Mapping[str, Sequence[str]],
    files: Mapping[str, Sequence[Upload | Kept]] | None = None,
    *,
    on: date | None = None,
) -> Checked:
    """Check a whole form; names of boxes are those of `Section.name`, unknown ones are passed over.

    A date may come in one box (`birth_on`) or three (`birth_on.year`, `birth_on.month`, `birth_on.day`). `on` is the
    day of answering, for dates bounded by today. It never raises and changes nothing it was handed.
    """
    sheet = _Sheet(raw, files or {}, on)
    for section in form.sections:
        if not holds(section.when, sheet.answers):
            _keep(sheet, section)
            continue
        sheet.visible.add(section.code)
        if section.repeat:
            _rows(sheet, section)
        else:
            sheet.answers |= _row(sheet, section, 0, sheet.answers)
    return Checked(
        form.id, form.version, sheet.answers, sheet.errors, frozenset(sheet.visible), sheet.typed, sheet.files
    )
