"""Photographs stand upright in documents, whatever way the camera was held."""

import re
import struct
import zlib
from typing import Literal

import pypdfium2
import pytest
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from bianmin.foundation.documents.photographs import MOST, photograph
from bianmin.foundation.documents.tree import Column, Document, Figure, Heading, Paragraph, Table
from bianmin.foundation.documents.writers import pdf
from bianmin.foundation.documents.writers.drawing import as_png, proportion
from bianmin.foundation.documents.writers.numbering import numbered


def png(width: int, height: int) -> bytes:
    """A white picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\x00" + b"\xff\xff\xff" * width) * height
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def jpeg(width: int, height: int, held: int | None = None, order: str = ">") -> bytes:
    """The head of a JPEG, with what the camera wrote of how it was held."""
    frame = struct.pack(">BBHBHHB", 0xFF, 0xC0, 8 + 3, 8, height, width, 1) + b"\x01\x11\x00"
    if held is None:
        return b"\xff\xd8" + frame + b"\xff\xda"
    tiff = (b"MM" if order == ">" else b"II") + struct.pack(f"{order}HI", 42, 8)
    entry = struct.pack(f"{order}HHHIHH", 1, 0x0112, 3, 1, held, 0)
    exif = b"Exif\0\0" + tiff + entry
    return b"\xff\xd8\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + frame + b"\xff\xda"


def frame(drawing: str) -> tuple[str, str]:
    found = re.search(r'viewBox="0 0 ([\d ]+)"><g transform="([^"]*)"', drawing)
    return found[1], found[2]


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        (png(4, 2), ("4 2", "")),
        (jpeg(400, 300), ("400 300", "")),
        (jpeg(400, 300, 1), ("400 300", "")),
        (jpeg(400, 300, 3), ("400 300", "translate(400 300) scale(-1 -1)")),
        (jpeg(400, 300, 6), ("300 400", "matrix(0 1 -1 0 300 0)")),
        (jpeg(400, 300, 6, "<"), ("300 400", "matrix(0 1 -1 0 300 0)")),
        (jpeg(400, 300, 8), ("300 400", "matrix(0 -1 1 0 0 400)")),
        (jpeg(400, 300, 99), ("400 300", "")),
    ],
)
def test_it_stands_as_it_was_taken(data: bytes, shown: tuple[str, str]):
    assert frame(photograph(data)) == shown


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        b"%PDF-1.7",
        png(0, 2),
        png(4, 2)[:18],
        jpeg(400, 300)[:9],
        jpeg(400, 300, 6)[:30],
        png(1, 1) + bytes(MOST),
    ],
    ids=["nothing", "gif", "pdf", "no width", "cut png", "cut jpeg", "cut exif", "too large"],
)
def test_what_cannot_be_shown_is_no_photograph(data: bytes):
    assert photograph(data) == ""


def test_a_large_one_is_drawn_small_enough_for_every_format():
    drawing = photograph(jpeg(4000, 3000, 6))
    assert 'width="600" height="800" viewBox="0 0 3000 4000"' in drawing
    assert struct.unpack(">II", as_png(photograph(png(1600, 400)))[16:24]) == (1600, 400)


def test_it_is_printed_as_a_picture():
    drawing = photograph(png(40, 20))
    assert proportion(drawing) == 0.5
    assert as_png(drawing).startswith(b"\x89PNG")
    paper = pypdfium2.PdfDocument(pdf.write(Document("相片", (Figure(drawing, "櫃檯", caption="櫃檯"),))))
    try:
        assert len(list(paper[0].get_objects(filter=[FPDF_PAGEOBJ_IMAGE], max_depth=5))) == 1
    finally:
        paper.close()


@pytest.mark.parametrize(
    ("language", "by", "captions"),
    [
        ("zh-Hant", "chapter", ["圖1-1　甲", "表1-1　乙", "", "圖2-1　丙", "圖2-2　丁"]),
        ("en", "chapter", ["Figure 1-1　甲", "Table 1-1　乙", "", "Figure 2-1　丙", "Figure 2-2　丁"]),
        ("zh-Hant", "part", ["甲", "乙", "", "圖1-1　丙", "圖1-2　丁"]),
    ],
)
def test_captions_are_counted_within_each_chapter_or_part(
    language: str, by: Literal["chapter", "part"], captions: list[str]
):
    table = Table((Column(),), ("x",), ((("y",),),), caption="乙")
    blocks = (
        Heading(1, "一"), Figure("<svg/>", "a", caption="甲"), table, Table((Column(),), ("x",), ()),
        Heading(1, "二"), Heading(2, "節"), Figure("<svg/>", "a", caption="丙"), Paragraph(("文",)),
        Figure("<svg/>", "a", caption="丁"),
    )  # fmt: skip
    found = numbered(Document("題", blocks, language=language, numbered_captions=True, captions_by=by))
    assert [block.caption for block in found.blocks if isinstance(block, Figure | Table)] == captions
