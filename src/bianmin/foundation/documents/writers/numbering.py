"""Numbers of headings and items: 壹、 一、 (一) 1. in Chinese, 1. 1.1 1.1.1 in other languages."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from bianmin.foundation.documents.tree import Block, Document, Figure, Heading, Table
from bianmin.foundation.documents.words import say
from bianmin.kernel.tongues import is_chinese
from bianmin.kernel.words import N_

SMALL: Final = "一二三四五六七八九"
FORMAL: Final = "壹貳參肆伍陸柒捌玖"
LEVELS: Final = 4
CAPTIONS: Final[dict[type, str]] = {Table: N_("Table {number}"), Figure: N_("Figure {number}")}
MOST: Final = 99


def chinese(number: int, *, formal: bool = False) -> str:
    """A number from 1 to 99 in Chinese: 12 -> 十二, formal 拾貳; larger ones in digits."""
    digits, ten = (FORMAL, "拾") if formal else (SMALL, "十")
    tens, ones = divmod(number, 10)
    if not 0 < number <= MOST:
        return str(number)
    front = (digits[tens - 1] if tens > 1 else "") + ten if tens else ""
    return front + (digits[ones - 1] if ones else "")


def item_number(number: int, language: str) -> str:
    """The number of an item of a list or clause: 一、 or 1."""
    return f"{chinese(number)}、" if is_chinese(language) else f"{number}. "


def heading_number(counters: list[int], language: str) -> str:
    """The number of a heading whose level is the count of `counters`: [2, 3] -> 三、 or 2.3."""
    if not is_chinese(language):
        return ".".join(map(str, counters)) + (". " if len(counters) == 1 else " ")
    last = counters[-1]
    forms = (f"{chinese(last, formal=True)}、", f"{chinese(last)}、", f"({chinese(last)})", f"{last}.")
    return forms[len(counters) - 1]


def numbered(document: Document) -> Document:
    """The document with the numbers of its headings, and of its captions where it wants them, written into them.

    No level of headings is skipped on the way down.
    """
    blocks = tuple(_numbered(document))
    return replace(document, blocks=tuple(_captioned(document, blocks)) if document.numbered_captions else blocks)


def _captioned(document: Document, blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Tables and figures that have a caption with the number of their chapter and their own in it (STR-26)."""
    chapter, counts = 0, Counter[type]()
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            chapter, counts = chapter + 1, Counter()
        if isinstance(block, Table | Figure) and block.caption:
            counts[type(block)] += 1
            number = say(CAPTIONS[type(block)], document.language).format(number=f"{chapter}-{counts[type(block)]}")
            yield replace(block, caption=f"{number}　{block.caption}")
        else:
            yield block


def _numbered(document: Document) -> Iterator[Block]:
    counters: list[int] = []
    depth = 0
    for block in document.blocks:
        if not isinstance(block, Heading):
            yield block
            continue
        depth = max(1, min(block.level, depth + 1, LEVELS))
        if not block.numbered:
            yield replace(block, level=depth)
            continue
        counters = (counters + [0] * depth)[:depth]
        counters = [max(count, 1) for count in counters[:-1]] + [counters[-1] + 1]
        yield Heading(depth, heading_number(counters, document.language) + block.text, numbered=False)
