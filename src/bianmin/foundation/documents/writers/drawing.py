"""Drawings as SVG: their proportions, and the same as PNG for formats and readers that take no SVG."""

import re
from functools import cache
from typing import Final

import vl_convert

from bianmin.foundation.documents.writers.fonts import PACKAGED

_VIEW = re.compile(r'viewBox="\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)')
_SIDES = re.compile(r'<svg[^>]*?\bwidth="([\d.]+)(?:px)?"[^>]*?\bheight="([\d.]+)')
SCALE: Final = 2


def proportion(svg: str) -> float:
    """Height divided by width, from the drawing's own frame; 0.6 where it names none."""
    found = _VIEW.search(svg) or _SIDES.search(svg)
    width, height = (float(found[1]), float(found[2])) if found else (0.0, 0.0)
    return height / width if width and height else 0.6


@cache
def _with_fonts() -> None:
    """Let the drawer use the packaged Chinese font, should the machine have none; once."""
    vl_convert.register_font_directory(str(PACKAGED))


def as_png(svg: str) -> bytes:
    """The drawing as PNG, at twice its size."""
    _with_fonts()
    return bytes(vl_convert.svg_to_png(svg, scale=SCALE))
