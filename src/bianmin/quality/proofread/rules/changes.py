"""Changes in prose: 較 99 年增加 4,813 人, 成長 12.3 %, 下降 3.5 個百分點, 由 8 處增至 31 處."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bianmin.quality.proofread import formulas
from bianmin.quality.proofread.claims import Claim, Formula, Input, Kind
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
_NEAR, _REACH = 2, 40


@dataclass(frozen=True, slots=True)
class Pair:
    """Before and after of one quantity."""

    base: Mention
    now: Mention

    @property
    def at(self) -> int:
        """Where both are known."""
        return max(self.base.start, self.now.start)

    @property
    def of_shares(self) -> bool:
        """Whether both are per cent, so that they differ by points."""
        return self.base.quantity.percent and self.now.quantity.percent


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
    bases = [(index, base) for index, base in enumerate(found) if base not in changes]
    pairs = [_pair(passage, found, index, base, changes) for index, base in bases]
    return [pair for pair in pairs if pair]


def _pair(passage: Passage, found: list[Mention], index: int, base: Mention, changes: list[Mention]) -> Pair | None:
    """The pair a number begins: the number it is compared with, or the one it changed to."""
    clause = _clause(passage, base)
    if _is_base(passage, base, clause):
        now = _now(found[max(0, index - _REACH) : index], base, changes)
        return Pair(base, now) if now else None
    if not _FROM.search(clause) or index + 1 >= len(found):
        return None
    now = found[index + 1]
    follows = alike(base.quantity.unit, now.quantity.unit) and now.sentence == base.sentence
    return Pair(base, now) if follows and _TO.search(now.label) else None


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


Reading = tuple[Kind, Formula, str]
RISES: tuple[Reading, Reading, Reading] = (
    (Kind.DIFFERENCE, formulas.rise, "now - before"),
    (Kind.GROWTH, formulas.growth, "(now - before) / before * 100"),
    (Kind.RATIO, formulas.times, "now / before"),
)
FALLS: tuple[Reading, Reading, Reading] = (
    (Kind.DIFFERENCE, formulas.fall, "before - now"),
    (Kind.GROWTH, formulas.shrinkage, "(before - now) / before * 100"),
    (Kind.RATIO, formulas.times, "now / before"),
)
GROWN_TIMES: Reading = (
    Kind.GROWTH,
    lambda values: formulas.growth(values) / formulas.HUNDRED,
    "(now - before) / before",
)


def _formulas(change: Mention, pair: Pair) -> list[Reading]:
    """What the change may say of the pair: a difference in its unit or in points, growth per cent, or times."""
    difference, rate, times = FALLS if _down(change) else RISES
    quantity = change.quantity
    if quantity.points:
        return [difference] if pair.of_shares or not pair.base.quantity.unit else []
    if quantity.percent:
        return [rate, difference] if pair.of_shares else [rate]
    if quantity.unit == "倍":
        return [times, GROWN_TIMES]
    return [difference] if _strictly(change, pair.base) and not pair.of_shares else []


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


def _inputs(pair: Pair, formula: Formula) -> list[Input]:
    before, now = pair.base.as_input("before"), pair.now.as_input("now")
    return [now, before] if formula is formulas.times else [before, now]


def _from_rise(change: Mention, changes: list[Mention], found: list[Mention]) -> Claim | None:
    """A growth rate where only the present number and the rise are printed."""
    rise = _rise(change, changes) if change.quantity.percent else None
    now = _present(rise, changes, found) if rise else None
    if rise is None or now is None or _down(rise) != _down(change):
        return None
    inputs = [now.as_input("now"), rise.as_input("rise")]
    formula = formulas.loss_of_fall if _down(change) else formulas.growth_of_rise
    return state(change, Kind.GROWTH, formula, inputs, "rise / (now - rise) * 100", since=now.start - 12)


def _rise(change: Mention, changes: list[Mention]) -> Mention | None:
    """The counted change before a rate in its sentence."""
    rises = [mention for mention in changes if mention.start < change.start and mention.sentence == change.sentence]
    return next((mention for mention in reversed(rises) if mention.quantity.counted), None)


def _present(rise: Mention, changes: list[Mention], found: list[Mention]) -> Mention | None:
    """The number before a rise that has its unit, in its sentence, outside brackets."""
    before = [mention for mention in found if mention.start < rise.start and mention.sentence == rise.sentence]
    fitting = [mention for mention in before if mention not in changes and not mention.depth]
    return next((mention for mention in reversed(fitting) if _strictly(mention, rise)), None)


def direction(mention: Mention) -> int:
    """1 for a rise, -1 for a fall, 0 for a number that is no change."""
    if not _is_change(mention):
        return 0
    return -1 if _down(mention) else 1
