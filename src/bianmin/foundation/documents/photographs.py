"""Photographs in documents: a JPEG or PNG as a drawing that every writer takes, upright as it was taken."""

import base64
import struct
from collections.abc import Iterator
from typing import Final

MOST: Final = 4_000_000
"""Bytes of a photograph that is printed; of a larger one only the name is."""
SIDE: Final = 800
"""Pixels of the longer side as it is drawn, whatever the camera's; formats that take no drawing get twice as many."""
PNG, JPEG, EXIF = b"\x89PNG\r\n\x1a\n", b"\xff\xd8", b"Exif\0\0"
FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of a JPEG that tell its height and width."""
BEGIN, APP1, SCAN, ORIENTATION = 0xFF, 0xE1, 0xDA, 0x0112
TURNED: Final = {
    1: "", 2: "translate({w} 0) scale(-1 1)", 3: "translate({w} {h}) scale(-1 -1)", 4: "translate(0 {h}) scale(1 -1)",
    5: "matrix(0 1 1 0 0 0)", 6: "matrix(0 1 -1 0 {h} 0)", 7: "matrix(0 -1 -1 0 {h} {w})", 8: "matrix(0 -1 1 0 0 {w})",
}  # fmt: skip
"""How a picture of this width and height is turned upright, by what the camera wrote (Exif 2.32, tag 274)."""
LYING: Final = frozenset({5, 6, 7, 8})


def photograph(data: bytes) -> str:
    """A JPEG or PNG as SVG; empty where it is neither, is damaged, or is too large to be printed."""
    if len(data) > MOST:
        return ""
    try:
        kind, width, height, turn = _read(data)
    except (struct.error, IndexError):
        return ""
    if not width or not height:
        return ""
    wide, high = (height, width) if turn in LYING else (width, height)
    scale = min(1, SIDE / max(wide, high))
    moved = TURNED[turn].format(w=width, h=height)
    address = f"data:image/{kind};base64,{base64.b64encode(data).decode()}"
    image = f'<image width="{width}" height="{height}" xlink:href="{address}"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{wide * scale:.0f}" height="{high * scale:.0f}" viewBox="0 0 {wide} {high}">'
        f'<g transform="{moved}">{image}</g></svg>'
    )


def _read(data: bytes) -> tuple[str, int, int, int]:
    """Kind, width, height, and how the camera was held."""
    if data.startswith(PNG):
        width, height = struct.unpack(">II", data[16:24])
        return "png", width, height, 1
    if not data.startswith(JPEG):
        return "", 0, 0, 1
    width = height = 0
    turn = 1
    for marker, content in _segments(data):
        if marker in FRAMES:
            height, width = struct.unpack(">HH", content[1:5])
        elif marker == APP1 and content.startswith(EXIF):
            turn = _orientation(content[len(EXIF) :])
    return "jpeg", width, height, turn


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The segments of a JPEG before its picture: marker and content."""
    at = len(JPEG)
    while at + 4 <= len(data) and data[at] == BEGIN and data[at + 1] != SCAN:
        (length,) = struct.unpack(">H", data[at + 2 : at + 4])
        yield data[at + 1], data[at + 4 : at + 2 + length]
        at += 2 + length


def _orientation(exif: bytes) -> int:
    """How the camera was held, 1 to 8; upright where it says nothing that can be."""
    order = "<" if exif.startswith(b"II") else ">"
    (first,) = struct.unpack(f"{order}I", exif[4:8])
    (count,) = struct.unpack(f"{order}H", exif[first : first + 2])
    for number in range(count):
        at = first + 2 + 12 * number
        tag, _type, _count, value = struct.unpack(f"{order}HHIH", exif[at : at + 10])
        if tag == ORIENTATION:
            return value if value in TURNED else 1
    return 1
