"""Text as people write it: folding for search and comparison, and the characters a reader sees. Originals are kept."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from string import Formatter

HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Han characters as the inside of a character class: the basic block, the extensions and 々〇."""

_HAN = re.compile(f"[{HAN}]")
_SPACES = re.compile(r"\s+")


def narrow(text: str) -> str:
    """Bring full-width letters, digits and signs to their plain form (NFKC) and strip spaces at both ends."""
    return unicodedata.normalize("NFKC", text).strip()


def fold(text: str) -> str:
    """What two spellings of one thing have in common, for search and comparison only, never for storing.

    NFKC, letter case, runs of spaces, and 台 written for 臺 are levelled: `fold("台東縣　ＡＢ") == "臺東縣 ab"`.
    """
    return _SPACES.sub(" ", narrow(text)).casefold().replace("台", "臺")


def whole(text: str, default: int = 0, *, most: int = 9) -> int:
    """A whole number as typed, of `most` digits (nine fit a column of the database), else the default."""
    plain = text.strip()
    return int(plain) if plain.isdecimal() and len(plain) <= most else default


@lru_cache(2_000)
def placeholders(text: str) -> frozenset[str]:
    """Names of the places in braces of a text that is filled in later: `{number}`.

    Raises:
        ValueError: a brace is not closed, or a place is more than a name.
    """
    found = set()
    for _text, name, spec, conversion in Formatter().parse(text):
        if name is None:
            continue
        if spec or conversion or not name.isidentifier():
            raise ValueError(name)
        found.add(name)
    return frozenset(found)


def same(one: str, other: str) -> bool:
    """Whether two spellings fold to the same text."""
    return fold(one) == fold(other)


def has_han(text: str) -> bool:
    """Whether the text holds a Han character."""
    return _HAN.search(text) is not None


def characters(text: str) -> list[str]:
    """Split into what a reader takes for one character: a base with its accents and variation selectors."""
    return list(_clusters(text))


def _clusters(text: str) -> Iterator[str]:
    cluster = ""
    for char in text:
        if cluster and unicodedata.category(char) not in {"Mn", "Me", "Mc"}:
            yield cluster
            cluster = ""
        cluster += char
    if cluster:
        yield cluster
