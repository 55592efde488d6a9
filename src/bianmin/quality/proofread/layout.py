"""Lines into passages of prose and tables, each character knowing the line of the source it stands on."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bianmin.quality.proofread.folding import fold
from bianmin.quality.proofread.markers import Marker, markers
from bianmin.quality.proofread.moments import Moment, moments
from bianmin.quality.proofread.quantities import Quantity, quantities

_BLOCK_TAG = re.compile(r"</?(?:p|li|ol|ul|br|div|tr)\b[^<>]{0,200}>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_MATH = re.compile(r"\\times|\\%|\$|\*\*|\\_")
_ENDED = re.compile(r"[。；;!?！？:」』)】〕》.,…]\s*$")
_OPENING = re.compile(r"\s*(?:[▲▼◎◆■●※【\[<《•‧▪]|[-–]\s|圖 ?\d|表 ?\d|附件|附表|附錄|單位|資料來源|註|#|\|)")
_PAGE_NUMBER = re.compile(r"\s*(?:-\s*)?(?:第\s*)?\d{1,4}(?:\s*頁)?(?:\s*-)?\s*$")
_PROSE_CELL = re.compile(r"[，。；、:]")
_TOTAL_ROW = re.compile(r"合計|總計|小計|總數|平均")
_LONG_CELL, _LONG_LINE, _INDENT, _UNIT_LINE, _LONGEST = 16, 18, 4, 4, 2500


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the source: its 1-based number and its text; tabs part the cells of a table's row."""

    number: int
    text: str


