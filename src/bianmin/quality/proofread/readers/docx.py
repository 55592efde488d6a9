"""Office Open XML text (DOCX)."""

import re
from pathlib import Path

from bianmin.quality.proofread.layout import Line
from bianmin.quality.proofread.readers.gathering import MOST_CELLS, Gathering
from bianmin.quality.proofread.readers.numbering import numeral
from bianmin.quality.proofread.readers.packages import Node, Package
from bianmin.quality.proofread.readers.refusals import Unreadable

_SKIPPED = frozenset(
    {"Fallback", "del", "moveFrom", "instrText", "pPr", "rPr", "tblPr", "sectPr", "tcPr", "trPr", "delText"}
)
_BREAKS = frozenset({"tab", "br", "cr"})
_LEAVES = _SKIPPED | _BREAKS | {"t", "footnoteReference"}
_LEVEL_SIGN = re.compile(r"%(\d)")


def read_docx(path: Path) -> list[Line]:
    """The paragraphs and rows of a DOCX file, numbered in reading order; footnotes follow their paragraph."""
    with Package(path) as package:
        root, numbers = package.part("word/document.xml"), package.part("word/numbering.xml")
        notes, styles = package.part("word/footnotes.xml"), package.part("word/styles.xml")
    bodies = root.find("body") if root else []
    if not bodies:
        raise Unreadable(name=path.name)
    reader = Reader(
        Numbers(numbers, styles),
        {note.get("id") or "": words(note)[0] for note in (notes.find("footnote") if notes else [])},
    )
    reader.blocks(bodies[0])
    return reader.out.lines


def _value(node: Node | None, *path: str) -> str | None:
    for name in path:
        node = node.child(name) if node else None
    return node.get("val") if node else None


def _levels(numbers: Node) -> dict[str, dict[int, Node]]:
    """The levels of each list of a numbering part."""
    forms = {node.get("abstractNumId"): node for node in numbers.find("abstractNum")}
    found = {number.get("numId") or "": forms.get(_value(number, "abstractNumId")) for number in numbers.find("num")}
    return {
        name: {int(level.get("ilvl") or 0): level for level in form.nodes() if level.local == "lvl"}
        for name, form in found.items()
        if form
    }


class Numbers:
    """The numbering definitions, and how far each list has counted."""

    def __init__(self, numbers: Node | None, styles: Node | None) -> None:
        self.levels = _levels(numbers) if numbers else {}
        found = styles.find("style") if styles else []
        self.styles = {style.get("styleId"): style.child("pPr") for style in found}
        self.counts: dict[tuple[str, int], int] = {}

    def label(self, paragraph: Node) -> str:
        """The number drawn before a paragraph, or nothing."""
        properties = paragraph.child("pPr")
        own = properties if properties and properties.child("numPr") else self.styles.get(_value(properties, "pStyle"))
        number, level = _value(own, "numPr", "numId") or "", int(_value(own, "numPr", "ilvl") or 0)
        form = self.levels.get(number, {}).get(level)
        if form is None:
            return ""
        start = int(_value(form, "start") or 1)
        self.counts = {key: value for key, value in self.counts.items() if key[0] != number or key[1] <= level}
        self.counts[number, level] = self.counts.get((number, level), start - 1) + 1
        return _LEVEL_SIGN.sub(lambda match: self._sign(number, int(match.group(1)) - 1), _value(form, "lvlText") or "")

    def _sign(self, number: str, level: int) -> str:
        form = self.levels[number].get(level)
        return numeral(self.counts.get((number, level), 1), _value(form, "numFmt") or "decimal")


class Reader:
    """Walks the body of a document."""

    def __init__(self, numbers: Numbers, notes: dict[str, str]) -> None:
        self.numbers, self.notes, self.out = numbers, notes, Gathering()

    def blocks(self, node: Node) -> None:
        """Everything inside a body."""
        for child in node.nodes():
            if child.local == "p":
                self.paragraph(child)
            if child.local == "tbl":
                self.table(child)
            if child.local not in _SKIPPED and child.local not in {"p", "tbl"}:
                self.blocks(child)

    def paragraph(self, node: Node) -> None:
        """One paragraph with its number, and its footnotes."""
        text, marks = words(node)
        self.out.paragraph(self.numbers.label(node) + text)
        for mark in marks:
            self.out.paragraph(self.notes.get(mark, ""))

    def table(self, node: Node) -> None:
        """The rows of a table; what a cell spans stays blank."""
        for row in [child for child in node.nodes() if child.local == "tr"]:
            cells: list[str] = []
            for cell in [child for child in row.nodes() if child.local == "tc"]:
                properties = cell.child("tcPr")
                merge = properties.child("vMerge") if properties else None
                follows = merge is not None and merge.get("val") != "restart"
                across = min(int(_value(properties, "gridSpan") or 1), MOST_CELLS)
                cells += ["" if follows else self.cell(cell), *[""] * (across - 1)]
            self.out.row(cells)

    def cell(self, node: Node) -> str:
        """The text of a cell, its paragraphs in a row."""
        return " ".join(
            self.numbers.label(paragraph) + words(paragraph)[0] for paragraph in node.nodes() if paragraph.local == "p"
        )


def words(node: Node) -> tuple[str, list[str]]:
    """The text of a paragraph, and the marks of its footnotes."""
    parts: list[str] = []
    marks: list[str] = []
    _collect(node, parts, marks)
    return "".join(parts), marks


def _collect(node: Node, parts: list[str], marks: list[str]) -> None:
    for child in node.nodes():
        if child.local == "t":
            parts += [text for text in child.children if isinstance(text, str)]
        if child.local in _BREAKS:
            parts.append(" ")
        if child.local == "footnoteReference":
            marks.append(child.get("id") or "")
        if child.local not in _LEAVES:
            _collect(child, parts, marks)
