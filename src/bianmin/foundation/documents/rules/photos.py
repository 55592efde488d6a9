"""Take out of a photograph what nobody asked for: where, when, with which device; how it is turned stays."""

import struct
from collections.abc import Iterator
from typing import Final

from bianmin.foundation.documents.rules.sniff import MediaKind

_TOLD: Final = frozenset({0xE1, 0xED, 0xFE})
"""Segments of a JPEG with Exif or XMP, with IPTC, with remarks."""
_SEGMENT: Final = 0xFF
"""Every segment begins so."""
_SCAN: Final = 0xDA
_EXIF: Final = b"Exif\0\0"
_TURN: Final = 0x0112
_CHUNKS: Final = frozenset({b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"})
_PNG: Final = b"\x89PNG\r\n\x1a\n"


def without_traces(data: bytes, kind: MediaKind) -> bytes:
    """The same picture without what it tells besides; what cannot be read stays as it is."""
    try:
        if kind is MediaKind.JPEG:
            return _jpeg(data)
        return _png(data) if kind is MediaKind.PNG else data
    except (struct.error, IndexError, ValueError):
        return data


def _turn(exif: bytes) -> int:
    """How the picture is to be turned, 1 to 8; 0 where nothing is said."""
    order = "<" if exif[:2] == b"II" else ">"
    start = struct.unpack_from(order + "I", exif, 4)[0]
    count = struct.unpack_from(order + "H", exif, start)[0]
    for at in range(start + 2, start + 2 + 12 * count, 12):
        tag, _kind, _number, value = struct.unpack_from(order + "HHIH", exif, at)
        if tag == _TURN:
            return int(value)
    return 0


def _turned(turn: int) -> bytes:
    """An Exif segment that says how the picture is turned, and nothing else."""
    body = _EXIF + b"MM\0\x2a" + struct.pack(">IHHHIHHI", 8, 1, _TURN, 3, 1, turn, 0, 0)
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The segments before the picture itself, then the rest under the mark of its beginning."""
    at = 2
    while True:
        if data[at] != _SEGMENT:
            raise ValueError
        mark, length = data[at + 1], struct.unpack_from(">H", data, at + 2)[0]
        if mark == _SCAN:
            yield mark, data[at:]
            return
        yield mark, data[at : at + 2 + length]
        at += 2 + length


def _jpeg(data: bytes) -> bytes:
    kept, turn = [], 0
    for mark, segment in _segments(data):
        if mark not in _TOLD:
            kept.append(segment)
        elif segment[4:10] == _EXIF:
            turn = _turn(segment[10:]) or turn
    return data[:2] + (_turned(turn) if turn > 1 else b"") + b"".join(kept)


def _png(data: bytes) -> bytes:
    kept, at = [_PNG], len(_PNG)
    while at < len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        if name not in _CHUNKS:
            kept.append(data[at : at + 12 + length])
        at += 12 + length
    return b"".join(kept)
