"""Answers as the desk shows them: in words, personal data masked."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from bianmin.delivery.cases.models import Case
from bianmin.foundation.forms.queries.published import form
from bianmin.foundation.forms.rules.printing import Printed, in_words
from bianmin.foundation.forms.vocab import FieldType, Form
from bianmin.foundation.persons.queries.protection import hidden, protection_of
from bianmin.kernel import masks

HIDE: Final[Mapping[FieldType, Callable[[str], str]]] = {
    FieldType.ID_NUMBER: masks.id_number,
    FieldType.PHONE: masks.phone,
    FieldType.EMAIL: masks.email,
    FieldType.ADDRESS: masks.address,
    FieldType.NAME: masks.name,
}


REACH: Final = (FieldType.PHONE, FieldType.EMAIL, FieldType.ADDRESS)


def _hidden(_value: str) -> str:
    return hidden()


def masked_answers(schema: Form, answers: Mapping[str, Any], *, protected: bool = False) -> dict[str, Any]:
    """The answers with names, numbers and addresses masked; how a protected person is reached is not shown at all."""
    rules = {**HIDE, **(dict.fromkeys(REACH, _hidden) if protected else {})}
    hide = {asked.code: rules[asked.type] for _section, asked in schema.questions() if asked.type in rules}

    def row(given: Mapping[str, Any]) -> dict[str, Any]:
        return {code: hide[code](value) if code in hide and value else value for code, value in given.items()}

    plain = {code: [row(line) for line in value] if _rows(value) else value for code, value in answers.items()}
    return row(plain)


def _rows(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(line, dict) for line in value)


def answers_in_words(case: Case, *, english: bool = False, full: bool = False) -> tuple[Printed, ...]:
    """What was answered, section by section; names, numbers and addresses masked unless `full`."""
    schema, safe = form(case.agency, case.form, case.form_version), protection_of(case.applicant) is not None
    given = case.answers if full else masked_answers(schema, case.answers, protected=safe)
    return in_words(schema, given, language="en" if english else "zh-hant")
