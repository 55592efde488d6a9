"""Type faces of documents: a free Kai or Ming face from the system, else the one that comes with a Python package.

System: Debian's fonts-cns11643-kai and -sung (全字庫, every character a name can have) and fonts-noto-cjk.
Package: pylopdf-fonts-zh-tw (Noto Serif TC, OFL). Characters that none of them has are printed as their code.
For Devanagari and Thai, where the system has one: fonts-noto-core, or the small fonts-lohit-deva and fonts-tlwg-loma.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import pylopdf_fonts_zh_tw

from bianmin.foundation.documents.press.client import PRESS
from bianmin.foundation.documents.tree import Face
from bianmin.kernel.errors import Refused
from bianmin.kernel.words import N_

PACKAGED: Final = str(Path(pylopdf_fonts_zh_tw.__file__).parent)
"""The folder of the fonts that come with a Python package."""

PLACES: Final[Mapping[str, Any]] = {"folders": [PACKAGED], "system": True}
"""Where the typesetter looks for fonts: in folders, and where the system keeps its own."""

DRAWERS: Final = ("/usr/share/fonts/opentype/noto", "/usr/share/fonts/truetype/cns11643", PACKAGED)
"""Where drawings find theirs."""

LATIN: Final = "Libertinus Serif"
"""Comes inside the typesetter; used for Latin letters and digits."""

CHAINS: Final[dict[Face, tuple[str, ...]]] = {
    "kai": ("TW-Kai", "TW-Kai-Ext-B", "TW-Kai-Plus", "Noto Serif CJK TC", "Noto Serif TC", "TW-Sung", "TW-Sung-Ext-B"),
    "ming": ("Noto Serif CJK TC", "Noto Serif TC", "TW-Sung", "TW-Sung-Ext-B", "TW-Sung-Plus", "TW-Kai"),
}
"""The families of each face, the wanted one first; what a family lacks is taken from the next."""

SCRIPTS: Final[Mapping[str, tuple[str, ...]]] = {
    "hi": ("Noto Sans Devanagari", "Lohit Devanagari"),
    "th": ("Noto Sans Thai", "Loma"),
}
"""The families of languages whose letters the Chinese faces lack, or have without joining them."""

LETTERS: Final[Mapping[str, str]] = {"hi": "[\u0900-\u097f\ua8e0-\ua8ff\u200c\u200d]", "th": "[\u0e00-\u0e7f]"}
"""Which characters are set in those families and in no other."""

OFFICE: Final[dict[Face, tuple[str, ...]]] = {
    "kai": ("TW-Kai", "標楷體", "DFKai-SB", "BiauKai", "Noto Serif CJK TC"),
    "ming": ("Noto Serif CJK TC", "TW-Sung", "新細明體", "PMingLiU"),
}
"""The families an office suite is told to use, as it may have them."""


class NoChineseFont(Refused):
    """No Chinese font is to be found: a PDF would show nothing but codes."""

    message = N_("No Chinese font was found. Install fonts-cns11643-kai or fonts-noto-cjk and try again.")


@cache
def library() -> Mapping[str, bool]:
    """Every family the typesetter can use, and whether it has a bold weight; looked for once."""
    found: dict[str, bool] = json.loads(PRESS.ask("families", **PLACES))
    return found


@cache
def chain(face: Face) -> tuple[str, ...]:
    """The families of a face that are there.

    Raises:
        NoChineseFont: none is.
    """
    found = tuple(family for family in CHAINS[face] if family in library())
    if not found:
        raise NoChineseFont
    return found


def scripts() -> list[dict[str, str]]:
    """The families for letters of other scripts that are there, each with the characters set in it."""
    there = {language: [one for one in families if one in library()] for language, families in SCRIPTS.items()}
    return [{"name": found[0], "covers": LETTERS[language]} for language, found in there.items() if found]


def writes(language: str) -> bool:
    """Whether the letters of a language can be printed on this machine."""
    return language not in SCRIPTS or any(family in library() for family in SCRIPTS[language])


def has_bold(family: str) -> bool:
    """Whether a family has a bold weight; where it has none, emphasis is drawn with a heavier line."""
    return library().get(family, False)
