"""Paragraphs and rows gathered into numbered lines."""

import re
from dataclasses import dataclass, field

from bianmin.quality.proofread.layout import Line

_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
MOST_CELLS = 200


def flat(text: str) -> str:
    """Text on one line: runs of blanks, tabs and line ends become one blank."""
    return _BLANKS.sub(" ", text).strip()


@dataclass
class Gathering:
    """Lines in reading order, numbered from 1."""

    lines: list[Line] = field(default_factory=list)

    def paragraph(self, text: str) -> None:
        """Add a paragraph; blank ones are left out."""
        if text := flat(text):
            self.lines.append(Line(len(self.lines) + 1, text))

    def row(self, cells: list[str]) -> None:
        """Add a table's row; a row of one cell is a paragraph, an empty row is left out."""
        cells = [flat(cell) for cell in cells[:MOST_CELLS]]
        if len(cells) == 1:
            self.paragraph(cells[0])
        elif any(cells):
            self.lines.append(Line(len(self.lines) + 1, "\t".join(cells)))
