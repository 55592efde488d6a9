"""Lay a report out: the outline's chapters as a neutral tree, every part by its own function."""

from collections.abc import Callable, Iterator
from typing import Any, Final

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bianmin.foundation.documents.tree import (
    Block,
    Contents,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    SignOff,
    Text,
)
from bianmin.foundation.documents.words import day_in_full
from bianmin.quality.reports.queries import corrections, entered, evaluated, figures, planned, surveyed
from bianmin.quality.reports.queries.sheet import Sheet
from bianmin.quality.reports.vocab import Chapter, Outline, SignOffBoxes, Words, filled

DEMONSTRATION: Final = "demonstration"


def _words(sheet: Sheet, part: Words) -> list[Block]:
    return [Paragraph(sheet.line(text), indent=True) for text in part.paragraphs]


def _signoff(_sheet: Sheet, part: SignOffBoxes) -> list[Block]:
    return [SignOff(part.roles)]


PARTS: Final[dict[str, Callable[[Sheet, Any], list[Block]]]] = {
    "words": _words,
    "figures": figures.table,
    "compare": figures.compared,
    "chart": figures.months,
    "breakdown": figures.parts,
    "plan": planned.plan_table,
    "plan_text": planned.plan_text,
    "evaluation": evaluated.scores,
    "points": evaluated.points,
    "profile": entered.profile,
    "entries": entered.entries,
    "recommendations": entered.recommended,
    "survey": surveyed.result,
    "reviews": corrections.review_table,
    "corrections": corrections.correction_table,
    "signoff": _signoff,
}


def _blocks(sheet: Sheet, chapters: tuple[Chapter, ...], level: int) -> Iterator[Block]:
    """The chapters; one that prints a chapter of the plan is left out where the plan has none (strategies, period)."""
    for chapter in chapters:
        printed = [block for part in chapter.parts for block in PARTS[part.part](sheet, part)]
        if not printed and not chapter.chapters and {part.part for part in chapter.parts} == {"plan_text"}:
            continue
        yield Heading(level, chapter.heading, numbered=not chapter.annex)
        yield from printed
        yield from _blocks(sheet, chapter.chapters, level if chapter.annex else level + 1)


def invented(sheet: Sheet) -> bool:
    """Whether anything on the report was invented for the demonstration."""
    goals = [value.goal for value in sheet.known.values() if value.goal]
    return sheet.outline.source == DEMONSTRATION or any(goal.demonstration for goal in goals)


def _before(sheet: Sheet, outline: Outline) -> Iterator[Block]:
    """What stands before the chapters: the lines of the cover, the parts in front, and the contents."""
    if outline.cover:
        for words in (sheet.agency_name, day_in_full(sheet.on, get_language() or settings.LANGUAGE_CODE)):
            yield Paragraph((Text(words, strong=True),), align="center")
        yield PageBreak()
    for part in outline.front:
        yield from PARTS[part.part](sheet, part)
    if outline.front:
        yield PageBreak()
    if outline.contents:
        yield Contents()
    if outline.contents and outline.cover:
        yield PageBreak()


def lay(sheet: Sheet) -> Document:
    """The whole report as a tree."""
    holes = {"agency": sheet.agency_name, "span": sheet.span.label}
    blocks = (*_before(sheet, sheet.outline), *_blocks(sheet, sheet.outline.chapters, 1))
    return Document(
        title=filled(sheet.outline.title, holes),
        subtitle=filled(sheet.outline.subtitle, holes),
        blocks=blocks,
        author=sheet.agency_name,
        mark=_("Demonstration") if invented(sheet) else "",
        face=sheet.outline.face,
        cover=sheet.outline.cover,
        numbered_captions=sheet.outline.numbered_captions,
        captions_by=sheet.outline.captions_by,
    )
