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
_PAUSE, _SUMMED = re.compile(r"[。；，]"), re.compile(r"總|共|合計|平均")
_FEW, _MANY, _AT_ONCE, _CLOSE = 2, 3, 20, 6


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
            stop = _sentence_end(passage.text, match.end())
            values = _listed([mention for mention in found if match.end() <= mention.start < stop], match.end())
            numbers = [mention.quantity.value for mention in values]
            if len(values) >= _MANY:
                yield stated(
                    passage,
                    match.start(),
                    match.group(),
                    Kind.ORDERING,
                    holds=numbers == sorted(numbers, reverse=falling),
                    certainty=Certainty.POSSIBLE,
                    formula="each >= the next" if falling else "each <= the next",
                    inputs=[mention.as_input() for mention in values],
                    around=(match.start() - 8, stop),
                )


def _sentence_end(text: str, at: int) -> int:
    return min((found for sign in "。；;\t" if (found := text.find(sign, at)) >= 0), default=len(text))


def _listed(later: list[Mention], at: int) -> list[Mention]:
    """The numbers of a list that begins at once and is mostly of one unit."""
    if not later or later[0].start - at > _AT_ONCE:
        return []
    values = _same(later, later[0].quantity.unit)
    return values if len(values) * 2 >= len(later) else []


def _extremes(passage: Passage, found: list[Mention]) -> Iterator[Claim]:
    """A number called the greatest against the others of its unit in the sentence."""
    for match in _TOP.finditer(passage.text):
        top = _called(passage, found, match.start())
        others = _others(found, top) if top else []
        if top is None or not others:
            continue
        low, rest = bool(match.group("low")), [other.quantity.value for other in others]
        value = top.quantity.value
        yield stated(
            passage,
            match.start(),
            match.group(),
            Kind.ORDERING,
            holds=value <= min(rest) if low else value >= max(rest),
            certainty=Certainty.CERTAIN,
            formula="first <= every other" if low else "first >= every other",
            inputs=[mention.as_input() for mention in (top, *others)],
            around=(top.start - 12, others[-1].quantity.stop),
        )


def _called(passage: Passage, found: list[Mention], at: int) -> Mention | None:
    """The number that an order word follows at once."""
    before = [mention for mention in found if at - _CLOSE <= mention.quantity.stop <= at]
    return before[-1] if before and not _PAUSE.search(passage.text, before[-1].quantity.stop, at) else None


def _others(found: list[Mention], top: Mention) -> list[Mention]:
    """The later numbers of the sentence that are of the same kind, unless one of them is a total."""
    later = [mention for mention in found if mention.sentence == top.sentence and mention.start > top.start]
    others = [other for other in _same(later, top.quantity.unit) if other.quantity.percent == top.quantity.percent]
    return [] if _SUMMED.search("".join(mention.label for mention in others)) else others
