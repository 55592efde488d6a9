"""Products and means in prose: 203 場次，每次 2 小時，共 406 小時; 1,200 人、24 場，平均每場 50 人."""

import itertools
import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from bianmin.quality.proofread import formulas
from bianmin.quality.proofread.claims import Claim, Input, Kind
from bianmin.quality.proofread.layout import Document
from bianmin.quality.proofread.phrases import Mention, fits, mentions, state
from bianmin.quality.proofread.units import alike

_EACH = re.compile(
    r"每(?:1|一)?(?:個)?(?P<of>[\u4e00-\u9fff]{1,3}?)(?:各|約|為|計|需|有|可|參加|的|辦理|收費|補助|支給|之)*[^\d，。；、每]{0,6}$"
)
_MEAN = re.compile(r"平均(?:每(?:1|一)?(?:個)?(?P<of>[\u4e00-\u9fff]{1,3}?)|為|約|)[^\d，。；、]{0,6}$")
_TOTAL = re.compile(r"(?:共計|合計|總計|共|計|總共|總[^，。\d]{1,6})[^\d，。；、]{0,8}$")
_FORMS = re.compile(r"(?P<list>[A-Z甲乙丙丁](?:[、及和與][A-Z甲乙丙丁])+) ?(?:卷|組|版|式|班|表|區)")
_COMBINED, _APART = re.compile(r"共同|合併|合計|總"), re.compile(r"其餘|各|每|單獨")
_YEARLY = re.compile(r"全年|年度?(?!.*月)|上年|一年")
_FEW = 2
_PERIODS = {"月": 12, "季": 4, "週": 52}


def check(document: Document) -> Iterator[Claim]:
    """Products and means of every passage."""
    for passage in document.passages:
        found = mentions(passage)
        if len(found) >= _FEW:
            yield from _products(found)
            yield from _means(found)
            yield from _forms(found)


def _near(mention: Mention, found: Sequence[Mention], reach: int = 0) -> list[Mention]:
    return [
        other
        for other in found
        if other is not mention
        and abs(other.sentence - mention.sentence) <= reach
        and not other.quantity.percent
        and not other.quantity.points
    ]


def _products(found: list[Mention]) -> Iterator[Claim]:
    """Each, how many, together: all three in one sentence."""
    for each in found:
        of = _EACH.search(each.label)
        if of and "平均" not in each.label:
            near = _near(each, found)
            counts = [other for other in near if _is_of(other, of.group("of"))]
            yield from _product(each, counts, [other for other in near if _is_whole(other, each)])


def _product(each: Mention, counts: list[Mention], wholes: list[Mention]) -> Iterator[Claim]:
    """What one number for each and the nearest count make: the whole that fits, or the only one there is."""
    if not counts:
        return
    count = min(counts, key=lambda other: abs(other.start - each.start))
    inputs = [count.as_input(), each.as_input()]
    fitting = next((whole for whole in wholes if fits(whole, formulas.product, inputs)), None)
    whole = fitting or (wholes[0] if len(counts) == len(wholes) == 1 else None)
    if whole:
        since = min(count.start, each.start) - 8
        text = f"{inputs[0].name} * {inputs[1].name}"
        yield state(whole, Kind.PRODUCT, formulas.product, inputs, text, since=since)


def _is_whole(other: Mention, each: Mention) -> bool:
    """Whether a later number may be what each makes together."""
    later = other.start > each.start and bool(_TOTAL.search(other.label))
    return later and bool(other.quantity.unit) and alike(other.quantity.unit, each.quantity.unit)


def _is_of(mention: Mention, of: str) -> bool:
    """Whether a number counts what 每 speaks of: 203 場次 for 每次, 24 場 for 每場."""
    unit = mention.quantity.unit.removeprefix("個")
    return (
        bool(unit)
        and (unit.startswith(of) or of.startswith(unit) or (unit.endswith(of) and len(unit) <= _FEW) or alike(unit, of))
        and (not _EACH.search(mention.label))
    )


def _means(found: list[Mention]) -> Iterator[Claim]:
    """平均 against a total and what it is shared among: counted things, or the months of a year."""
    for mean in found:
        of = _MEAN.search(mean.label)
        if of and of.group("of") and not mean.quantity.percent:
            near = [other for other in _near(mean, found, 1) if other.start < mean.start]
            yield from _mean(
                mean, [other for other in near if _exceeds(other, mean)], _among(mean, near, of.group("of"))
            )


def _exceeds(other: Mention, mean: Mention) -> bool:
    same = bool(other.quantity.unit) and alike(other.quantity.unit, mean.quantity.unit)
    return same and other.quantity.value > mean.quantity.value


def _among(mean: Mention, near: list[Mention], of: str) -> list[Input]:
    """How many a total is shared among: the counted things of the sentence, the periods of a year, or those before."""
    counted = [other for other in near if _is_of(other, of)]
    here = [other for other in counted if other.sentence == mean.sentence]
    if of in _PERIODS and not here and _YEARLY.search(mean.passage.text, 0, mean.start):
        return [Input(of, Fraction(_PERIODS[of]))]
    return [other.as_input() for other in here or counted]


def _mean(mean: Mention, wholes: list[Mention], shares: list[Input]) -> Iterator[Claim]:
    options = [(whole, share) for whole in reversed(wholes) for share in reversed(shares) if share.value]
    chosen = next((option for option in options if fits(mean, formulas.times, [option[0].as_input(), option[1]])), None)
    same = [whole for whole in wholes if whole.sentence == mean.sentence]
    if chosen is None and len(same) == 1 and len(shares) == 1 and _plausible(mean, same[0], shares[0]):
        chosen = (same[0], shares[0])
    if chosen:
        inputs = [chosen[0].as_input(), chosen[1]]
        yield state(
            mean, Kind.MEAN, formulas.times, inputs, f"{inputs[0].name} / {inputs[1].name}", since=chosen[0].start - 10
        )


def _plausible(mean: Mention, whole: Mention, share: Input) -> bool:
    expected = whole.quantity.value / share.value
    return expected <= mean.quantity.value * 2 and mean.quantity.value <= expected * 2


def _forms(found: list[Mention]) -> Iterator[Claim]:
    """A、B 卷 together so many, apart so many each."""
    match = _FORMS.search(found[0].passage.text)
    if not match:
        return
    size = len(re.findall(r"[A-Z甲乙丙丁]", match.group("list")))
    for whole, each in itertools.combinations(found, 2):
        between = each.passage.text[whole.quantity.stop : each.start]
        together = match.end() <= whole.start and _COMBINED.search(whole.label) and each.sentence == whole.sentence
        if together and _APART.search(between) and each.quantity.value * size == whole.quantity.value:
            inputs = [each.as_input(), Input("forms", Fraction(size))]
            yield state(whole, Kind.PRODUCT, formulas.product, inputs, "each * forms", since=match.start())
