"""Fill boxes in before anything was typed: from an answer given before in the same application, or from its address."""

from collections.abc import Mapping, Sequence
from typing import Final

from bianmin.foundation.forms.rules.check import DATE_PARTS, check
from bianmin.foundation.forms.vocab import Field, FieldType, Form, Json, Section

LONGEST: Final = 200
APPLICANT: Final = "applicant."

Typed = Mapping[str, Sequence[str]]


def _untouched(name: str, typed: Typed) -> bool:
    return not any(box in typed for box in (name, *(f"{name}.{part}" for part in DATE_PARTS)))


def _texts(answer: Json) -> list[str]:
    return [str(one) for one in (answer if isinstance(answer, list) else [answer])]


def earlier(
    section: Section, typed: Typed, answers: Mapping[str, Json], applicant: Mapping[str, Json]
) -> dict[str, list[str]]:
    """What earlier answers put in boxes of a section that nobody has typed in; in its first row if it repeats."""
    found = {}
    for asked in section.fields:
        code = asked.prefill.removeprefix(APPLICANT)
        answer = (applicant if asked.prefill.startswith(APPLICANT) else answers).get(code) if code else None
        name = section.name(asked)
        if answer is not None and asked.type is not FieldType.FILE and _untouched(name, typed):
            found[name] = _texts(answer)
    return found


def from_address(form: Form, given: Typed, typed: Typed) -> dict[str, list[str]]:
    """What the address of an application fills in: questions that allow it, with values that their check lets pass."""
    wanted: dict[str, list[str]] = {}
    for section, asked in form.questions():
        if asked.linked and not section.repeat and given.get(asked.code) and _untouched(asked.code, typed):
            wanted[asked.code] = [str(value)[:LONGEST] for value in given[asked.code]]
    return {name: values for name, values in wanted.items() if not _wrong(form, name, wanted)}


def _wrong(form: Form, name: str, wanted: Typed) -> bool:
    asked: Field = next(asked for _section, asked in form.questions() if asked.code == name)
    alone = asked.model_copy(update={"when": None})
    section = Section(code="linked", title="linked", fields=(alone,))
    return name in check(form.model_copy(update={"sections": (section,)}), {name: wanted[name]}).errors
