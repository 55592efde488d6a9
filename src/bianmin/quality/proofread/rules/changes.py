"""Changes in prose: 較 99 年增加 4,813 人, 成長 12.3 %, 下降 3.5 個百分點, 由 8 處增至 31 處."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bianmin.quality.proofread import formulas
from bianmin.quality.proofread.claims import Certainty, Claim, Formula, Kind
from bianmin.quality.proofread.layout import Document, Passage
from bianmin.quality.proofread.phrases import Mention, fits, mentions, overlap, state
from bianmin.quality.proofread.units import alike

_UP = "增加|增長|成長|提升|提高|上升|攀升|增|升|多|高出|高|漲"
_DOWN = "減少|減低|下降|降低|縮短|衰退|減|降|少|低於|跌|下滑|節省|短少"
_CHANGE = re.compile(
    rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:了|出)?(?:[^\d，、。]{{0,4}}?(?:率|幅度|幅|比率|比例|人數|件數|數|量|額))?"
    r"(?:約|達|為|計|達到|高達|共|近|逾|有|各|:|超過|=| )*$"
)
_RESULT = re.compile(rf"(?:{_UP}|{_DOWN})(?:至|到)(?:約|近|逾|平均|達| )*$")
_TO = re.compile(r"(?:至|到|為|成)(?: |約|近|逾|平均|達)*(?:\d{2,4} ?年度?)?(?: |約|近|逾|之|的)*$")
_BASE = re.compile(r"較|相較|比(?![例率賽重對照])|相對於|(?:與|和|同)(?=[^，。]{0,14}?(?:年|月|季|期|度|前))")
_COMPARED = re.compile(r"[^，。；]{0,8}(?:比較|相比|相較|比)")
_FROM = re.compile(r"(?:由|從|自|原)[^，。；、]{0,24}$")
_RATIO_WORD = re.compile(r"率|比例|比重|占")
_NEAR = 2


@dataclass(frozen=True, slots=True)
class Pair:
    """Before and after of one quantity."""

    base: Mention
    now: Mention

    @property
    def at(self) -> int:
        """Where both are known."""
        return max(self.base.start, self.now.start)


def check(document: Document) -> Iterator[Claim]:
    """Differences and growth in every passage."""
    for passage in document.passages:
        found = mentions(passage)
        if len(found) >= _NEAR and any(_CHANGE.search(mention.label) for mention in found):
            yield from _passage(passage, found)


def _passage(passage: Passage, found: list[Mention]) -> Iterator[Claim]:
    found = _carried(found)
    changes = [mention for mention in found if _is_change(mention)]
    pairs = _pairs(passage, found, changes)
    for change in changes:
        claim = _from_pairs(change, pairs) or _from_rise(change, changes, found)
        if claim:
            yield claim


def _carried(found: list[Mention]) -> list[Mention]:
    """增加 12 縣市 21 場次: the second number is an increase too."""
    result: list[Mention] = []
    for mention in found:
        last = result[-1] if result else None
        if (
            last
            and not mention.label
            and last.quantity.stop == mention.start
            and _is_change(last)
            and mention.quantity.unit
        ):
            result.append(replace(mention, label=last.label))
        else:
            result.append(mention)
    return result


def _is_change(mention: Mention) -> bool:
    return bool(_CHANGE.search(mention.label)) and not _RESULT.search(mention.label)


def _clause(passage: Passage, mention: Mention) -> str:
    """The text of the mention's clause before it, brackets left out."""
    text = passage.text
    cut = max(text.rfind(sign, 0, mention.start) for sign in "，。；\t\n") + 1
    return re.sub(r"\([^()]*\)", "", text[cut : mention.start])


def _pairs(passage: Passage, found: list[Mention], changes: list[Mention]) -> list[Pair]:
    """Every before-and-after of a passage."""
    pairs = []
    for index, base in enumerate(found):
        if base in changes:
            continue
        clause = _clause(passage, base)
        if _is_base(passage, base, clause):
            now = _now(found[:index], base, changes)
            if now:
                pairs.append(Pair(base, now))
        elif _FROM.search(clause) and index + 1 < len(found):
            now = found[index + 1]
            if alike(base.quantity.unit, now.quantity.unit) and _TO.search(now.label) and now.sentence == base.sentence:
                pairs.append(Pair(base, now))
    return pairs


def _is_base(passage: Passage, base: Mention, clause: str) -> bool:
    compared = _BASE.search(clause)
    if not compared or base.depth:
        return False
    return compared.group() not in "與和同" or bool(_COMPARED.match(passage.text, base.quantity.stop))


