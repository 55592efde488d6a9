"""The neutral tree of a document 文件樹: what is printed, said once; each writer makes a file of it.

Builders know law and figures, writers know file formats, and neither knows the other.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any, Literal, TypeVar, cast

Align = Literal["left", "center", "right"]
Face = Literal["kai", "ming"]


@dataclass(frozen=True, slots=True)
class Text:
    """A run of text; `strong` is set in bold."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Value:
    """A printed figure with the reference to its value: `ref` is the value's key, `href` its page (or empty)."""

    text: str
    ref: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to an address."""

    text: str
    href: str


Inline = str | Text | Value | Link
Line = tuple[Inline, ...]
"""A line of runs; a plain string is a run of plain text."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 6; writers number it 壹、 一、 (一) 1. (1) ① unless `numbered` is false."""

    level: int
    text: str
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of body text; `small` for remarks, `indent` for the first line's two characters."""

    content: Line
    align: Align = "left"
    indent: bool = False
    small: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A list; `ordered` numbers it 一、二、三、 (1. 2. 3. in other languages)."""

    items: tuple[Line, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """A labelled part of a letter 段: 主旨, 說明 with its numbered items."""

    label: str
    content: Line = ()
    items: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Pairs:
    """Labels with what belongs to them; `side` sets the block in the right half of the page, small."""

    pairs: tuple[tuple[str, Line], ...]
    side: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its share of the width, and how its cells are aligned (figures to the right)."""

    width: float = 1
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose head is repeated on every page; each row has as many cells as there are columns."""

    columns: tuple[Column, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    caption: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing as SVG, with what it shows in words for those who do not see it; `width` is a share of the page's."""

    svg: str
    alt: str
    caption: str = ""
    width: float = 1


@dataclass(frozen=True, slots=True)
class SignOff:
    """A row of boxes to sign or stamp in 簽章欄: 承辦人, 課長, 主任."""

    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs a letter 署名: title and name, large, at its foot."""

    title: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A remark set apart: a warning, a source, the mark of demonstration."""

    content: Line


@dataclass(frozen=True, slots=True)
class Headline:
    """One thing to be read from afar: a receipt's number, with its label."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents 目錄; `headings`, those of the first two levels, are filled in when it is written."""

    headings: tuple[Heading, ...] = ()


Block = (
    Heading | Paragraph | Items | Clause | Pairs | Table | Figure | SignOff | Signature | Note | Headline | PageBreak
    | Contents
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """The sheet, in millimetres: A4 portrait 直式, the left margin wider for binding 左側裝訂."""

    width: float = 210
    height: float = 297
    top: float = 25
    bottom: float = 25
    left: float = 30
    right: float = 25


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document: `mark` is printed on top of every page (示範), `author` is the agency, `face` the type face.

    `size` is the body's size in points. `cover`: the title stands in the middle of the first page. `numbered_captions`
    counts tables and figures within each chapter: 表2-1, 圖2-1; `captions_by` "part" within each part of a chapter, so
    that 一 has 圖1-1 and 二 圖2-1.
    """

    title: str
    blocks: tuple[Block, ...]
    subtitle: str = ""
    language: str = "zh-Hant"
    author: str = ""
    mark: str = ""
    face: Face = "kai"
    size: float = 12
    numbered_pages: bool = True
    cover: bool = False
    numbered_captions: bool = False
    captions_by: Literal["chapter", "part"] = "chapter"
    page: Page = field(default_factory=Page)


Node = TypeVar("Node")


def map_text(node: Node, change: Callable[[str], str]) -> Node:
    """The same tree with `change` done to every printed text; references and drawings stay as they are."""
    if isinstance(node, str):
        return cast("Node", change(node))
    if isinstance(node, tuple):
        return cast("Node", tuple(map_text(part, change) for part in node))
    if not is_dataclass(node) or isinstance(node, type):
        return node
    changed: dict[str, Any] = {
        part.name: map_text(getattr(node, part.name), change) for part in fields(node) if part.name not in KEPT
    }
    return replace(node, **changed)


KEPT = frozenset({"ref", "href", "svg", "align", "language", "face", "page", "captions_by"})
"""Parts of nodes that are not printed text."""


def plain(line: Line) -> str:
    """A line without its references and emphasis."""
    return "".join(run if isinstance(run, str) else run.text for run in line)
