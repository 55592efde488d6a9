"""Lay a report out: the outline's chapters as a neutral tree, every part by its own function."""

from collections.abc import Callable, Iterator
from typing import Any, Final

from django.utils.translation import gettext as _

from bianmin.foundation.documents.tree import Block, Document, Heading, Paragraph, SignOff
from bianmin.quality.reports.queries import corrections, evaluated, figures, planned
from bianmin.quality.reports.queries.sheet import Sheet
from bianmin.quality.reports.vocab import Chapter, SignOffBoxes, Words, filled

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
    "reviews": corrections.review_table,
    "corrections": corrections.correction_table,
    "signoff": _signoff,
}


def _blocks(sheet: Sheet, chapters: tuple[Chapter, ...], level: int) -> Iterator[Block]:
    for chapter in chapters:
        yield Heading(level, chapter.heading)
        for part in chapter.parts:
            yield from PARTS[part.part](sheet, part)
        yield from _blocks(sheet, chapter.chapters, level + 1)


def invented(sheet: Sheet) -> bool:
    """Whether anything on the report was invented for the demonstration."""
    goals = [value.goal for value in sheet.known.values() if value.goal]
    return sheet.outline.source == DEMONSTRATION or any(goal.demonstration for goal in goals)


def lay(sheet: Sheet) -> Document:
    """The whole report as a tree."""
    holes = {"agency": sheet.agency_name, "span": sheet.span.label}
    blocks = tuple(_blocks(sheet, sheet.outline.chapters, 1))
    return Document(
        title=filled(sheet.outline.title, holes),
        subtitle=filled(sheet.outline.subtitle, holes),
        blocks=blocks,
        author=sheet.agency_name,
        mark=_("Demonstration") if invented(sheet) else "",
        face=sheet.outline.face,
        contents=sheet.outline.contents,
        numbered_captions=sheet.outline.numbered_captions,
    )
