"""A form as JSON Schema (2020-12): what its answers look like, for programmes that fill it in or read it."""

from collections.abc import Callable
from typing import Any, Final

from bianmin.foundation.forms.rules.texts import LINE_LENGTH, LONG_LENGTH, NAME_LENGTH
from bianmin.foundation.forms.rules.values import HIGHEST_RATING, LOWEST_RATING
from bianmin.foundation.forms.vocab import Field, FieldType, Form, Section

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]
LENGTHS: Final = {
    FieldType.TEXT: LINE_LENGTH,
    FieldType.ADDRESS: LINE_LENGTH,
    FieldType.LONG_TEXT: LONG_LENGTH,
    FieldType.NAME: NAME_LENGTH,
}


def _text(asked: Field) -> Schema:
    longest = LENGTHS[asked.type]
    return {"type": "string", "minLength": max(asked.least or 0, 1), "maxLength": min(asked.most or longest, longest)}


def _number(asked: Field) -> Schema:
    if asked.decimals:
        return {"type": "string", "pattern": rf"^[+-]?[0-9]+(\.[0-9]{{1,{asked.decimals}}})?$"}
    bounds = {"minimum": asked.least, "maximum": asked.most}
    return {"type": "integer"} | {name: value for name, value in bounds.items() if value is not None}


def _rating(asked: Field) -> Schema:
    least = LOWEST_RATING if asked.least is None else asked.least
    return {"type": "integer", "minimum": least, "maximum": HIGHEST_RATING if asked.most is None else asked.most}


def _values(asked: Field) -> Schema:
    return {"enum": [option.value for option in asked.options]}


def _several(asked: Field) -> Schema:
    bounds = {"minItems": asked.least, "maxItems": asked.most}
    kept = {name: value for name, value in bounds.items() if value is not None}
    return {"type": "array", "items": _values(asked), "uniqueItems": True, **kept}


def _files(asked: Field) -> Schema:
    file = {
        "type": "object",
        "properties": {
            "name": {"type": "string"},
            "size": {"type": "integer", "minimum": 1},
            "media_type": {"type": "string"},
            "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        },
        "required": ["name", "size", "media_type", "sha256"],
        "additionalProperties": False,
    }
    return {"type": "array", "items": file, "minItems": 1, "maxItems": asked.most or 1}


SHAPES: Final[dict[FieldType, Callable[[Field], Schema]]] = {
    FieldType.TEXT: _text,
    FieldType.LONG_TEXT: _text,
    FieldType.NAME: _text,
    FieldType.ADDRESS: _text,
    FieldType.NUMBER: _number,
    FieldType.RATING: _rating,
    FieldType.CHOICE: _values,
    FieldType.CHOICES: _several,
    FieldType.FILE: _files,
    FieldType.ROC_DATE: lambda _asked: {"type": "string", "format": "date"},
    FieldType.ID_NUMBER: lambda _asked: {"type": "string", "pattern": "^[A-Z][A-D1289][0-9]{8}$"},
    FieldType.PHONE: lambda _asked: {"type": "string", "minLength": 3, "maxLength": 40},
    FieldType.EMAIL: lambda _asked: {"type": "string", "format": "email", "maxLength": 254},
}
"""What the answer kept for each type of question looks like."""


def _question(asked: Field) -> Schema:
    words = {"title": asked.label} | ({"description": asked.hint} if asked.hint else {})
    return words | SHAPES[asked.type](asked)


def _always(section: Section) -> list[str]:
    """Questions that are answered whenever their section is."""
    return [asked.code for asked in section.fields if asked.required and asked.when is None]


def _rows(section: Section) -> Schema:
    assert section.repeat is not None
    row = {
        "type": "object",
        "properties": {asked.code: _question(asked) for asked in section.fields},
        "required": _always(section),
        "additionalProperties": False,
    }
    bounds = {"minItems": max(section.repeat.least, 1), "maxItems": section.repeat.most}
    return {"type": "array", "title": section.title, "items": row, **bounds}


def schema(form: Form, *, address: str = "") -> Schema:
    """The schema of a form's answers; conditions decide what is asked and are left to the check, not to the schema."""
    properties: Schema = {}
    needed: list[str] = []
    for section in form.sections:
        asked = section.when is None
        if section.repeat:
            properties[section.code] = _rows(section)
            needed += [section.code] if asked and section.repeat.least else []
        else:
            properties |= {question.code: _question(question) for question in section.fields}
            needed += _always(section) if asked else []
    return {
        "$schema": DIALECT,
        **({"$id": address} if address else {}),
        "title": form.title,
        "version": form.version,
        "type": "object",
        "properties": properties,
        "required": needed,
        "additionalProperties": False,
    }
