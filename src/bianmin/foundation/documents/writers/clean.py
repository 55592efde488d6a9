"""Characters that no file format takes: printed as their code, so that no document fails for one."""

import re
import unicodedata

from bianmin.foundation.documents.tree import Document, map_text

_SUSPECT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def code(char: str) -> str:
    """A character as its code, for a reader who can look it up: U+20BB7 in brackets."""
    return f"〔U+{ord(char):04X}〕"


def printable(text: str) -> str:
    """The text with control characters, lone surrogates and turns of direction as their codes; line ends are kept."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").replace("\x0c", "\n")
    return _SUSPECT.sub(lambda found: code(found[0]), text)


def with_codes(text: str, missing: frozenset[str]) -> str:
    """The text with the missing characters as their codes; accents and selectors of such a character are dropped."""
    if not missing or missing.isdisjoint(text):
        return text
    return "".join(
        "" if char in missing and unicodedata.category(char)[0] == "M" else code(char) if char in missing else char
        for char in text
    )


def clean(document: Document) -> Document:
    """The document with nothing in it that a file format refuses."""
    return map_text(document, printable)
