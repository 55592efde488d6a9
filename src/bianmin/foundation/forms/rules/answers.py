"""Answers as programmes send them, in the shape of the form's schema, turned into what a page would have sent."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from bianmin.foundation.forms.vocab import MAX_ROWS, FieldType, Form, Section, Sentence

UNKNOWN: Final = _("The form asks no such question. Leave it out.")
NO_ROWS: Final = _("Send a list here, an object for each.")
NOT_HERE: Final = _("Send files apart, under the name of this question.")


def _texts(value: Any) -> list[str]:
    """One answer as texts; an empty one counts as none."""
    if value is None:
        return []
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def _rows(said: Any) -> list[Mapping[str, Any]]:
    """The rows of a repeating section; anything else counts as none."""
    return [row for row in said[: MAX_ROWS + 1] if isinstance(row, Mapping)] if isinstance(said, list) else []


def boxes(form: Form, said: Mapping[str, Any]) -> dict[str, list[str]]:
    """What stands in each box of the form: `birth_on`, in a repeating section `members.0.birth_on`."""
    found: dict[str, list[str]] = {}
    for section in form.sections:
        rows = _rows(said.get(section.code)) if section.repeat else [said]
        for at, row in enumerate(rows):
            found |= {section.name(asked, at): _texts(row.get(asked.code)) for asked in section.fields}
    return found


def strangers(form: Form, said: Mapping[str, Any]) -> dict[str, Sentence]:
    """What no question asks for, by its place: nothing that is sent is passed over in silence."""
    tables = {section.code: section for section in form.sections if section.repeat}
    types = {asked.code: asked.type for section in form.sections if not section.repeat for asked in section.fields}
    found: dict[str, Sentence] = {}
    for code, section in tables.items():
        found |= _in_rows(section, said[code]) if code in said else {}
    found |= {str(name)[:80]: UNKNOWN for name in said if name not in tables and name not in types}
    return found | {name: NOT_HERE for name in said if types.get(name) is FieldType.FILE}


def _in_rows(section: Section, said: Any) -> dict[str, Sentence]:
    if not isinstance(said, list) or not all(isinstance(row, Mapping) for row in said):
        return {section.code: NO_ROWS}
    known = {asked.code for asked in section.fields}
    return {
        f"{section.code}/{at}/{str(name)[:80]}": UNKNOWN
        for at, row in enumerate(said[:MAX_ROWS])
        for name in row
        if name not in known
    }
