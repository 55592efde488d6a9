"""Any file that can be proofread, as numbered lines."""

from collections.abc import Callable
from pathlib import Path

from bianmin.quality.proofread.layout import Line
from bianmin.quality.proofread.readers.docx import read_docx
from bianmin.quality.proofread.readers.markup import read_html
from bianmin.quality.proofread.readers.odt import read_odt
from bianmin.quality.proofread.readers.refusals import Empty, Locked, Missing, TooLarge, UnknownKind, Unreadable
from bianmin.quality.proofread.readers.text import read_markdown, read_text


def read_pdf(path: Path) -> list[Line]:
    """The lines of a PDF; the library for it is read with the first one."""
    from bianmin.quality.proofread.readers import pdf  # noqa: PLC0415 - read when first needed: a process starts sooner

    return pdf.read_pdf(path)


READERS: dict[str, Callable[[Path], list[Line]]] = {
    ".txt": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".odt": read_odt,
    ".docx": read_docx,
    ".pdf": read_pdf,
}
MOST_BYTES = 50_000_000
MOST_CHARACTERS = 3_000_000
_OLE = b"\xd0\xcf\x11\xe0"


def read(path: Path) -> list[Line]:
    """The lines of a file of a known kind.

    Raises:
        Refused: the file is missing, empty, of another kind, damaged, locked, hostile, a scan, or too large; its
            sentence says what to do.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise UnknownKind(name=path.name)
    _inspect(path)
    lines = reader(path)
    if not any(line.text.strip() for line in lines):
        raise Empty(name=path.name)
    if sum(len(line.text) for line in lines) > MOST_CHARACTERS:
        raise TooLarge(name=path.name, limit="3,000,000 characters")
    return lines


def _inspect(path: Path) -> None:
    """Refuse what need not be opened: missing, empty, too large, locked by an office program."""
    if not path.is_file():
        raise Missing(name=path.name)
    size = path.stat().st_size
    if size == 0:
        raise Empty(name=path.name)
    if size > MOST_BYTES:
        raise TooLarge(name=path.name, limit="50 MB")
    if _head(path) == _OLE:
        raise Locked(name=path.name)


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(len(_OLE))
    except OSError as error:
        raise Unreadable(name=path.name) from error
