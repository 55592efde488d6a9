"""The wording of a letter 函稿範本: its parts in order, with placeholders that are filled for one matter.

A part with placeholders that are all empty is left out, and so is a list without an entry: one wording does for a
decision with reasons and one without.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Final, Literal

from django.db import models
from django.utils.translation import pgettext_lazy
from pydantic import AfterValidator, Field, Strict

from bianmin.foundation.documents.tree import Block, Clause, Items, Line, Paragraph, SignOff
from bianmin.foundation.packs.vocab import Header, Shape, check_placeholders
from bianmin.kernel.text import placeholders
from bianmin.kernel.tongues import is_chinese
from bianmin.kernel.words import N_

MOST_PARTS: Final = 30


class What(models.TextChoices):
    """What a part of a letter is 函稿段落."""

    TEXT = "text", pgettext_lazy("part of a letter", "A paragraph with its label")
    SMALL = "small", pgettext_lazy("part of a letter", "A remark in small type")
    CONTACT = "contact", pgettext_lazy("part of a letter", "Address and officer, at the side")
    HEAD = "head", pgettext_lazy("part of a letter", "To, date, number and service")
    NUMBER = "number", pgettext_lazy("part of a letter", "Receipt number and query code, large")
    FACTS = "facts", pgettext_lazy("part of a letter", "What was promised, line by line")
    DEFECTS = "defects", pgettext_lazy("part of a letter", "What is missing")
    CONDITIONS = "conditions", pgettext_lazy("part of a letter", "Conditions with their days")
    BASIS = "basis", pgettext_lazy("part of a letter", "Legal basis")
    STEPS = "steps", pgettext_lazy("part of a letter", "Steps of the service")
    SIGN_OFF = "sign_off", pgettext_lazy("part of a letter", "Boxes to sign in")
    SIGNATURE = "signature", pgettext_lazy("part of a letter", "Name of the agency at the foot")


LISTS: Final = frozenset({What.DEFECTS, What.CONDITIONS, What.BASIS, What.STEPS})
"""Parts that are lists of what the matter holds."""

PLACEHOLDERS: Final[Mapping[str, str]] = {
    "agency": N_("Name of the agency"),
    "phone": N_("Telephone of the agency"),
    "number": N_("Receipt number"),
    "document": N_("Document number"),
    "service": N_("Name of the service"),
    "applicant": N_("Name of the applicant"),
    "outcome": N_("Outcome"),
    "reasons": N_("Reasons"),
    "remedies": N_("Remedies"),
    "otherwise": N_("What happens else"),
    "to_agency": N_("Where it was sent"),
    "received_on": N_("Day of receipt"),
    "due_on": N_("Last day"),
    "filed_on": N_("Day of the objection"),
    "done_on": N_("Day of what the letter tells"),
}
"""Every placeholder a letter may hold, with what stands in its place."""


def _known(text: str) -> str:
    return check_placeholders(text, PLACEHOLDERS.keys())


Words = Annotated[str, AfterValidator(_known)]


class Part(Shape):
    """One part of a letter: what it is, its label, and its text where it is a paragraph."""

    what: Annotated[What, Strict(strict=False)]
    label: Annotated[Words, Field(max_length=60)] = ""
    text: Annotated[Words, Field(max_length=4000)] = ""


class Wording(Shape):
    """A letter in one language."""

    locale: str = Field(pattern=r"^[a-z]{2}(-[a-z]+)?$")
    title: Annotated[Words, Field(min_length=1, max_length=80)]
    parts: Annotated[tuple[Part, ...], Strict(strict=False), Field(min_length=1, max_length=MOST_PARTS)]


class LetterPack(Header):
    """The wording of one letter; its id is the letter's code, or `code.service` for one service alone."""

    kind: Literal["letter"]
    texts: Annotated[tuple[Wording, ...], Strict(strict=False), Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Matter:
    """What fills a wording: words by placeholder, entries by list, and blocks made ready (head, contact, facts)."""

    words: Mapping[str, str]
    lists: Mapping[str, tuple[Line, ...]] = field(default_factory=dict)
    blocks: Mapping[str, tuple[Block, ...]] = field(default_factory=dict)


def _said(text: str, words: Mapping[str, str]) -> str:
    """A text with its placeholders filled; empty where there are some and all are empty."""
    names = placeholders(text)
    if names and not any(words.get(name) for name in names):
        return ""
    return text.format_map({name: words.get(name, "") for name in names})


def _list(part: Part, entries: tuple[Line, ...], label: str) -> tuple[Block, ...]:
    if not entries:
        return ()
    if part.what is What.BASIS and len(entries) == 1:
        return (Clause(label, entries[0]),)
    return (Clause(label, items=entries),) if label else (Items(entries, ordered=True),)


def _filled(part: Part, matter: Matter) -> tuple[Block, ...]:
    label = _said(part.label, matter.words)
    if part.what in LISTS:
        return _list(part, matter.lists.get(part.what, ()), label)
    if part.what is What.SIGN_OFF:
        return (SignOff(tuple(line.strip() for line in part.text.splitlines() if line.strip())),)
    if part.what not in {What.TEXT, What.SMALL}:
        return matter.blocks.get(part.what, ())
    text = _said(part.text, matter.words)
    if not text:
        return ()
    return (Clause(label, (text,)),) if label else (Paragraph((text,), small=part.what is What.SMALL),)


def fill(parts: Iterable[Part], matter: Matter) -> tuple[Block, ...]:
    """The parts of a letter about one matter, as blocks of a document."""
    return tuple(block for part in parts for block in _filled(part, matter))


def titled(wording: Wording, matter: Matter) -> str:
    """The title of a letter about one matter."""
    return _said(wording.title, matter.words)


def chosen(texts: Iterable[Mapping[str, Any]], language: str) -> Wording:
    """A letter in the reader's language: hers, else English for those who read no Chinese, else Chinese."""
    known = {text["locale"]: text for text in texts}
    wanted = language.lower()
    if wanted not in known:
        wanted = "zh-hant" if is_chinese(wanted) or "en" not in known else "en"
    return Wording.model_validate(known.get(wanted) or next(iter(known.values())))
