"""HTML: paragraphs, and tables with spanning cells laid out again."""

from html.parser import HTMLParser
from pathlib import Path

from bianmin.quality.proofread.layout import Line
from bianmin.quality.proofread.readers.gathering import MOST_CELLS, Gathering
from bianmin.quality.proofread.readers.text import decoded

_SILENT = frozenset({"script", "style", "head", "template", "noscript", "svg"})
_BLOCKS = frozenset(
    {
        "p",
        "div",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "br",
        "caption",
        "section",
        "article",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "pre",
        "table",
        "figure",
        "figcaption",
        "hr",
        "footer",
        "header",
        "main",
        "body",
    }
)


class Rows:
    """The rows of one table, spans filled with blank cells."""

    def __init__(self) -> None:
        self.cells: list[str] = []
        self.spans: dict[int, int] = {}
        self.inside = False

    def place(self) -> None:
        """Blank cells where a cell of a row above reaches down."""
        while self.spans.get(len(self.cells), 0) > 0:
            self.spans[len(self.cells)] -= 1
            self.cells.append("")

    def open(self, across: int, down: int) -> None:
        """A cell begins that spans so many columns and rows."""
        self.place()
        at = len(self.cells)
        self.cells += [""] * across
        for column in range(at, at + across):
            self.spans[column] = down - 1
        self.at, self.inside = at, True


class Reader(HTMLParser):
    """Gathers the text of an HTML file."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out = Gathering()
        self.text: list[str] = []
        self.silent = 0
        self.tables: list[Rows] = []

    def flush(self) -> None:
        """End the paragraph, or the line of a cell."""
        text, self.text = "".join(self.text), []
        if self.tables and self.tables[-1].inside:
            rows = self.tables[-1]
            rows.cells[rows.at] = (rows.cells[rows.at] + " " + text).strip()
        elif text.strip():
            self.out.paragraph(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag begins: a block ends the one before."""
        self.silent += tag in _SILENT
        if tag in _BLOCKS or tag in {"td", "th", "tr"}:
            self.flush()
        if tag == "table":
            self.tables.append(Rows())
        if tag in {"td", "th"} and self.tables:
            values = dict(attrs)
            self.tables[-1].open(_number(values.get("colspan")), _number(values.get("rowspan")))

    def handle_endtag(self, tag: str) -> None:
        """A tag ends."""
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
            return
        if tag in _BLOCKS or tag in {"td", "th", "tr"}:
            self.flush()
        if self.tables and tag in {"td", "th", "tr", "table"}:
            self._end_cells(tag)

    def _end_cells(self, tag: str) -> None:
        rows = self.tables[-1]
        rows.inside = False
        if tag == "tr":
            rows.place()
            if rows.cells:
                self.out.row(rows.cells)
            rows.cells = []
        elif tag == "table":
            self.tables.pop()

    def handle_data(self, data: str) -> None:
        """Text, unless of a script."""
        if not self.silent:
            self.text.append(data)


def _number(text: str | None) -> int:
    return max(1, min(MOST_CELLS, int(text))) if text and text.isdigit() else 1


def read_html(path: Path) -> list[Line]:
    """The paragraphs and rows of an HTML file, numbered in reading order."""
    reader = Reader()
    reader.feed(decoded(path.read_bytes(), path.name))
    reader.close()
    reader.flush()
    return reader.out.lines
