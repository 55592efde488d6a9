"""Totals in prose: A 3 人、B 4 人，合計 7 人; 7 人(含 A 3 人、B 4 人); a heading's total and the list below it."""

import itertools
import re
from collections.abc import Iterator, Sequence

from bianmin.quality.proofread import formulas
from bianmin.quality.proofread.claims import Certainty, Claim, Kind
from bianmin.quality.proofread.layout import Document
from bianmin.quality.proofread.phrases import Mention, fits, mentions, overlap, state
from bianmin.quality.proofread.units import alike

_TOTAL = re.compile(
    r"(?:合計|共計|總計|總共|合共|總數|總和|小計|累計|計有|全部|總量|總額|總經費|總人數|總件數|總[^，。]{1,6}|(?<![會統估設預審])計|共)"
    r"[^\d，。、；]{0,14}$"
)
_STRONG = re.compile(r"(?:合計|共計|總計|總共|合共|小計)(?:[^\d，。、；]{0,10})$")
_INCLUDING = re.compile(r"(?:[^()。；，]{0,10})?[，、]?\(?(?:含|包括|包含|其中|分別|計|內含|即)")
_OTHER_CLAIM = re.compile(r"增加|減少|成長|下降|提升|較|比(?!例)|平均|每|達成|目標|以上")
_FEW, _MANY, _BELOW, _LEAST, _PARTS, _NEAR = 2, 3, 6, 10, 40, 20


def check(document: Document) -> Iterator[Claim]:
    """Sums in every passage and below every total."""
    everything = [mentions(passage) for passage in document.passages]
    for found in everything:
        yield from _bracketed(found)
        yield from _closing(found)
        yield from _opening(found)
    yield from _below(everything)


def _plain(mention: Mention) -> bool:
    quantity = mention.quantity
    return (
        not quantity.percent and not quantity.points and bool(quantity.unit) and not _OTHER_CLAIM.search(mention.label)
    )


def _matching(whole: Mention, others: Sequence[Mention]) -> list[Mention]:
    return [mention for mention in others if _plain(mention) and alike(mention.quantity.unit, whole.quantity.unit)]


def _sum(whole: Mention, addends: Sequence[Mention], certainty: Certainty = Certainty.CERTAIN) -> Claim:
    since = min(mention.start for mention in (whole, *addends)) - 12
    inputs = [mention.as_input() for mention in addends]
    return state(
        whole,
        Kind.SUM,
        formulas.total,
        inputs,
        " + ".join(item.name for item in inputs),
        since=since if whole.start >= addends[0].start else whole.start - 20,
        certainty=certainty,
    )


def _fits(whole: Mention, addends: Sequence[Mention]) -> bool:
    return fits(whole, formulas.total, [mention.as_input() for mention in addends])


def _run_that_fits(whole: Mention, addends: Sequence[Mention], *, longest: bool = False) -> list[Mention]:
    """The first numbers that add up to a total: as few as do, or as many."""
    near, added = whole.quantity.value / _NEAR, formulas.total([])
    fitting: list[Mention] = []
    for count, mention in enumerate(addends, 1):
        added += mention.quantity.value
        close = count >= _FEW and abs(added - whole.quantity.value) <= near
        if close and _fits(whole, addends[:count]):
            fitting = list(addends[:count])
            if not longest:
                break
    return fitting


def _bracketed(found: list[Mention]) -> Iterator[Claim]:
    """A number followed by a bracket that lists its parts."""
    for index, whole in enumerate(found):
        inside = _inside(whole, found[index + 1 :])
        addends = _matching(whole, inside)
        if len(addends) < _FEW or len(addends) != len(inside):
            continue
        between = whole.passage.text[whole.quantity.stop : inside[0].start]
        listed = between.count("(") == 1 and _opens_at_once(between)
        if listed and ("其中" not in between or _fits(whole, addends)):
            yield _sum(whole, addends)


def _inside(whole: Mention, later: list[Mention]) -> list[Mention]:
    """The numbers of the bracket that opens behind a number."""

    def within(mention: Mention) -> bool:
        return mention.depth > whole.depth and mention.sentence == whole.sentence

    return list(itertools.takewhile(within, later))


def _opens_at_once(between: str) -> bool:
    return between.index("(") <= _BELOW


def _outside(found: Sequence[Mention], depth: int) -> list[Mention]:
    return [mention for mention in found if mention.depth <= depth]


def _closing(found: list[Mention]) -> Iterator[Claim]:
    """A total after its parts."""
    for index, whole in enumerate(found):
        if not _TOTAL.search(whole.label) or whole.quantity.percent:
            continue
        earlier = _outside(found[max(0, index - _PARTS) : index], whole.depth)
        addends = _matching(whole, [mention for mention in earlier if whole.sentence - mention.sentence <= 1])
        chosen = _run_that_fits(whole, addends[::-1])[::-1]
        if chosen:
            yield _sum(whole, chosen)
        elif _STRONG.search(whole.label) and (sure := _sure(whole, addends)):
            yield _sum(whole, sure)


