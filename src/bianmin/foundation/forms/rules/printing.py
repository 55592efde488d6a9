"""Answers in words, for the page on which they are checked, the desk and letters."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from bianmin.foundation.forms.vocab import Field, FieldType, Form, Json, Section
from bianmin.kernel.daywords import day_in_words

Say = Callable[[str], str]
CHINESE = "zh-hant"


@dataclass(frozen=True, slots=True)
class Printed:
    """One section's answers in words: its title (numbered where it repeats), then pairs of question and answer."""

    section: str
    title: str
    lines: tuple[tuple[str, str], ...]


LISTED = frozenset({FieldType.FILE, FieldType.CHOICE, FieldType.CHOICES})
"""Types whose answer is one or more things with names."""


def _names(asked: Field, answer: Json, say: Say) -> list[str]:
    if asked.type is FieldType.FILE:
        return [file["name"] for file in answer]
    labels = {option.value: option.label for option in asked.options}
    return [say(labels.get(value) or value) for value in (answer if isinstance(answer, list) else [answer])]


def answer_in_words(asked: Field, answer: Json, *, say: Say = str, language: str = CHINESE) -> str:
    """One answer as people read it in `language`; `say` translates a text of the form."""
    if asked.type is FieldType.ROC_DATE:
        return day_in_words(date.fromisoformat(answer), language)
    if asked.type in LISTED:
        return ("、" if language == CHINESE else ", ").join(_names(asked, answer, say))
    return f"{answer} {say(asked.unit)}" if asked.unit else str(answer)


def _lines(section: Section, given: Mapping[str, Json], say: Say, language: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (say(asked.label), answer_in_words(asked, given[asked.code], say=say, language=language))
        for asked in section.fields
        if given.get(asked.code) is not None
    )


def in_words(
    form: Form, answers: Mapping[str, Json], *, say: Say = str, language: str = CHINESE
) -> tuple[Printed, ...]:
    """All answers in words, in the order of the form; sections without answers are left out."""
    found = []
    for section in form.sections:
        rows = answers.get(section.code, []) if section.repeat else [answers]
        for number, given in enumerate(rows, start=1):
            title = f"{say(section.repeat.noun)} {number}" if section.repeat else say(section.title)
            found.append(Printed(section.code, title, _lines(section, given, say, language)))
    return tuple(printed for printed in found if printed.lines)
