"""PDF: its text in reading order, lines joined into paragraphs, ruled and aligned tables as rows."""

import itertools
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from pypdfium2 import PdfiumError

from bianmin.quality.proofread.folding import fold
from bianmin.quality.proofread.layout import Line
from bianmin.quality.proofread.markers import markers
from bianmin.quality.proofread.readers.gathering import Gathering
from bianmin.quality.proofread.readers.glyphs import Glyph, glyphs, rules
from bianmin.quality.proofread.readers.refusals import Locked, Scanned, TooLarge, Unreadable
from bianmin.quality.proofread.readers.ruled import frames, rows

_MOST_PAGES = 3000
_CELL_GAP, _EDGE, _REPEATED = 1.6, 1.8, 3


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a page outside ruled tables."""

    text: str
    cells: tuple[str, ...]
    places: tuple[tuple[float, float], ...]
    left: float
    right: float
    top: float
    size: float


@dataclass(frozen=True, slots=True)
class Block:
    """What stands at a height of a page: a line, or the rows of a ruled table."""

    top: float
    row: Row | None
    table: tuple[tuple[str, ...], ...] = ()


def read_pdf(path: Path) -> list[Line]:
    """The text of a PDF file, numbered in reading order."""
    try:
        file = pypdfium2.PdfDocument(path)
    except PdfiumError as error:
        raise (Locked if "password" in str(error).lower() else Unreadable)(name=path.name) from error
    try:
        if len(file) > _MOST_PAGES:
            raise TooLarge(name=path.name, limit="3,000 pages")
        pages = [_page(file, index) for index in range(len(file))]
    except PdfiumError as error:
        raise Unreadable(name=path.name) from error
    finally:
        file.close()
    if not any(pages):
        raise Scanned(name=path.name)
    return _gathered(pages)


def _page(file: pypdfium2.PdfDocument, index: int) -> list[Block]:
    page = file[index]
    try:
        found, lines = glyphs(page), rules(page)
    finally:
        page.close()
    blocks = []
    for frame in frames(lines):
        inside = [glyph for glyph in found if frame.holds(glyph)]
        if inside:
            cells = rows(frame, inside, _text)
            blocks.append(Block(frame.top, None, tuple(tuple(row) for row in cells)))
            taken = set(map(id, inside))
            found = [glyph for glyph in found if id(glyph) not in taken]
    blocks += [Block(row.top, row) for row in _rows(found)]
    return sorted(blocks, key=lambda block: -block.top)


def _lines(found: list[Glyph]) -> list[list[Glyph]]:
    """Characters of one height together, from the top, each from the left."""
    lines: list[list[Glyph]] = []
    for glyph in sorted(found, key=lambda glyph: -glyph.middle):
        height = max(glyph.top - glyph.bottom, 4.0)
        if lines and abs(lines[-1][0].middle - glyph.middle) <= height * 0.6:
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    return [sorted(line, key=lambda glyph: glyph.left) for line in lines]


def _text(found: list[Glyph]) -> str:
    """The text of a cell: its lines run on, for the text only wrapped."""
    return "".join(_spaced(line) for line in _lines(found)).strip()


def _spaced(line: list[Glyph]) -> str:
    return re.sub(r" +", " ", "".join(glyph.text for glyph in line))


def _rows(found: list[Glyph]) -> list[Row]:
    lines = [line for line in _lines(found) if any(glyph.text != " " for glyph in line)]
    return [_row(line) for line in lines]


def _row(line: list[Glyph]) -> Row:
    """A line as cells, parted where a gap is wider than a character and a half."""
    solid = [glyph for glyph in line if glyph.text != " "]
    size = max(max(glyph.right - glyph.left, glyph.top - glyph.bottom) for glyph in solid)
    cells, last = [[line[0]]], line[0]
    for glyph in line[1:]:
        if glyph.text != " " and glyph.left - last.right > _CELL_GAP * size:
            cells.append([])
        cells[-1].append(glyph)
        last = glyph if glyph.text != " " else last
    texts = tuple(_spaced(cell).strip() for cell in cells)
    places = tuple((cell[0].left, cell[-1].right) for cell in cells)
    return Row(" ".join(texts), texts, places, solid[0].left, solid[-1].right, solid[0].top, size)


def _running(pages: list[list[Block]]) -> set[tuple[str, int]]:
    """Heads and feet: the same words at the same height of several pages."""
    counts = Counter(place for page in pages for place in {_place(block) for block in page if block.row})
    return {place for place, count in counts.items() if count >= _REPEATED}


def _gathered(pages: list[list[Block]]) -> list[Line]:
    running = _running(pages)
    out = Gathering()
    paragraph = _Paragraph(out)
    for page in pages:
        body = [block for block in page if not block.row or _place(block) not in running]
        edge = max((block.row.right for block in body if block.row), default=0.0)
        for cells, blocks in itertools.groupby(body, key=_has_cells):
            if cells:
                paragraph.table(aligned([block.row for block in blocks if block.row]))
                continue
            for block in blocks:
                paragraph.block(block, edge)
    paragraph.end()
    return out.lines


def _has_cells(block: Block) -> bool:
    return block.row is not None and len(block.row.cells) > 1


def _place(block: Block) -> tuple[str, int]:
    """The words of a line, figures left out, and its height: the same for a running head on every page."""
    return re.sub(r"\d+", "#", block.row.text if block.row else ""), round(block.top / 4)


def aligned(rows_: list[Row]) -> list[list[str]]:
    """Rows without rules as cells of common columns: a cell is of the column of the fullest row above or below it."""
    columns = max(rows_, key=lambda row: len(row.cells)).places
    result = []
    for row in rows_:
        cells = [""] * len(columns)
        for text, place in zip(row.cells, row.places, strict=True):
            at = max(range(len(columns)), key=lambda index: (_shared(place, columns[index]), -index))
            cells[at] = f"{cells[at]} {text}".strip()
        result.append(cells)
    return result


def _shared(one: tuple[float, float], other: tuple[float, float]) -> float:
    """How far two stretches overlap; negative by their distance if they do not."""
    return min(one[1], other[1]) - max(one[0], other[0])


class _Paragraph:
    """Lines joined as long as each runs to the margin."""

    def __init__(self, out: Gathering) -> None:
        self.out, self.text, self.full = out, "", False

    def block(self, block: Block, edge: float) -> None:
        """A line, or a ruled table."""
        if block.row:
            self.add(block.row, edge)
        else:
            self.table([list(row) for row in block.table])

    def table(self, rows_: list[list[str]]) -> None:
        """The rows of a table, after the paragraph before it."""
        self.end()
        for row in rows_:
            self.out.row(row)

    def add(self, row: Row, edge: float) -> None:
        """One more line: of the same paragraph if the last one was full and this one has no number."""
        starts = any(marker.start < _EDGE for marker in markers(fold(row.text[:12])))
        if starts or not self.full:
            self.end()
        latin = re.search(r"[A-Za-z]$", self.text) and row.text[:1].isascii()
        self.text += (" " if latin else "") + row.text
        self.full = row.right >= edge - _EDGE * row.size

    def end(self) -> None:
        """The paragraph is complete."""
        self.out.paragraph(self.text)
        self.text, self.full = "", False
