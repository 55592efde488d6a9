"""OpenDocument text (ODT)."""

import re
from pathlib import Path

from bianmin.quality.proofread.layout import Line
from bianmin.quality.proofread.readers.gathering import MOST_CELLS, Gathering
from bianmin.quality.proofread.readers.numbering import numeral
from bianmin.quality.proofread.readers.packages import Node, Package
from bianmin.quality.proofread.readers.refusals import Locked, Unreadable

_MOST_ROWS = 5000
_SKIPPED = frozenset({"tracked-changes", "annotation", "sequence-decls", "forms", "note-citation"})
_BLANKS = frozenset({"s", "tab", "line-break"})
_LEAVES = _SKIPPED | _BLANKS | {"note"}
_BLOCKS = frozenset({"p", "h", "list", "table"})
_MOST_BLANKS = 80
Levels = dict[int, Node]


def read_odt(path: Path) -> list[Line]:
    """The paragraphs and rows of an ODT file, numbered in reading order; footnotes follow their paragraph."""
    with Package(path) as package:
        manifest = package.part("META-INF/manifest.xml")
        if manifest and manifest.find("encryption-data"):
            raise Locked(name=path.name)
        content, styles = package.part("content.xml"), package.part("styles.xml")
    body = content.find("text") if content else []
    if content is None or not body:
        raise Unreadable(name=path.name)
    reader = Reader({**_list_styles(styles), **_list_styles(content)})
    reader.blocks(next(node for node in body if node.name.startswith("office:")))
    return reader.out.lines


def _list_styles(root: Node | None) -> dict[str, Levels]:
    return {
        node.get("name") or "": {
            int(level.get("level") or 1): level for level in node.nodes() if level.local == "list-level-style-number"
        }
        for node in (root.find("list-style") if root else [])
    }


class Reader:
    """Walks the body of a document."""

    def __init__(self, lists: dict[str, Levels]) -> None:
        self.lists = lists
        self.out = Gathering()
        self.counters: dict[tuple[str, int], int] = {}

    def blocks(self, node: Node) -> None:
        """Everything inside a body or section."""
        for child in node.nodes():
            found = [words(child)] if child.local in {"p", "h"} else []
            if child.local == "list":
                found = self.items(child, "", 1)
            if child.local == "table":
                self.table(child)
            if child.local not in _SKIPPED and child.local not in _BLOCKS:
                self.blocks(child)
            for text, notes in found:
                self.out.paragraph(text)
                self.notes(notes)

    def notes(self, notes: list[str]) -> None:
        """Footnotes, each a paragraph."""
        for note in notes:
            self.out.paragraph(note)

    def items(self, node: Node, style: str, level: int) -> list[tuple[str, list[str]]]:
        """The paragraphs of a list with their numbers."""
        style = node.get("style-name") or style
        if level == 1 and node.get("continue-numbering") != "true":
            self.counters = {key: value for key, value in self.counters.items() if key[0] != style}
        return [found for item in node.nodes() for found in self.item(item, style, level)]

    def item(self, node: Node, style: str, level: int) -> list[tuple[str, list[str]]]:
        """The paragraphs of an item, the first with its number, and the lists inside it."""
        label = self.label(style, level) if node.local == "list-item" else ""
        result = []
        for child in node.nodes():
            if child.local == "list":
                result += self.items(child, style, level + 1)
            if child.local in {"p", "h"}:
                text, notes = words(child)
                result.append((label + text, notes))
                label = ""
        return result

    def label(self, style: str, level: int) -> str:
        """The next number of a list's level, with what stands around it."""
        form = self.lists.get(style, {}).get(level)
        if form is None:
            return ""
        start = int(form.get("start-value") or 1)
        number = self.counters.get((style, level), start - 1) + 1
        self.counters = {key: value for key, value in self.counters.items() if key[0] != style or key[1] <= level}
        self.counters[style, level] = number
        sign = numeral(number, form.get("num-format") or "")
        return f"{form.get('num-prefix') or ''}{sign}{form.get('num-suffix') or ''}" if sign else ""

    def table(self, node: Node) -> None:
        """The rows of a table; what a cell spans stays blank."""
        for row in node.find("table-row")[:_MOST_ROWS]:
            cells: list[str] = []
            for cell in row.nodes():
                if cell.local in {"table-cell", "covered-table-cell"}:
                    text = self.cell(cell) if cell.local == "table-cell" else ""
                    cells += [text] * min(int(cell.get("number-columns-repeated") or 1), MOST_CELLS)
            self.out.row(cells)

    def cell(self, node: Node) -> str:
        """The text of a cell, its paragraphs in a row."""
        parts: list[str] = []
        for child in node.nodes():
            if child.local in {"p", "h"}:
                parts.append(words(child)[0])
            elif child.local == "list":
                parts += [text for text, _ in self.items(child, "", 1)]
        return " ".join(parts)


def words(node: Node) -> tuple[str, list[str]]:
    """The text of a paragraph, and the texts of its footnotes."""
    parts: list[str] = []
    notes: list[str] = []
    _collect(node, parts, notes)
    return "".join(parts), notes


def _collect(node: Node, parts: list[str], notes: list[str]) -> None:
    for child in node.children:
        if isinstance(child, str):
            parts.append(re.sub(r"\s+", " ", child))
            continue
        if child.local in _BLANKS:
            parts.append(" " * min(int(child.get("c") or 1), _MOST_BLANKS))
        if child.local == "note":
            body = child.child("note-body")
            notes.append(" ".join(words(inner)[0] for inner in (body.nodes() if body else [])))
        if child.local not in _LEAVES:
            _collect(child, parts, notes)
