"""A form on paper: lines and boxes to fill in by hand, or the same layout with what was filled in."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from bianmin.foundation.documents.tree import Block, Column, Heading, Line, Note, Paragraph, Table, Text
from bianmin.foundation.forms.rules.printing import CHINESE, answer_in_words
from bianmin.foundation.forms.vocab import Condition, Field, FieldType, Form, Json, Op, Section, When
from bianmin.kernel.tongues import is_chinese
from bianmin.kernel.words import N_, translate

EMPTY, FULL = "□", "■"
SPACE: Final = "\u3000"
BLANK_ROWS: Final = 5
"""So many rows of a repeating section stand on a blank sheet, unless it takes fewer."""
TALL: Final = {FieldType.LONG_TEXT: 5, FieldType.ADDRESS: 2}
"""How many lines high a box to write in is; others have one."""
CHOSEN: Final = frozenset({FieldType.CHOICE, FieldType.CHOICES})
WIDE: Final = 3

DATE = N_("Year ____ Month ____ Day ____")
ATTACHED = N_("enclosed")
ONLY = N_("Only if: {conditions}")
AND, OR = N_(" and "), N_(" or ")
TESTS: Final = {
    Op.IS: N_("“{label}” is {value}"),
    Op.IN: N_("“{label}” is {value}"),
    Op.IS_NOT: N_("“{label}” is not {value}"),
    Op.AT_LEAST: N_("“{label}” is at least {value}"),
    Op.AT_MOST: N_("“{label}” is at most {value}"),
    Op.FILLED: N_("“{label}” is filled in"),
}
ROWS_OF = N_("number of {noun}")
MUST = N_("(must be filled in)")


@dataclass(frozen=True, slots=True)
class Sheet:
    """How a form is laid out: whose language, which words, and the answers, none on a blank sheet."""

    form: Form
    read: Callable[[str], str]
    language: str
    answers: Mapping[str, Json] | None = None

    def word(self, sentence: str) -> str:
        """One of this package's sentences in the sheet's language."""
        if not is_chinese(self.language):
            return sentence
        return translate(sentence, package="bianmin.foundation.forms", language="zh_Hant")

    def labels(self) -> dict[str, str]:
        """What questions and repeating sections are called in a condition."""
        found = {asked.code: self.read(asked.label) for _section, asked in self.form.questions()}
        for section in self.form.sections:
            if section.repeat:
                found[section.code] = self.word(ROWS_OF).format(noun=self.read(section.repeat.noun))
        return found


def _value(sheet: Sheet, condition: Condition) -> str:
    options = {
        option.value: sheet.read(option.label)
        for _section, asked in sheet.form.questions()
        if asked.code == condition.field
        for option in asked.options
    }
    values = condition.value if isinstance(condition.value, tuple) else (condition.value,)
    return sheet.word(OR).join(options.get(str(value), str(value)) for value in values)


def condition_words(sheet: Sheet, when: When) -> str:
    """When something is to be filled in, in words; groups in brackets."""
    labels, parts = sheet.labels(), []
    for one in when.conditions:
        if isinstance(one, When):
            parts.append(f"({condition_words(sheet, one)})")
        else:
            words = sheet.word(TESTS[one.op])
            parts.append(words.format(label=labels.get(one.field, one.field), value=_value(sheet, one)))
    return sheet.word(AND if when.joined == "all" else OR).join(parts)


def _only(sheet: Sheet, when: When | None) -> str:
    return sheet.word(ONLY).format(conditions=condition_words(sheet, when)) if when else ""


def _boxes(sheet: Sheet, asked: Field, chosen: frozenset[str]) -> str:
    marks = (FULL if option.value in chosen else EMPTY for option in asked.options)
    texts = (sheet.read(option.label) for option in asked.options)
    return "\n".join(f"{mark} {text}" for mark, text in zip(marks, texts, strict=True))


def _space(sheet: Sheet, asked: Field) -> str:
    """Room to write a question's answer in."""
    if asked.type in CHOSEN:
        return _boxes(sheet, asked, frozenset())
    if asked.type is FieldType.ROC_DATE:
        return sheet.word(DATE)
    if asked.type is FieldType.RATING:
        return SPACE.join(f"{EMPTY} {level}" for level in range(asked.least or 1, (asked.most or 5) + 1))
    if asked.type is FieldType.FILE:
        return f"{EMPTY} {sheet.word(ATTACHED)}"
    unit = f"________ {sheet.read(asked.unit)}" if asked.unit else SPACE
    return "\n".join([unit, *[SPACE] * (TALL.get(asked.type, 1) - 1)])


def _cell(sheet: Sheet, asked: Field, given: Mapping[str, Json] | None) -> Line:
    if given is None:
        return (_space(sheet, asked),)
    answer = given.get(asked.code)
    if asked.type in CHOSEN and answer is not None:
        return (_boxes(sheet, asked, frozenset(answer if isinstance(answer, list) else [answer])),)
    language = CHINESE if is_chinese(sheet.language) else sheet.language
    return (answer_in_words(asked, answer, say=sheet.read, language=language) if answer is not None else "",)


def _label(sheet: Sheet, asked: Field) -> Line:
    hint, only = sheet.read(asked.hint), _only(sheet, asked.when)
    must = sheet.word(MUST) if asked.required and sheet.answers is None else ""
    small = "\n".join(part for part in (must, only, hint if sheet.answers is None else "") if part)
    return (Text(sheet.read(asked.label), strong=True), f"\n{small}") if small else (sheet.read(asked.label),)


def _flat(sheet: Sheet, section: Section) -> Table:
    rows = tuple((_label(sheet, asked), _cell(sheet, asked, sheet.answers)) for asked in section.fields)
    return Table((Column(2), Column(WIDE)), (), rows)


def _several(sheet: Sheet, section: Section) -> Table:
    assert section.repeat is not None
    if sheet.answers is None:
        count = max(section.repeat.least, min(section.repeat.most, BLANK_ROWS))
        given: list[Mapping[str, Json] | None] = [None] * count
    else:
        given = list(sheet.answers.get(section.code, []))
    rows = tuple(
        ((str(number),), *(_cell(sheet, asked, row) for asked in section.fields))
        for number, row in enumerate(given, start=1)
    )
    head = ("", *(sheet.read(asked.label) for asked in section.fields))
    return Table((Column(0.3, "center"), *(Column(1) for _asked in section.fields)), head, rows)


def _section(sheet: Sheet, section: Section) -> Iterator[Block]:
    yield Heading(1, sheet.read(section.title), numbered=False)
    notes = (sheet.read(section.text), _only(sheet, section.when))
    yield from (Paragraph((note,), small=True) for note in notes if note and sheet.answers is None)
    yield _several(sheet, section) if section.repeat else _flat(sheet, section)


def _answered(sheet: Sheet, section: Section) -> bool:
    given = sheet.answers
    return given is None or (section.code in given if section.repeat else any(f.code in given for f in section.fields))


def blocks(sheet: Sheet) -> tuple[Block, ...]:
    """A form as paper; with answers only the sections that were filled in."""
    lead = (Note((sheet.read(sheet.form.text),)),) if sheet.form.text and sheet.answers is None else ()
    shown = (section for section in sheet.form.sections if _answered(sheet, section))
    return (*lead, *(block for section in shown for block in _section(sheet, section)))
