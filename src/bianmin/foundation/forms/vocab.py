"""The schema of a form: sections, questions, one repeating level and conditions; what an answer and a check are."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Final, Literal

from django.utils.functional import Promise
from pydantic import Field as Key
from pydantic import Strict

from bianmin.foundation.packs.vocab import Header, Shape

Code = Annotated[str, Key(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Sentence = Promise | str
Json = Any
Lax = Strict(strict=False)
TODAY: Final = "today"
MAX_ROWS: Final = 50
MEGABYTE: Final = 1024 * 1024


class FieldType(StrEnum):
    """What kind of answer a question takes; the answer kept for each stands behind it."""

    TEXT = "text"  # one line: str
    LONG_TEXT = "long_text"  # lines: str
    NUMBER = "number"  # int, or a decimal as str where `decimals` is given
    ROC_DATE = "roc_date"  # 民國日期 typed in one box or three: ISO str
    CHOICE = "choice"  # the value of one option: str
    CHOICES = "choices"  # the values of several: list of str
    RATING = "rating"  # int from `least` to `most`
    FILE = "file"  # list of {name, size, media_type, sha256}
    ID_NUMBER = "id_number"  # 身分證字號 or 統一證號: str
    PHONE = "phone"  # str as dialled: 089-512345#21
    EMAIL = "email"  # str
    ADDRESS = "address"  # one line: str
    NAME = "name"  # a person's name in any script: str


class Op(StrEnum):
    """How a condition compares."""

    IS = "is"
    IS_NOT = "is_not"
    IN = "in"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    FILLED = "filled"


class Condition(Shape):
    """`field op value`, tested on the answer given before: `in` takes a list, `filled` true (as without a value)
    or false.

    With `count` the field is a section that repeats, and what is compared is how many rows of it were filled in.
    """

    field: Code
    count: bool = False
    op: Annotated[Op, Lax] = Op.IS
    value: str | int | bool | date | Annotated[tuple[str | int, ...], Lax] | None = None


class When(Shape):
    """Conditions, or groups of them, joined by all or any; what is asked under a false one is hidden and not kept."""

    joined: Literal["all", "any"] = "all"
    conditions: "Annotated[tuple[Condition | When, ...], Lax, Key(min_length=1, max_length=20)]"

    def each(self) -> Iterator[Condition]:
        """Every single condition, however deep it stands."""
        for one in self.conditions:
            if isinstance(one, Condition):
                yield one
            else:
                yield from one.each()


class Option(Shape):
    """One thing to choose."""

    value: str = Key(min_length=1, max_length=60, pattern=r"^[A-Za-z0-9_.-]+$")
    label: str = Key(min_length=1, max_length=200)
    hint: str = Key(default="", max_length=300)


class Field(Shape):
    """One question.

    `least` and `most` bound a number or rating, the count of choices or of files, and the length of a text in
    characters; `earliest` and `latest` bound a date (a day, or `today`). `accept` lists the kinds of file taken and
    `max_bytes` the size of each. `autocomplete` is the HTML token (`name`, `tel`, `bday`); `unit` stands behind a box.
    `prefill` names a question answered before (`applicant.name` one about the applicant), whose answer stands in the
    box until something else is typed; `linked` lets the address of the application (`?kind=current`) fill it in.
    """

    code: Code
    type: Annotated[FieldType, Lax]
    label: str = Key(min_length=1, max_length=200)
    hint: str = Key(default="", max_length=500)
    required: bool = False
    options: Annotated[tuple[Option, ...], Lax] = ()
    least: int | None = None
    most: int | None = None
    decimals: int = Key(default=0, ge=0, le=6)
    earliest: date | Literal["today"] | None = None
    latest: date | Literal["today"] | None = None
    accept: Annotated[tuple[Literal["pdf", "png", "jpeg", "odt"], ...], Lax] = ("pdf", "png", "jpeg", "odt")
    max_bytes: int = Key(default=10 * MEGABYTE, ge=1024, le=50 * MEGABYTE)
    autocomplete: str = Key(default="", max_length=40)
    unit: str = Key(default="", max_length=20)
    prefill: str = Key(default="", pattern=r"^(applicant\.)?[a-z][a-z0-9_]{0,39}$|^$")
    linked: bool = False
    when: When | None = None


class Repeat(Shape):
    """A section answered several times: `noun` names one of them (申請份數之對象, household member)."""

    least: int = Key(default=0, ge=0, le=MAX_ROWS)
    most: int = Key(default=10, ge=1, le=MAX_ROWS)
    noun: str = Key(min_length=1, max_length=60)


class Section(Shape):
    """Questions that belong together and make one page; answered several times where `repeat` is given."""

    code: Code
    title: str = Key(min_length=1, max_length=120)
    text: str = Key(default="", max_length=2000)
    fields: Annotated[tuple[Field, ...], Lax, Key(min_length=1, max_length=60)]
    repeat: Repeat | None = None
    when: When | None = None

    def name(self, asked: Field, row: int = 0) -> str:
        """The name of a question's box on a page: `birth_on`, in a repeating section `members.0.birth_on`."""
        return f"{self.code}.{row}.{asked.code}" if self.repeat else asked.code