def _sure(whole: Mention, addends: list[Mention]) -> list[Mention]:
    """The parts that a strong total word must mean: all of its sentence since the last total, side by side."""
    same = [mention for mention in addends if mention.sentence == whole.sentence]
    since = max((index for index, mention in enumerate(same) if _STRONG.search(mention.label)), default=-1)
    same = same[since + 1 :]
    text = whole.passage.text[same[0].start : whole.start] if same else ""
    if len(same) < _FEW or re.search(r"每|平均|較|其中|目標|預計", text) or not _near(whole, same):
        return []
    return same


def _near(whole: Mention, addends: Sequence[Mention]) -> bool:
    """Not so far off that something else must be meant."""
    added = formulas.total([mention.quantity.value for mention in addends])
    largest = max(mention.quantity.value for mention in addends)
    return largest <= whole.quantity.value * 2 and whole.quantity.value <= added * 2


def _opening(found: list[Mention]) -> Iterator[Claim]:
    """A total before its parts."""
    for index, whole in enumerate(found):
        if not _TOTAL.search(whole.label) or whole.depth or whole.quantity.percent:
            continue
        addends = _matching(whole, _outside(_until_total(found[index + 1 :], whole), whole.depth))
        chosen = _run_that_fits(whole, addends, longest=True)
        same = [mention for mention in addends if mention.sentence == whole.sentence]
        if chosen or (len(same) >= _FEW and _announced(whole, same)):
            yield _sum(whole, chosen or same)


def _until_total(later: list[Mention], whole: Mention) -> list[Mention]:
    """The numbers of this sentence and the next, up to the next total."""
    near = [mention for mention in later[:_PARTS] if mention.sentence - whole.sentence <= 1]
    return list(itertools.takewhile(lambda mention: not _STRONG.search(mention.label), near))


def _announced(whole: Mention, addends: list[Mention]) -> bool:
    """Whether the text says that the parts follow, and they come near the total."""
    between = whole.passage.text[whole.quantity.stop : addends[0].start]
    listed = len(addends) >= _MANY and len({mention.clause for mention in addends}) <= len(addends)
    added = formulas.total([mention.quantity.value for mention in addends])
    gap = abs(added - whole.quantity.value)
    if re.search(r"包括|包含|分別|計有|含|:", between):
        return gap * 4 <= whole.quantity.value
    return listed and gap * 10 <= whole.quantity.value and "其中" not in between


def _below(everything: list[list[Mention]]) -> Iterator[Claim]:
    """A total in one passage and its parts in a list of one of the next."""
    for index, found in enumerate(everything):
        wholes = [whole for whole in found if _plain(whole) and whole.quantity.value >= _LEAST and not whole.depth]
        for whole, later in itertools.product(wholes, everything[index + 1 : index + _BELOW]):
            addends = _matching(whole, [mention for mention in later if not mention.depth])
            if len(addends) >= _MANY and len(addends) * 4 >= len(later) * 3 and _listed(whole, addends):
                yield _sum(whole, addends, Certainty.LIKELY)
        yield from _items(everything, index, found)


def _listed(whole: Mention, addends: list[Mention]) -> bool:
    if _fits(whole, addends):
        return True
    added = formulas.total([mention.quantity.value for mention in addends])
    said = re.search(r"統計|合計|總|共計|服務量|累計", whole.label)
    return bool(said) and abs(added - whole.quantity.value) * 20 <= whole.quantity.value


def _items(everything: list[list[Mention]], index: int, found: list[Mention]) -> Iterator[Claim]:
    """A total before or after several list items of one number each."""
    for whole in found:
        if not _STRONG.search(whole.label) or whole.depth:
            continue
        for side in (_run(everything, index, 1, whole), _run(everything, index, -1, whole)):
            if len(side) >= _FEW and (_fits(whole, side) or (len(side) >= _MANY and _near_items(whole, side))):
                yield _sum(whole, side, Certainty.LIKELY)
                break


def _run(everything: list[list[Mention]], index: int, step: int, whole: Mention) -> list[Mention]:
    """The leading number of each neighbouring list item of the same numbering, as long as units agree."""
    result: list[Mention] = []
    at, style = index + step, None
    while 0 <= at < len(everything) and everything[at]:
        first = everything[at][0]
        marks = first.passage.markers
        if (
            not marks
            or (style and marks[0].style != style)
            or not alike(first.quantity.unit, whole.quantity.unit)
            or not _plain(first)
        ):
            break
        style = marks[0].style
        result.append(first)
        at += step
    return result


def _near_items(whole: Mention, addends: list[Mention]) -> bool:
    added = formulas.total([mention.quantity.value for mention in addends])
    return (
        abs(added - whole.quantity.value) * 10 <= whole.quantity.value and overlap(whole.label, addends[0].label) >= 0
    )
