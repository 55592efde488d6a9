"""Shares in prose: 398 人參加、305 人通過，及格率 76.63 %; 12 件(占 8.5 %); equations; the rest of a hundred."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from bianmin.quality.proofread import formulas
from bianmin.quality.proofread.claims import Claim, Kind
from bianmin.quality.proofread.layout import Document
from bianmin.quality.proofread.phrases import Mention, fits, mentions, overlap, state
from bianmin.quality.proofread.units import alike

_SHARE = re.compile(r"(?:率|比例|比重|占比|占|滿意度|百分比|達成度|完成度)[^\d，。；、]{0,8}$|^$")
_OF = re.compile(r"占[^\d，。；]{0,12}$")
_CHANGE = re.compile(r"增|減|成長|提升|提高|下降|降|上升|較|比(?!例|率|重)")
_EQUATION = re.compile(
    r"(?P<n>\d[\d,]*(?:\.\d+)?)\)?\s*(?:人次|人|件|次|項|份|筆|場)?\s*[/÷][^\d，。；=/]{0,40}(?P<d>\d[\d,]*(?:\.\d+)?)\)?\s*(?:人次|人|件|次|項|份|筆|場)?"
    r"\s*[×xX*]\s*100\s*%?\s*=\s*(?P<p>\d[\d,]*(?:\.\d+)?)\s*%"
)
_OPPOSITE = (
    ("男", "女"),
    ("同意", "不同意"),
    ("滿意", "不滿意"),
    ("贊成", "反對"),
    ("有", "無"),
    ("是", "否"),
    ("知道", "不知道"),
    ("已", "未"),
)
_REST = re.compile(r"其餘|剩餘|其他|餘(?:則)?為")
_POINTS_NEAR, _POINTS_FAR, _FEW = 3, 20, 2


def check(document: Document) -> Iterator[Claim]:
    """Ratios, equations and complements in every passage."""
    for passage in document.passages:
        found = mentions(passage)
        equations = list(_equations(found))
        yield from equations
        taken = {claim.column for claim in equations}
        open_ = [index for index, mention in enumerate(found) if passage.column(mention.start) not in taken]
        for index in open_:
            claim = (_ratio(found, index) or _complement(found, index)) if _is_share(found[index]) else None
            if claim:
                yield claim


def _is_share(mention: Mention) -> bool:
    return mention.quantity.percent and not _CHANGE.search(mention.label)


def _equations(found: list[Mention]) -> Iterator[Claim]:
    by_start = {mention.start: mention for mention in found}
    for match in _EQUATION.finditer(found[0].passage.text) if found else ():
        n, d, p = (by_start.get(match.start(name)) for name in ("n", "d", "p"))
        if n and d and p and d.quantity.value:
            yield state(
                p, Kind.RATIO, formulas.share, [n.as_input("n"), d.as_input("d")], "n / d * 100", since=n.start - 20
            )


def _counts(share: Mention, found: Sequence[Mention], reach: int) -> list[Mention]:
    return [
        mention
        for mention in found
        if mention is not share
        and not mention.quantity.percent
        and not mention.quantity.points
        and mention.quantity.unit
        and abs(mention.sentence - share.sentence) <= reach
        and not _CHANGE.search(mention.label)
        and mention.quantity.value > 0
    ]


def _claim(share: Mention, n: Mention, d: Mention) -> Claim:
    since = min(n.start, d.start, share.start) - 12
    return state(
        share, Kind.RATIO, formulas.share, [n.as_input("n"), d.as_input("total")], "n / total * 100", since=since
    )


def _inputs_fit(share: Mention, n: Mention, d: Mention) -> bool:
    return fits(share, formulas.share, [n.as_input("n"), d.as_input("total")])


def _own(share: Mention, found: list[Mention], index: int) -> Mention | None:
    """The count that a bracketed share, or one with 占, stands right behind."""
    before = found[index - 1] if index else None
    if before is None or before.quantity.percent or before.sentence != share.sentence or not before.quantity.unit:
        return None
    gap = share.passage.text[before.quantity.stop : share.start]
    close = re.fullmatch(r"\s*[(，、]?\s*(?:約)?(?:占|比率|比例|占比)?[^\d，。；()]{0,12}", gap)
    return before if close and ("(" in gap or "占" in gap) else None


def _ratio(found: list[Mention], index: int) -> Claim | None:
    """The share against two counts of its unit: the ones it fits, else the ones it must mean."""
    share = found[index]
    own = _own(share, found, index)
    pairs = _pairs(share, own, _counts(share, found, 1))
    fitting = next((pair for pair in pairs if _inputs_fit(share, *pair)), None)
    if fitting:
        return _claim(share, *fitting)
    parts = _siblings(found, own) if own else []
    inputs = [own.as_input("n"), *(part.as_input() for part in parts)] if own and parts else []
    if own and inputs and fits(share, _share_of_all, inputs):
        return state(share, Kind.RATIO, _share_of_all, inputs, "n / all parts * 100", since=own.start - 12)
    return _must(share, own, pairs)


def _pairs(share: Mention, own: Mention | None, counts: list[Mention]) -> list[tuple[Mention, Mention]]:
    """The counts a share may be made of, those of its sentence and close to it first."""
    pairs = [(n, d) for n in ([own] if own else counts) for d in counts if n is not d and _alike(n, d)]
    pairs = [(n, d) for n, d in pairs if n.quantity.value <= d.quantity.value]
    return sorted(
        pairs,
        key=lambda pair: (
            pair[1].sentence != share.sentence,
            abs(share.start - pair[0].start),
            pair[1].start > share.start,
        ),
    )


def _share_of_all(values: Sequence[Fraction]) -> Fraction:
    return values[0] / formulas.total(values[1:]) * formulas.HUNDRED


def _siblings(found: list[Mention], own: Mention) -> list[Mention]:
    """All counts of the sentence that carry a share of their own."""
    parts = [
        mention
        for at, mention in enumerate(found[:-1])
        if _alike(mention, own)
        and mention.sentence == own.sentence
        and found[at + 1].quantity.percent
        and _own(found[at + 1], found, at + 1) is mention
    ]
    return parts if len(parts) >= _FEW else []


def _alike(one: Mention, other: Mention) -> bool:
    units = one.quantity.unit, other.quantity.unit
    return alike(*units) and bool(units[0]) == bool(units[1])


def _must(share: Mention, own: Mention | None, pairs: list[tuple[Mention, Mention]]) -> Claim | None:
    """The pair a share must mean though it does not agree: nothing else is of that unit, or it all but agrees."""
    told = own is not None or _SHARE.search(share.label)
    here = [pair for pair in pairs if _before(share, *pair)]
    if not here or not told or share.quantity.bound or share.quantity.hedge in {"逾", "超過"}:
        return None
    nearest = min(here, key=lambda pair: _gap(share, *pair))
    return (
        _claim(share, *nearest) if _gap(share, *nearest) <= (_POINTS_FAR if len(here) == 1 else _POINTS_NEAR) else None
    )


def _before(share: Mention, n: Mention, d: Mention) -> bool:
    """Whether a share stands in the sentence of two different counts, behind the first."""
    together = n.sentence == d.sentence == share.sentence
    return together and n.start < share.start and n.quantity.value != d.quantity.value


def _gap(share: Mention, n: Mention, d: Mention) -> Fraction:
    return abs(formulas.share([n.quantity.value, d.quantity.value]) - share.quantity.value)


def _complement(found: list[Mention], index: int) -> Claim | None:
    """其餘 3.4 % after the other shares of its sentence; or two opposite shares."""
    share = found[index]
    before = [mention for mention in found[:index] if mention.sentence == share.sentence]
    others = [mention for mention in before if _is_share(mention)]
    if not others or not (_REST.search(share.label) or _opposites(others, share)):
        return None
    inputs = [mention.as_input() for mention in others]
    gap = abs(formulas.rest([item.value for item in inputs]) - share.quantity.value)
    text = "100 - " + " - ".join(item.name for item in inputs)
    claim = state(share, Kind.COMPLEMENT, formulas.rest, inputs, text, since=others[0].start - 12)
    return claim if gap <= _POINTS_FAR else None


def _opposites(others: list[Mention], share: Mention) -> bool:
    """Just one other share, of the opposite."""
    one = others[0].label
    return len(others) == 1 and _opposite(one, share.label) and overlap(one, share.label) > 0


def _opposite(one: str, other: str) -> bool:
    one, other = (re.sub(r"[占為約\s者性的之比例率]", "", label) for label in (one, other))
    return any(
        (one.endswith(a) and other.endswith(b))
        or (one.startswith(a) and other.startswith(b) and one[len(a) :] == other[len(b) :])
        for a, b in _OPPOSITE
    )
