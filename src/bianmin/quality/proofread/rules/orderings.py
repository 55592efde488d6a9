"""Order words: 依序為 A 30 件、B 20 件; 以 A 30 件最多，其次 B 20 件."""

import re
from collections.abc import Iterator, Sequence

from bianmin.quality.proofread.claims import Certainty, Claim, Kind
from bianmin.quality.proofread.layout import Document, Passage
from bianmin.quality.proofread.phrases import Mention, mentions, stated
from bianmin.quality.proofread.units import alike

_IN_ORDER = re.compile(r"依序為|依序是|依次為|依序|由高(?:至|到)低|由多(?:至|到)少|由大(?:至|到)小")
_RISING = re.compile(r"由低(?:至|到)高|由少(?:至|到)多|由小(?:至|到)大")
_TOP = re.compile(r"(?P<word>最多|最高|居首|居冠|為首|占最大宗|排名第一|位居第一)|(?P<low>最少|最低|敬陪末座)")
_OTHER = re.compile(r"其他|其它|其餘|合計|共計|總計")
_FEW, _MANY = 2, 3


def check(document: Document) -> Iterator[Claim]:
    """Order words of every passage."""
    for passage in document.passages:
        found = mentions(passage) if len(passage.quantities) >= _FEW else []
        if found:
            yield from _sequences(passage, found)
            yield from _extremes(passage, found)


def _same(found: Sequence[Mention], unit: str) -> list[Mention]:
    return [
        mention
        for mention in found
        if alike(mention.quantity.unit, unit)
        and mention.quantity.unit
        and not mention.depth
        and not _OTHER.search(mention.label)
    ]


def _sequences(passage: Passage, found: list[Mention]) -> Iterator[Claim]:
    for pattern, falling in ((_IN_ORDER, True), (_RISING, False)):
        for match in pattern.finditer(passage.text):
            stop = min(
                (at for sign in "。；;\t" if (at := passage.text.find(sign, match.end())) >= 0),
                default=len(passage.text),
            )
            later = [mention for mention in found if match.end() <= mention.start < stop]
            values = _same(later, later[0].quantity.unit) if later else []
            if len(values) < _MANY or later[0].start - match.end() > 20 or len(values) * 2 < len(later):  # noqa: PLR2004 - the list begins at once
                continue
            numbers = [mention.quantity.value for mention in values]
            holds = numbers == sorted(numbers, reverse=falling)
            yield stated(
                passage,
                match.start(),
                match.group(),
                Kind.ORDERING,
                holds=holds,
                certainty=Certainty.POSSIBLE,
                formula="each >= the next" if falling else "each <= the next",
                inputs=[mention.as_input() for mention in values],
                around=(match.start() - 8, stop),
            )


def _extremes(passage: Passage, found: list[Mention]) -> Iterator[Claim]:
    """A number called the greatest against the others of its unit in the sentence."""
    for match in _TOP.finditer(passage.text):
        before = [mention for mention in found if mention.quantity.stop <= match.start()]
        top = before[-1] if before else None
        if (
            top is None
            or match.start() - top.quantity.stop > 6
            or re.search(r"[。；，]", passage.text[top.quantity.stop : match.start()])
        ):
            continue
        others = [
            mention
            for mention in _same(found, top.quantity.unit)
            if mention is not top
            and mention.sentence == top.sentence
            and mention.quantity.percent == top.quantity.percent
            and mention.start > top.start
        ]
        if not others or re.search(r"總|共|合計|平均", "".join(mention.label for mention in others)):
            continue
        low = bool(match.group("low"))
        holds = all(
            top.quantity.value <= other.quantity.value if low else top.quantity.value >= other.quantity.value
            for other in others
        )
        yield stated(
            passage,
            match.start(),
            match.group(),
            Kind.ORDERING,
            holds=holds,
            certainty=Certainty.CERTAIN,
            formula="first <= every other" if low else "first >= every other",
            inputs=[top.as_input(), *(other.as_input() for other in others)],
            around=(top.start - 12, others[-1].quantity.stop),
        )
