"""Drawings as SVG: their proportions, and the same as PNG for formats and readers that take no SVG."""

import re

from bianmin.foundation.documents.press.client import PRESS
from bianmin.foundation.documents.writers import fonts

_VIEW = re.compile(r'viewBox="\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)')
_SIDES = re.compile(r'<svg[^>]*?\bwidth="([\d.]+)(?:px)?"[^>]*?\bheight="([\d.]+)')


def proportion(svg: str) -> float:
    """Height divided by width, from the drawing's own frame; 0.6 where it names none."""
    found = _VIEW.search(svg) or _SIDES.search(svg)
    width, height = (float(found[1]), float(found[2])) if found else (0.0, 0.0)
    return height / width if width and height else 0.6


def as_png(svg: str) -> bytes:
    """The drawing as PNG, at twice its size."""
    return PRESS.ask("picture", svg=svg, folders=fonts.DRAWERS)
