"""Counts of numbered items: 下列 2 類：一、… 二、…; 除上述 4 項外; a caption's 計 12 件 and the table's numbers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bianmin.quality.proofread.claims import Claim
from bianmin.quality.proofread.folding import fold
from bianmin.quality.proofread.grids import entry
from bianmin.quality.proofread.layout import Document, Passage, Table
from bianmin.quality.proofread.markers import Marker
from bianmin.quality.proofread.phrases import Mention, mentions, overlap
from bianmin.quality.proofread.rules.counts import FEW, MOST, counted
from bianmin.quality.proofread.units import KINDS

_FOLLOWING = re.compile(r"(?:下列|以下|下述|如下|次列)[^\d，。；、]{0,4}$")
_ABOVE = re.compile(r"(?:上述|前述|上開|前開|以上|上列|前列|前揭) ?$")
_CAPTION = re.compile(r"(?:計|共|合計|共計) ?$")
_SPAN = 80


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered item of the document."""

    passage: Passage
    marker: Marker

    @property
    def text(self) -> str:
        """The first words of the item."""
        return re.split(r"[。:：；\n\t(]", self.passage.text[self.marker.end : self.marker.end + 40])[0].strip()


def check(document: Document) -> Iterator[Claim]:
    """Counts of numbered items in every passage and caption."""
    items = [Item(passage, marker) for passage in document.passages for marker in passage.markers]
    first = _firsts(document, items)
    for passage in document.passages:
        for mention in mentions(passage):
            if not _countable(mention):
                continue
            claim = _above(mention, items, first) or _following(mention, items, first)
            if claim:
                yield claim
    yield from _captions(document)


def _firsts(document: Document, items: list[Item]) -> list[int]:
    """For each passage the index of its first item, or of the next one."""
    counts = [0] * (len(document.passages) + 1)
    for item in items:
        counts[item.passage.index + 1] += 1
    for index in range(1, len(counts)):
        counts[index] += counts[index - 1]
    return counts


def _countable(mention: Mention) -> bool:
    quantity = mention.quantity
    return quantity.exact and FEW <= quantity.value <= MOST and quantity.value.denominator == 1 and bool(quantity.unit)


def _split(mention: Mention, items: list[Item], first: list[int]) -> int:
    """The index of the first item after the mention."""
    at = first[mention.passage.index]
    while at < len(items) and items[at].passage is mention.passage and items[at].marker.start < mention.start:
        at += 1
    return at


def _own(mention: Mention, items: list[Item], at: int) -> Item | None:
    """The item the mention stands in, which is the last before `at`."""
    return items[at - 1] if at and items[at - 1].passage is mention.passage else None


def _above(mention: Mention, items: list[Item], first: list[int]) -> Claim | None:
    """除上述 4 項外: the items before this one."""
    at = _split(mention, items, first)
    own = _own(mention, items, at)
    if own is None or own.marker.ordinal < FEW or not _ABOVE.search(mention.passage.text[: mention.start]):
        return None
    same = [item for item in items[max(0, at - MOST) : at - 1] if item.marker.style == own.marker.style]
    texts = {item.marker.ordinal: item.text for item in same}
    names = [texts.get(ordinal, f"({ordinal})") for ordinal in range(1, own.marker.ordinal)]
    return counted(mention, names, own.marker.start, mention.quantity.stop + 2)


def _following(mention: Mention, items: list[Item], first: list[int]) -> Claim | None:
    """下列 2 類: the items that follow, until their numbering ends or a higher one goes on."""
    at = _split(mention, items, first)
    if at >= len(items) or items[at].marker.ordinal != 1 or not _close(mention, items[at]):
        return None
    own = _own(mention, items, at)
    run = _run(items, at, own.marker.style if own else "")
    fits = len(run) == mention.quantity.value
    told = bool(_FOLLOWING.search(mention.passage.text[: mention.start])) and len(run) >= FEW
    if not told and not (fits and _named(mention, run)):
        return None
    return counted(mention, [item.text for item in run], mention.start - 20, mention.quantity.stop + 10)


def _named(mention: Mention, run: list[Item]) -> bool:
    """Whether an item has the name of what is counted."""
    noun = mention.quantity.noun or mention.quantity.unit
    return any(overlap(noun, item.text) >= min(FEW, len(noun)) for item in run)


def _close(mention: Mention, item: Item) -> bool:
    if item.passage is mention.passage:
        return item.marker.start - mention.start <= _SPAN
    rest = len(mention.passage.text) - mention.start
    return item.passage.index - mention.passage.index <= FEW and rest <= _SPAN


def _run(items: list[Item], at: int, parent: str) -> list[Item]:
    run = [items[at]]
    style = items[at].marker.style
    for item in items[at + 1 :]:
        if item.marker.style == style:
            if item.marker.ordinal != run[-1].marker.ordinal + 1:
                break
            run.append(item)
        elif parent and item.marker.style == parent:
            break
    return run


def _captions(document: Document) -> Iterator[Claim]:
    """A caption's number of cases against the numbers of the table's rows."""
    for table in document.tables:
        numbers = [str(number) for number in range(1, _serial(table) + 1)]
        captions = document.passages[max(0, table.place - FEW) : table.place] if numbers else []
        told = [mention for passage in captions for mention in mentions(passage) if _is_caption(mention)]
        yield from (counted(mention, numbers, 0, mention.quantity.stop) for mention in told)


def _is_caption(mention: Mention) -> bool:
    text = mention.passage.text
    told = _CAPTION.search(text[: mention.start]) and "表" in text
    return bool(told) and _countable(mention) and mention.quantity.unit in KINDS


def _serial(table: Table) -> int:
    """How many rows a table numbers 1, 2, 3 ... in its first column."""
    values = [entry(row[0]) for row in table.rows if fold(row[0].text).strip(". ").isdigit()]
    numbers = [int(value.value) for value in values if value]
    return len(numbers) if numbers == list(range(1, len(numbers) + 1)) and len(numbers) >= FEW else 0
