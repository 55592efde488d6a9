"""The plain markup of articles: what it means, and what is wrong with a text. No HTML passes.

`## Heading` and `### Heading below it`, `- one point` on each line, `**strong**`, `[words of a link](address)`, and
alone on a line `![what the picture shows](12)`, where 12 is the number of an uploaded picture.
"""

import re
from collections.abc import Iterator
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bianmin.delivery.publishing.vocab import Block, Span

_PICTURE: Final = re.compile(r"!\[([^\]]*)\]\((\d{1,9})\)")
_INLINE: Final = re.compile(r"\*\*([^*\n]+)\*\*|\[([^\]\n]*)\]\(([^)\s]*)\)")
_ADDRESS: Final = re.compile(
    r"https?://[^\s<>\"']+|/(?!/)[^\s<>\"'\\]*|mailto:[^\s<>\"'?&]+@[^\s<>\"'?&]+|tel:[+0-9#-]+"
)
_EMPTY_WORDS: Final = frozenset(
    {"here", "click here", "more", "link", "這裡", "按這裡", "點這裡", "點我", "連結", "更多"}
)
LONGEST_ADDRESS: Final = 300


def _spans(line: str) -> tuple[Span, ...]:
    found, place = list[Span](), 0
    for match in _INLINE.finditer(line):
        if match.start() > place:
            found.append(Span(line[place : match.start()]))
        strong, words, address = match.groups()
        if strong:
            found.append(Span(strong, strong=True))
        else:
            found.append(Span(words, address=address if _safe(address) else ""))
        place = match.end()
    return (*found, Span(line[place:])) if line[place:] or not found else tuple(found)


def _safe(address: str) -> bool:
    return len(address) <= LONGEST_ADDRESS and _ADDRESS.fullmatch(address) is not None


def _block(lines: list[str]) -> Block:
    first = lines[0]
    picture = _PICTURE.fullmatch(first)
    if picture:
        return Block("picture", image=int(picture[2]), alt=picture[1].strip())
    if first.startswith("#"):
        marks = len(first) - len(first.lstrip("#"))
        return Block("heading", (_spans(first.lstrip("# ")),), level=max(2, min(marks, 4)))
    if first.startswith("- "):
        return Block("list", tuple(_spans(line[2:].strip()) for line in lines))
    return Block("paragraph", tuple(_spans(line) for line in lines))


def _kind(line: str) -> str:
    if line.startswith("#") or _PICTURE.fullmatch(line):
        return "alone"
    return "list" if line.startswith("- ") else "text"


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a text in order."""
    held: list[str] = []
    for line in (*(line.strip() for line in text.splitlines()), ""):
        if held and (not line or "alone" in (_kind(line), _kind(held[-1])) or _kind(line) != _kind(held[-1])):
            yield _block(held)
            held = []
        if line:
            held.append(line)


def plain(text: str) -> str:
    """The words alone, for the index and for feeds."""
    return "\n".join(
        block.alt or " ".join("".join(span.text for span in line) for line in block.lines) for block in blocks(text)
    )


def links(text: str) -> list[str]:
    """The addresses a text links to, each once; of mail and telephone none."""
    found = (span.address for block in blocks(text) for line in block.lines for span in line)
    return list(dict.fromkeys(address for address in found if address.startswith(("http", "/"))))


def pictures(text: str) -> list[int]:
    """The numbers of the files that a text shows."""
    return [block.image for block in blocks(text) if block.kind == "picture"]


def faults(text: str) -> Iterator[str | Promise]:
    """What would make the text hard to use: sentences that say what to do."""
    yield from _faults_of_blocks(text)
    yield from _faults_of_links(text)
    if re.search(r"<[a-zA-Z/!]", text):
        yield _("Write no HTML; use ## for headings, - for points, **strong** and [words](address).")


def _faults_of_blocks(text: str) -> Iterator[str | Promise]:
    level = 1
    for block in blocks(text):
        if block.kind == "picture" and not block.alt:
            yield _("Say in the brackets what the picture shows, for those who do not see it: ![words](number).")
        if block.kind == "heading":
            if block.level > level + 1:
                yield _("A heading of three signs (###) must stand below one of two (##).")
            level = block.level
        if any(span.address and span.text.strip().lower() in _EMPTY_WORDS for line in block.lines for span in line):
            yield _("The words of a link must say where it leads, not “here” or “more”.")


def _faults_of_links(text: str) -> Iterator[str | Promise]:
    for match in _INLINE.finditer(text):
        if match[3] is not None and not _PICTURE.fullmatch(f"!{match[0]}") and not _safe(match[3]):
            yield _("A link must begin with https://, http://, /, mailto: or tel:.")
        elif match[3] is not None and not match[2].strip():
            yield _("A link needs words between the square brackets.")