class Cosign(Shape):
    """A second person who must confirm before the application counts as complete 共同具名: `noun` says who.

    `name` is the question of the form that asks for their name already, so that it is typed once.
    """

    noun: str = Key(min_length=1, max_length=60)
    text: str = Key(default="", max_length=500)
    name: str = Key(default="", max_length=60)


class Form(Header):
    """A form as a pack brings it and `FormVersion.schema` keeps it; `id` is its code."""

    kind: Literal["form"]
    title: str = Key(min_length=1, max_length=120)
    text: str = Key(default="", max_length=4000)
    sections: Annotated[tuple[Section, ...], Lax, Key(min_length=1, max_length=40)]
    cosign: Cosign | None = None

    def questions(self) -> Iterator[tuple[Section, Field]]:
        """Every question with its section, in order."""
        return ((section, asked) for section in self.sections for asked in section.fields)

    def texts(self) -> list[str]:
        """Every text a reader sees, in order, for translation."""
        found = [self.title, self.text]
        found += [self.cosign.noun, self.cosign.text] if self.cosign else []
        for section in self.sections:
            found += [section.title, section.text, section.repeat.noun if section.repeat else ""]
        for _, asked in self.questions():
            found += [asked.label, asked.hint, asked.unit]
            found += [text for option in asked.options for text in (option.label, option.hint)]
        return list(dict.fromkeys(text for text in found if text))


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it arrived: its name as the sender gave it, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Kept:
    """A file accepted on an earlier page of the same application, or just now with its bytes in `data`."""

    name: str
    size: int
    media_type: str
    sha256: str
    data: bytes = b""

    def answer(self) -> dict[str, Json]:
        """What the answers keep of it."""
        return {"name": self.name, "size": self.size, "media_type": self.media_type, "sha256": self.sha256}


@dataclass(frozen=True, slots=True)
class Slot:
    """One question at its place on a page: what was typed, the sentence beside it, whether it is shown.

    A `locked` one shows what is proved, and is not typed in.
    """

    field: Field
    name: str
    typed: tuple[str, ...]
    error: Sentence
    shown: bool
    files: tuple[Kept, ...] = ()
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One section at its place on a page, with a row of slots for each time it is answered (one when it is flat)."""

    section: Section
    rows: tuple[tuple[Slot, ...], ...]
    error: Sentence
    shown: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome of a check.

    `answers` holds the answers that count: by the question's code, in a repeating section a list of rows under the
    section's code. `errors` holds a sentence by the name of the box (a section's code where its number of rows is
    wrong). `visible` holds the names of the boxes and the codes of the sections shown. `typed` keeps what was typed,
    `files` what was accepted.
    """

    form: str
    version: str
    answers: dict[str, Json]
    errors: dict[str, Sentence]
    visible: frozenset[str]
    typed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    files: Mapping[str, tuple[Kept, ...]] = field(default_factory=dict)

    @property
    def document(self) -> dict[str, Json]:
        """The answers with the form and version they answer, as one JSON column keeps them."""
        return {"form": self.form, "version": self.version, "answers": self.answers}
