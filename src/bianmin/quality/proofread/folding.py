"""One spelling for many: compatibility characters become the usual ones, character for character."""

import re
import unicodedata
from functools import cache

_SPECIAL = str.maketrans(
    {
        "（": "(",
        "）": ")",
        "－": "-",
        "−": "-",
        "–": "-",
        "—": "-",
        "～": "~",
        "〜": "~",
        "∼": "~",
        "\u3000": " ",
        "\xa0": " ",
        "﹪": "%",
        "﹐": "，",
        "︰": ":",
        "﹕": ":",
        "﹔": "；",
        "﹙": "(",
        "﹚": ")",
        "〔": "(",
        "〕": ")",
        "佔": "占",
    }
)
_WIDE_COMMA = re.compile(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
_KEPT = frozenset("，；！？、。〇○") | {chr(code) for code in range(0x2460, 0x2500)}


@cache
def _folded(char: str) -> str:
    special = char.translate(_SPECIAL)
    if special != char or char in _KEPT:
        return special
    normal = unicodedata.normalize("NFKC", char)
    return normal if len(normal) == 1 else char


def fold(text: str) -> str:
    """Same text, same length: full-width figures and forms, radicals and compatibility ideographs made plain.

    Enumeration signs (①, ㈠) stay; the full-width comma parts clauses, the ASCII one belongs to numbers.
    """
    if text.isascii():
        return text
    if max(text) >= "０":
        text = _WIDE_COMMA.sub(",", text)
    return "".join(char if char < "\x80" else _folded(char) for char in text)