def _now(before: Sequence[Mention], base: Mention, changes: list[Mention]) -> Mention | None:
    """The number a base is compared with: the last one of its unit before it, outside brackets."""
    same = [
        mention
        for mention in before
        if mention not in changes
        and not mention.depth
        and _strictly(mention, base)
        and not _BASE.search(_clause(mention.passage, mention))
    ]
    return same[-1] if same else None


def _strictly(one: Mention, other: Mention) -> bool:
    units = one.quantity.unit, other.quantity.unit
    return alike(*units) and bool(units[0]) == bool(units[1])


def _down(change: Mention) -> bool:
    found = _CHANGE.search(change.label)
    return bool(found and found.group("down"))


def _formulas(change: Mention, pair: Pair) -> list[tuple[Kind, Formula, str]]:
    """What the change may say of the pair: a difference in its unit or in points, or growth per cent."""
    down = _down(change)
    difference = (Kind.DIFFERENCE, formulas.fall if down else formulas.rise, "before - now" if down else "now - before")
    rate = (
        Kind.GROWTH,
        formulas.shrinkage if down else formulas.growth,
        "(before - now) / before * 100" if down else "(now - before) / before * 100",
    )
    of_shares = pair.base.quantity.percent and pair.now.quantity.percent
    if change.quantity.points:
        return [difference] if of_shares or not pair.base.quantity.unit else []
    if change.quantity.percent:
        return [rate, difference] if of_shares else [rate]
    if change.quantity.unit == "倍":
        return [
            (Kind.RATIO, formulas.times, "before / now" if down else "now / before"),
            (Kind.GROWTH, lambda values: formulas.growth(values) / formulas.HUNDRED, "(now - before) / before"),
        ]
    if of_shares:
        return []
    return (
        [difference]
        if alike(change.quantity.unit, pair.base.quantity.unit)
        and bool(change.quantity.unit) == bool(pair.base.quantity.unit)
        else []
    )


def _from_pairs(change: Mention, pairs: list[Pair]) -> Claim | None:
    """The change against the pair that fits, else against the pair it most likely speaks of."""
    options = [(pair, *formula) for pair in pairs if pair.at < change.start for formula in _formulas(change, pair)]
    options = [option for option in options if abs(option[0].base.sentence - change.sentence) <= 1]
    if not options:
        return None
    options.sort(
        key=lambda option: (
            -overlap(change.label, option[0].now.label + option[0].base.label) * _speaks(change),
            change.sentence - option[0].base.sentence,
            -option[0].at,
        )
    )
    here = [option for option in options if option[0].base.sentence == change.sentence]
    for pair, kind, formula, text in here or options:
        if fits(change, formula, _inputs(pair, formula)):
            return state(
                change, kind, formula, _inputs(pair, formula), text, since=min(pair.base.start, pair.now.start) - 12
            )
    pair, kind, formula, text = options[0]
    if _ambiguous(change, pair, pairs):
        return None
    return state(change, kind, formula, _inputs(pair, formula), text, since=min(pair.base.start, pair.now.start) - 12)


def _speaks(change: Mention) -> bool:
    return change.quantity.percent


def _ambiguous(change: Mention, pair: Pair, pairs: list[Pair]) -> bool:
    """A rate in another sentence that shares no word with what it would be about."""
    if pair.base.sentence == change.sentence:
        return False
    return not change.quantity.percent or len(pairs) > 1 or overlap(change.label, pair.now.label) < _NEAR


def _inputs(pair: Pair, formula: Formula) -> list:  # type: ignore[type-arg]
    before, now = pair.base.as_input("before"), pair.now.as_input("now")
    return [now, before] if formula is formulas.times else [before, now]


def _from_rise(change: Mention, changes: list[Mention], found: list[Mention]) -> Claim | None:
    """A growth rate where only the present number and the rise are printed."""
    if not change.quantity.percent:
        return None
    rises = [
        mention
        for mention in changes
        if mention.start < change.start
        and mention.sentence == change.sentence
        and mention.quantity.unit
        and not mention.quantity.percent
        and not mention.quantity.points
    ]
    if not rises:
        return None
    rise = rises[-1]
    now = [
        mention
        for mention in found
        if mention.start < rise.start
        and mention not in changes
        and not mention.depth
        and mention.sentence == rise.sentence
        and _strictly(mention, rise)
    ]
    if not now or _down(rise) != _down(change):
        return None
    inputs = [now[-1].as_input("now"), rise.as_input("rise")]
    formula = formulas.loss_of_fall if _down(change) else formulas.growth_of_rise
    return state(
        change,
        Kind.GROWTH,
        formula,
        inputs,
        "rise / (now - rise) * 100",
        since=now[-1].start - 12,
        certainty=Certainty.CERTAIN,
    )


def direction(mention: Mention) -> int:
    """1 for a rise, -1 for a fall, 0 for a number that is no change."""
    if not _is_change(mention):
        return 0
    return -1 if _down(mention) else 1
