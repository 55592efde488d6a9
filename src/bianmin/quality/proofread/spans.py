"""Durations and ranges: 10 天至 14 天, 3-4 週, 2 至 3 個月 as least and greatest number of days."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from bianmin.quality.proofread import units
from bianmin.quality.proofread.claims import Input
from bianmin.quality.proofread.phrases import Mention

_LINK = re.compile(r" ?(?:至|到|~|-) ?$")
_LEAST_DAYS = {"個月": 28, "月": 28, "年": 365}
_MOST_DAYS = {"個月": 31, "月": 31, "年": 366}


@dataclass(frozen=True, slots=True)
class Span:
    """A number or a range, in the least unit of its kind; `kind` is `day`, `second` or the unit itself."""

    first: Mention
    last: Mention
    low: Fraction
    high: Fraction
    kind: str

    def inputs(self, name: str) -> list[Input]:
        """Its ends as inputs."""
        ends = [
            Input(f"{name} from", self.low, line=self.first.line),
            Input(f"{name} to", self.high, line=self.last.line),
        ]
        return ends if self.low != self.high else [Input(name, self.low, line=self.first.line)]


def spans(found: Sequence[Mention]) -> list[Span]:
    """All quantities, ranges joined."""
    result: list[Span] = []
    at = 0
    while at < len(found):
        first, last = found[at], found[at]
        following = found[at + 1] if at + 1 < len(found) else None
        if following and _linked(first, following):
            last, at = following, at + 1
        result.append(_span(first, last))
        at += 1
    return result


def _linked(one: Mention, other: Mention) -> bool:
    between = one.passage.text[one.quantity.stop : other.start]
    joined = bool(_LINK.fullmatch(between)) or (not between.strip() and other.quantity.value < 0)
    return joined and (not one.quantity.unit or units.alike(one.quantity.unit, other.quantity.unit))


def _span(first: Mention, last: Mention) -> Span:
    unit = last.quantity.unit
    scale = units.scale(unit)
    kind, factor = scale or (unit, 1)
    least, most = _LEAST_DAYS.get(unit, factor), _MOST_DAYS.get(unit, factor)
    return Span(first, last, first.quantity.value * least, abs(last.quantity.value) * most, kind)
