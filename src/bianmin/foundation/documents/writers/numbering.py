"""Numbers of headings and items: 壹、 一、 (一) 1. (1) ① in Chinese, 1. 1.1 1.1.1 in other languages."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from bianmin.foundation.documents.tree import Block, Contents, Document, Figure, Heading, Table
from bianmin.foundation.documents.words import say
from bianmin.kernel.tongues import is_chinese
from bianmin.kernel.words import N_

SMALL: Final = "一二三四五六七八九"
FORMAL: Final = "壹貳參肆伍陸柒捌玖"
LEVELS: Final = 6
LISTED: Final = 2
"""So many levels of headings stand in the contents."""
CAPTIONS: Final[dict[type, str]] = {Table: N_("Table {number}"), Figure: N_("Figure {number}")}
MOST: Final = 99
CIRCLED: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def chinese(number: int, *, formal: bool = False) -> str:
    """A number from 1 to 99 in Chinese: 12 -> 十二, formal 拾貳; larger ones in digits."""
    digits, ten = (FORMAL, "拾") if formal else (SMALL, "十")
    tens, ones = divmod(number, 10)
    if not 0 < number <= MOST:
        return str(number)
    front = (digits[tens - 1] if tens > 1 else "") + ten if tens else ""
    return front + (digits[ones - 1] if ones else "")


def circled(number: int) -> str:
    """A number from 1 to 20 in a circle: ⑫; larger ones in brackets."""
    return CIRCLED[number - 1] if 0 < number <= len(CIRCLED) else f"({number})"


def item_number(number: int, language: str) -> str:
    """The number of an item of a list or clause: 一、 or 1."""
    return f"{chinese(number)}、" if is_chinese(language) else f"{number}. "


def heading_number(counters: list[int], language: str) -> str:
    """The number of a heading whose level is the count of `counters`: [2, 3] -> 三、 or 2.3."""
    if not is_chinese(language):
        return ".".join(map(str, counters)) + (". " if len(counters) == 1 else " ")
    last = counters[-1]
    forms = (f"{chinese(last, formal=True)}、", f"{chinese(last)}、", f"({chinese(last)})", f"{last}.",
             f"({last})", circled(last))  # fmt: skip
    return forms[len(counters) - 1]


def numbered(document: Document) -> Document:
    """The document with the numbers of its headings, and of its captions where it wants them, written into them.

    No level of headings is skipped on the way down; after a first heading without a number counting begins anew.
    """
    blocks = tuple(_numbered(document))
    listed = tuple(block for block in blocks if isinstance(block, Heading) and block.level <= LISTED)
    blocks = tuple(Contents(listed) if isinstance(block, Contents) else block for block in blocks)
    return replace(document, blocks=tuple(_captioned(document, blocks)) if document.numbered_captions else blocks)


def _captioned(document: Document, blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Tables and figures that have a caption with the number of their chapter or part and their own in it (STR-26).

    Outside of a part, where parts are counted, a caption has no number.
    """
    level, places, counts = 1 if document.captions_by == "chapter" else 2, [0, 0], Counter[tuple[type, int]]()
    for block in blocks:
        if isinstance(block, Heading) and block.level <= level:
            places = [places[0] + 1, 0] if block.level == 1 else [places[0], places[1] + 1]
        here = places[level - 1]
        if isinstance(block, Table | Figure) and block.caption and here:
            counts[type(block), here] += 1
            number = say(CAPTIONS[type(block)], document.language).format(number=f"{here}-{counts[type(block), here]}")
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
            counters = [] if depth == 1 else counters
            yield replace(block, level=depth)
            continue
        counters = (counters + [0] * depth)[:depth]
        counters = [max(count, 1) for count in counters[:-1]] + [counters[-1] + 1]
        yield Heading(depth, heading_number(counters, document.language) + block.text, numbered=False)