@dataclass(eq=False)
class Passage:
    """A run of text that reads as one; `text` is folded, `raw` as printed, both of the same length."""

    raw: str
    parts: list[tuple[int, int]]
    index: int = 0
    is_row: bool = False
    found: list[Any] | None = None
    """Its mentions (`phrases.mentions`), once they have been asked for."""

    @cached_property
    def text(self) -> str:
        """The folded text."""
        return fold(self.raw)

    @cached_property
    def moments(self) -> list[Moment]:
        """Dates and years."""
        return moments(self.text)

    @cached_property
    def quantities(self) -> list[Quantity]:
        """Numbers with their units."""
        return quantities(self.text, self.moments)

    @cached_property
    def markers(self) -> list[Marker]:
        """Numbering signs."""
        return markers(self.text)

    def line(self, at: int) -> int:
        """The source line on which the character `at` stands."""
        return self.parts[max(0, bisect_right(self.parts, (at, 1 << 60)) - 1)][1]

    def column(self, at: int) -> int:
        """The character's place in its line of the cleaned source."""
        return at - self.parts[max(0, bisect_right(self.parts, (at, 1 << 60)) - 1)][0]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: printed text, its line, and the place in that line where it begins."""

    text: str
    line: int
    offset: int


@dataclass(eq=False)
class Table:
    """Rows of cells, all of the same width; `caption` is the text line before, `place` the passage index it follows."""

    rows: list[list[Cell]]
    caption: str
    caption_line: int
    place: int
    end: int = 0
    view: Any = None
    """Its grid (`grids.grid`), once it has been asked for; False for a table of words."""

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.rows[0])

    @property
    def first_line(self) -> int:
        """Source line of the first row."""
        return self.rows[0][0].line


@dataclass(eq=False)
class Document:
    """What a file says: passages in order, tables, and the lines they were read from."""

    lines: list[Line]
    passages: list[Passage]
    tables: list[Table]

    def near(self, table: Table, passage: Passage, reach: int) -> bool:
        """Whether passage and table stand within `reach` passages of one another."""
        return abs(passage.index - table.place) <= reach


def clean(text: str) -> str:
    """Tags and formula signs made blank, character for character."""
    if "<" in text:
        text = _BLOCK_TAG.sub(lambda match: "\n" + " " * (len(match.group()) - 1), text)
        text = _TAG.sub(lambda match: " " * len(match.group()), text)
    if "$" in text or "\\" in text or "**" in text:
        text = _MATH.sub(_plain_math, text)
    return text


def _plain_math(match: re.Match[str]) -> str:
    sign = {"\\times": "×", "\\%": "%"}.get(match.group(), "")
    return sign.rjust(len(match.group()))


def _unfinished(text: str) -> bool:
    stripped = text.rstrip()
    return len(stripped) >= _LONG_LINE and not _ENDED.search(stripped)


def _continues(text: str) -> bool:
    return not _OPENING.match(text) and not any(marker.start < _INDENT for marker in markers(fold(text[:40])))


def document(lines: Iterable[Line]) -> Document:
    """Passages and tables of numbered lines; a sentence broken by a page is joined again."""
    numbered = list(lines)
    passages: list[Passage] = []
    tables: list[Table] = []
    for group in _groups(numbered):
        if "\t" in group[0].text:
            _add_table(group, passages, tables)
        else:
            _add_prose(group[0], passages)
    for index, passage in enumerate(passages):
        passage.index = index
    return Document(numbered, passages, tables)


def _groups(lines: list[Line]) -> Iterator[list[Line]]:
    """Rows of one table together, every other line with text alone; page numbers are left out."""
    rows: list[Line] = []
    for line in lines:
        if "\t" in line.text:
            rows.append(line)
            continue
        if _PAGE_NUMBER.match(line.text):
            continue
        if rows:
            yield rows
            rows = []
        if line.text.strip():
            yield [line]
    if rows:
        yield rows


def _add_prose(line: Line, passages: list[Passage]) -> None:
    text = clean(line.text)
    last = passages[-1] if passages else None
    if last and not last.is_row and len(last.raw) < _LONGEST and _unfinished(last.raw) and _continues(text):
        start = len(text) - len(text.lstrip())
        last.parts.append((len(last.raw) - start, line.number))
        last.raw = last.raw + text[start:]
        return
    passages += _cut(text, line.number)


def _cut(text: str, line: int, *, is_row: bool = False) -> list[Passage]:
    """A line as one passage; one longer than any paragraph in parts, so that no line can hold the reader up."""
    starts = range(0, max(len(text), 1), _LONGEST)
    return [Passage(text[start : start + _LONGEST], [(-start, line)], is_row=is_row) for start in starts]


def _caption(passages: list[Passage]) -> tuple[str, int]:
    for passage in reversed(passages[-3:]):
        if not passage.is_row and len(passage.raw.strip()) > _UNIT_LINE:
            return passage.text.strip(), passage.parts[0][1]
    return "", 0


def _add_table(group: list[Line], passages: list[Passage], tables: list[Table]) -> None:
    rows = _rows(group)
    previous = tables[-1] if tables else None
    if previous and _same_table(previous, rows, passages[previous.end :]):
        previous.rows += [row for row in rows if [cell.text for cell in row] not in _heads(previous)]
    else:
        tables.append(Table(rows, *_caption(passages), len(passages)))
    for row in group:
        text = clean(row.text)
        if _is_prose(text):
            passages += _cut(text, row.number, is_row=True)
    tables[-1].end = len(passages)


def _rows(group: list[Line]) -> list[list[Cell]]:
    """The cells of a table's lines, short rows filled with blanks."""
    rows = [_cells(line) for line in group]
    width = max(map(len, rows))
    return [row + [Cell("", row[0].line, 0)] * (width - len(row)) for row in rows]


def _is_prose(text: str) -> bool:
    """Whether a row holds sentences, not only names and numbers."""
    return any(len(cell) > _LONG_CELL and _PROSE_CELL.search(fold(cell)) for cell in text.split("\t"))


def _cells(line: Line) -> list[Cell]:
    cells, offset = [], 0
    for text in clean(line.text).split("\t"):
        cells.append(Cell(text.strip(), line.number, offset + len(text) - len(text.lstrip())))
        offset += len(text) + 1
    return cells


def _heads(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows[:2]]


def _same_table(table: Table, rows: list[list[Cell]], between: list[Passage]) -> bool:
    """A table that goes on after a page break: its first row is the head again, nothing but its caption between."""
    if [cell.text for cell in rows[0]] != _heads(table)[0] or table.width != len(rows[0]):
        return False
    last = "".join(cell.text for cell in table.rows[-1][:2])
    return not _TOTAL_ROW.search(last) and all(passage.text.strip() == table.caption for passage in between)
