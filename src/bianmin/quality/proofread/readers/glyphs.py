"""The characters and rules of a PDF page with their places."""

import ctypes
import itertools
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

_NONE = frozenset({0xFFFE, 0xFFFF})
_THIN = 2.5
_MOST_OBJECTS = 20_000


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character and its box, in points from the lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def middle(self) -> float:
        """Height of its middle."""
        return (self.bottom + self.top) / 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight rule: `at` is its fixed coordinate, from `low` to `high` along the other."""

    upright: bool
    at: float
    low: float
    high: float


def glyphs(page: pypdfium2.PdfPage) -> list[Glyph]:
    """All characters of a page in the order of the file, with the blanks between words."""
    text = page.get_textpage()
    box = pdfium.FS_RECTF()
    reference = ctypes.byref(box)
    found: list[Glyph] = []
    for index in range(pdfium.FPDFText_CountChars(text.raw)):
        code = pdfium.FPDFText_GetUnicode(text.raw, index)
        if code == ord(" ") and found and found[-1].text != " ":
            last = found[-1]
            found.append(Glyph(" ", last.right, last.bottom, last.right, last.top))
        if _drawn(code) and pdfium.FPDFText_GetLooseCharBox(text.raw, index, reference):
            found.append(Glyph(chr(code), box.left, box.bottom, box.right, box.top))
    text.close()
    return found


def _drawn(code: int) -> bool:
    """Whether a code is a character with a shape."""
    return code > ord(" ") and code not in _NONE


def rules(page: pypdfium2.PdfPage) -> list[Rule]:
    """All straight rules of a page: thin paths, and the edges of boxes."""
    paths = itertools.islice(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=3), _MOST_OBJECTS)
    return [rule for path in paths for rule in _edges(*path.get_bounds())]


def _edges(left: float, bottom: float, right: float, top: float) -> list[Rule]:
    """The rule a thin path draws, or the four edges of a box."""
    wide, high = right - left > _THIN, top - bottom > _THIN
    flat = [Rule(upright=False, at=edge, low=left, high=right) for edge in (bottom, top)]
    upright = [Rule(upright=True, at=edge, low=bottom, high=top) for edge in (left, right)]
    return (flat if wide else []) + (upright if high else [])
