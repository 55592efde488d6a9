"""Sampling error 抽樣誤差: n 份有效樣本，在 95 % 信賴水準下，正負 2.17 個百分點."""

import math
import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from statistics import NormalDist

from bianmin.quality.proofread.claims import Claim, Input, Kind
from bianmin.quality.proofread.layout import Document
from bianmin.quality.proofread.phrases import Mention, fits, mentions, state
from bianmin.quality.proofread.units import PEOPLE

_ERROR = re.compile(r"誤差[^\d。；]{0,14}$")
_LEVEL = re.compile(r" ?[的之]?(?:信賴|信心|可信|置信)")
_SAMPLE = re.compile(r"樣本|份|問卷|受訪|訪問|有效|完成")
_COUNTED = PEOPLE | {"份", "個", "筆", "件", "", "戶"}
_BACK, _LEAST = 8, 30
_USUAL = {95: "1.96", 99: "2.576", 90: "1.645"}


def check(document: Document) -> Iterator[Claim]:
    """Every printed sampling error against its sample size."""
    recent: list[list[Mention]] = []
    for passage in document.passages:
        found = mentions(passage) if passage.quantities else []
        recent = [*recent[-_BACK:], found]
        for index, error in enumerate(found):
            spread = error.quantity.points or error.quantity.percent
            if spread and _ERROR.search(passage.text[max(0, error.start - 24) : error.start]):
                yield from _error(error, found, index, [mention for earlier in recent[:-1] for mention in earlier])


def _level(found: Sequence[Mention], error: Mention) -> Fraction:
    """The level of confidence printed nearest to an error, per cent; 95 where none is."""
    levels = [
        mention
        for mention in found
        if mention.quantity.percent and _LEVEL.match(mention.passage.text, mention.quantity.stop)
    ]
    nearest = min(levels, key=lambda mention: abs(mention.start - error.start), default=None)
    return nearest.quantity.value if nearest else Fraction(95)


def _samples(found: Sequence[Mention]) -> list[Mention]:
    return [
        mention
        for mention in found
        if mention.quantity.unit in _COUNTED
        and mention.quantity.exact
        and mention.quantity.value >= _LEAST
        and _SAMPLE.search(mention.label + mention.quantity.unit + mention.quantity.noun)
    ]


def _z(level: Fraction) -> Fraction:
    usual = _USUAL.get(int(level)) if level.denominator == 1 else None
    return Fraction(usual) if usual else Fraction(str(round(NormalDist().inv_cdf(0.5 + float(level) / 200), 3)))


def _margin(values: Sequence[Fraction]) -> Fraction:
    n, z, p = values
    return Fraction(str(round(float(z) * math.sqrt(float(p * (1 - p) / n)) * 100, 9)))


def _error(error: Mention, found: list[Mention], index: int, earlier: list[Mention]) -> Iterator[Claim]:
    here = sorted(_samples([*found[:index], *found[index + 1 :]]), key=lambda mention: abs(mention.start - error.start))
    samples = here or _samples(earlier)[::-1]
    if not samples:
        return
    z = _z(_level(found, error))
    rows = [[sample.as_input("n"), Input("z", z), Input("p", Fraction(1, 2))] for sample in samples]
    inputs = next((row for row in rows if fits(error, _margin, row)), rows[0])
    yield state(
        error,
        Kind.MARGIN,
        _margin,
        inputs,
        "z * sqrt(p * (1 - p) / n) * 100",
        since=samples[0].start - 14 if here else None,
    )
