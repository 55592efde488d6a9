"""What a page says in which language: its texts with the language that is marked around them."""

import re
from html.parser import HTMLParser
from typing import Final

VOID: Final = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
SILENT: Final = frozenset({"script", "style"})
SPOKEN: Final = ("aria-label", "title", "alt", "placeholder")
HAN: Final = re.compile(r"[\u3400-\u9fff]")
LATIN: Final = re.compile(r"[A-Za-z]{2,}")
ENGLISH: Final = re.compile(
    r"\b(the|you|your|and|of|is|are|we|for|not|this|with|by|day|days|until|from|application|office|staff|paper|"
    r"(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|June|July|August|October|December)\b"
)
"""Words that stand in most English sentences and in no sentence of the five languages."""
NAMES: Final = re.compile(
    r"\S+@\S+|\S+://\S+|\btestserver\S*|\bNIA-\S+|\bTTBN-\S+|\b(PDF|ODT|JPEG|PNG|SHA|MB|SMS|LAN)\b|\b[A-Z0-9]{4} [A-Z0-9]{4}\b"
)
"""Addresses, numbers, codes and names of formats, which are the same in every language."""


class _Said(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.within: list[tuple[str, str]] = []
        self.found: list[tuple[str, str, str]] = []

    @property
    def tongue(self) -> str:
        return self.within[-1][1] if self.within else ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        tongue = given.get("lang") or self.tongue
        self.found += [(tag, tongue, said) for name in SPOKEN if (said := given.get(name))]
        if tag not in VOID:
            self.within.append((tag, tongue))

    def handle_endtag(self, tag: str) -> None:
        while self.within and self.within.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        tag = self.within[-1][0] if self.within else ""
        if data.strip() and tag not in SILENT:
            self.found.append((tag, self.tongue, " ".join(data.split())))


def strange(page: str, language: str) -> list[str]:
    """What a page says in Chinese or English without a mark, though it is read in another language."""
    said = _Said()
    said.feed(page)
    texts = [NAMES.sub("", text) for tag, tongue, text in said.found if tongue == language and tag != "title"]
    return [text for text in texts if _is_strange(text, language)]


def _is_strange(text: str, language: str) -> bool:
    if HAN.search(text) or ENGLISH.search(text):
        return True
    return language in ("hi", "th") and LATIN.search(text) is not None


def tongue_of(page: str) -> str:
    """The language that a page says it is in."""
    found = re.search(r'<html lang="([^"]+)"', page)
    return found[1] if found else ""
