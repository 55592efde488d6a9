"""Questions that a desk page asks itself, drawn by the same boxes as those of a form."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponseBase, QueryDict
from django.utils.functional import Promise

from bianmin.faces.desk.common import REFUSED, mistakes, show
from bianmin.faces.ui.doors import Request
from bianmin.faces.ui.questions import Box, Choice

Words = str | Promise
Options = tuple[tuple[str, Words], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: `part` is line, lines, choices, select or file; `value` stands in it before anything is typed."""

    name: str
    label: Words
    part: str = "line"
    hint: Words = ""
    required: bool = True
    value: str | tuple[str, ...] = ""
    options: Options = ()
    several: bool = False
    short: bool = False
    mode: str = "text"
    unit: Words = ""
    accept: str = ""


def _typed(asked: Asked, typed: QueryDict | None) -> tuple[str, ...]:
    if typed is not None:
        return tuple(typed.getlist(asked.name))
    return (asked.value,) if isinstance(asked.value, str) else asked.value


def box(asked: Asked, typed: QueryDict | None, errors: Mapping[str, str]) -> Box:
    """One question as it is drawn, with what was typed and the sentence at its place."""
    values = _typed(asked, typed)
    return Box(
        part=asked.part,
        name=asked.name,
        label=str(asked.label),
        hint=str(asked.hint),
        error=errors.get(asked.name, ""),
        required=asked.required,
        value=values[0] if values else "",
        mode=asked.mode,
        short=asked.short,
        several=asked.several,
        unit=str(asked.unit),
        accept=asked.accept,
        choices=tuple(Choice(value, str(label), "", value in values) for value, label in asked.options),
    )


def boxes(questions: Iterable[Asked], typed: QueryDict | None, errors: Mapping[str, str]) -> list[Box]:
    """The questions in order; `typed` is what was sent, None when the page is shown first."""
    return [box(asked, typed, errors) for asked in questions]


def ask_page(
    request: Request, questions: Iterable[Asked], errors: Mapping[str, str], *, template: str = "ask", **words: Any
) -> HttpResponseBase:
    """A page that asks; after a refusal (422) with what was typed and the sentences at their boxes and on top."""
    return show(
        request,
        template,
        status=REFUSED if errors else 200,
        boxes=boxes(questions, request.POST if errors else None, errors),
        errors=mistakes(errors),
        **words,
    )
