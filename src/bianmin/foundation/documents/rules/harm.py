"""What a file may carry besides what it shows: programmes, packages that swell, and where a photograph was taken."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Final

from bianmin.foundation.documents.rules.sniff import MediaKind

MEGABYTE: Final = 1024 * 1024
MOST_UNPACKED: Final = 200 * MEGABYTE
MOST_RATIO: Final = 200
MOST_ENTRIES: Final = 2_000
INFLATED: Final = 4 * MEGABYTE
"""So much of a PDF's packed objects is unpacked to look for programmes in it."""


class Harm(StrEnum):
    """Why a file is not taken although its kind is right."""

    PROGRAMME = "programme"
    SWELLS = "swells"
    DAMAGED = "damaged"
    NAME = "name"


RUNS: Final = frozenset(
    {"exe", "com", "bat", "cmd", "scr", "pif", "msi", "dll", "jar", "js", "jse", "vbs", "vbe", "wsf", "hta", "ps1"}
    | {"sh", "php", "html", "htm", "xhtml", "svg", "lnk", "reg", "apk", "app"}
)
"""Endings of names that a computer runs or a browser obeys."""
_ACTIVE: Final = re.compile(
    rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData)(?![A-Za-z])"
)
_PACKED: Final = re.compile(rb"/ObjStm.{0,400}?stream\r?\n(.*?)endstream", re.DOTALL)
_NAMED: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
_MACROS: Final = re.compile(r"(?:^|/)(?:Basic|Scripts|vbaProject\.bin|activeX|embeddings)(?:/|$)", re.IGNORECASE)


def runs(name: str) -> bool:
    """Whether a name ends like a programme, also behind or before another ending: `card.pdf.exe`, `card.exe.pdf`."""
    return not RUNS.isdisjoint(part.strip().lower() for part in name.split(".")[1:][-2:])


def _inflated(data: bytes) -> Iterator[bytes]:
    for found in _PACKED.finditer(data):
        try:
            yield zlib.decompressobj().decompress(found[1], INFLATED)
        except zlib.error:
            continue


def _in_pdf(data: bytes) -> Harm | None:
    parts = (data, *_inflated(data))
    plain = (_NAMED.sub(lambda found: bytes([int(found[1], 16)]), part) for part in parts)
    return Harm.PROGRAMME if any(_ACTIVE.search(part) for part in plain) else None


def _swells(entries: Sequence[zipfile.ZipInfo]) -> bool:
    """Whether a package unpacks to too much, as a whole or in one large entry."""
    large = (entry for entry in entries if entry.file_size > MEGABYTE)
    return (
        len(entries) > MOST_ENTRIES
        or sum(entry.file_size for entry in entries) > MOST_UNPACKED
        or any(entry.file_size > MOST_RATIO * max(entry.compress_size, 1) for entry in large)
    )


def _in_package(data: bytes) -> Harm | None:
    try:
        entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return Harm.DAMAGED
    if _swells(entries):
        return Harm.SWELLS
    if any(entry.flag_bits & 1 for entry in entries):
        return Harm.DAMAGED
    return Harm.PROGRAMME if any(_MACROS.search(entry.filename) for entry in entries) else None


def harm(data: bytes, kind: MediaKind) -> Harm | None:
    """Why these bytes are not taken; None when nothing speaks against them."""
    if kind is MediaKind.PDF:
        return _in_pdf(data)
    return None if kind in (MediaKind.PNG, MediaKind.JPEG) else _in_package(data)
