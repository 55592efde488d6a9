"""Plain text and Markdown: the file's own lines."""

import re
from pathlib import Path

from bianmin.quality.proofread.layout import Line
from bianmin.quality.proofread.readers.refusals import Unreadable

_LINES = re.compile(r"\r\n|\r|\n")
_CODINGS = ("utf-8-sig", "cp950", "gb18030")
_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_SIGN = re.compile(r"^\s{0,3}(?:#{1,6}\s+|>\s?)+")


def decoded(data: bytes, name: str) -> str:
    """The text of a file in UTF-8, UTF-16, Big5 or GB18030."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        codings: tuple[str, ...] = ("utf-16",)
    else:
        codings = _CODINGS
    for coding in codings:
        try:
            text = data.decode(coding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Unreadable(name=name)


def read_text(path: Path) -> list[Line]:
    """The lines of a plain text file, numbered as in the file; tabs part cells."""
    return [Line(number, text) for number, text in enumerate(_LINES.split(decoded(path.read_bytes(), path.name)), 1)]


def read_markdown(path: Path) -> list[Line]:
    """The lines of a Markdown file, numbered as in the file; rows of pipes become rows of cells."""
    return [Line(line.number, _markdown(line.text)) for line in read_text(path) if not _is_rule(line.text)]


def _is_rule(text: str) -> bool:
    """The line that parts the head of a table from its body."""
    return "|" in text and bool(_RULE.match(text))


def _markdown(text: str) -> str:
    stripped = text.strip()
    if stripped.startswith("|") and stripped.count("|") > 1:
        cells = re.split(r"(?<!\\)\|", stripped.removeprefix("|").removesuffix("|"))
        return "\t".join(cell.strip().replace("\\|", "|").replace("<br>", " ") for cell in cells)
    return _SIGN.sub("", text)
