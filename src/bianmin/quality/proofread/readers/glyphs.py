"""The characters and rules of a PDF page with their places."""

import ctypes
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

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
        if code < ord(" ") or code in {0xFFFE, 0xFFFF}:
            continue
        if code == ord(" "):
            if found and found[-1].text != " ":
                last = found[-1]
                found.append(Glyph(" ", last.right, last.bottom, last.right, last.top))
            continue
        if pdfium.FPDFText_GetLooseCharBox(text.raw, index, reference):
            found.append(Glyph(chr(code), box.left, box.bottom, box.right, box.top))
    text.close()
    return found


def rules(page: pypdfium2.PdfPage) -> list[Rule]:
    """All straight rules of a page: thin paths, and the edges of boxes."""
    found: list[Rule] = []
    for index, item in enumerate(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=3)):
        if index > _MOST_OBJECTS:
            break
        left, bottom, right, top = item.get_bounds() if hasattr(item, "get_bounds") else item.get_pos()
        wide, high = right - left, top - bottom
        if high <= _THIN < wide:
            found.append(Rule(upright=False, at=(bottom + top) / 2, low=left, high=right))
        elif wide <= _THIN < high:
            found.append(Rule(upright=True, at=(left + right) / 2, low=bottom, high=top))
        elif wide > _THIN and high > _THIN:
            found += [Rule(upright=False, at=edge, low=left, high=right) for edge in (bottom, top)]
            found += [Rule(upright=True, at=edge, low=bottom, high=top) for edge in (left, right)]
    return found
