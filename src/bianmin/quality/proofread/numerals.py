"""Figures as officials write them: 2,043 · 1 萬 989 · 41 億 9,921 萬 3 千 · 十二 · 八成五."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

MULTIPLIERS = {"億": 10**8, "亿": 10**8, "萬": 10**4, "万": 10**4, "千": 1000, "百": 100}
DIGITS = {
    char: value
    for value, chars in enumerate(
        ("零〇", "一壹", "二兩贰貳两", "三參叁", "四肆", "五伍", "六陸陆", "七柒", "八捌", "九玖")
    )
    for char in chars
}
TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
CHINESE = "零〇一二兩两三四五六七八九十百千萬万億亿"

_LONGEST = 18
_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_SCALE = re.compile(r" {0,2}([億亿萬万千百])")
_GAP = re.compile(r" {0,2}(?=\d)")
_CHINESE = re.compile(rf"[{CHINESE}]+")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as printed: `value`, and `step`, the worth of its last printed place (1 萬 989: 1; 4.1 萬: 1,000)."""

    start: int
    end: int
    value: Fraction
    step: Fraction
    decimals: int
    scaled: bool = False

    @property
    def scale(self) -> Fraction:
        """The worth of its last 1: 10,000 in 4.1 萬."""
        return self.step * Fraction(10) ** self.decimals


def _part_at(text: str, at: int) -> Numeral | None:
    """One figure with its scale, of which a number may have several: 9,921 萬."""
    found = _FIGURE.match(text, at)
    digits = found.group().replace(",", "") if found else ""
    if found is None or len(digits) > _LONGEST:
        return None
    places = len(digits.partition(".")[2])
    scale = _SCALE.match(text, found.end())
    if scale is None:
        return Numeral(at, found.end(), Fraction(digits), Fraction(1, 10**places), places)
    factor = MULTIPLIERS[scale.group(1)]
    return Numeral(at, scale.end(), Fraction(digits) * factor, Fraction(factor, 10**places), places, scaled=True)


def _parts_at(text: str, at: int) -> Iterator[Numeral]:
    """The figures of one number, each smaller than the scale of the one before: 41 億, 9,921 萬, 3 千."""
    part = _part_at(text, at)
    while part:
        yield part
        gap = _GAP.match(text, part.end) if part.scaled else None
        smaller = _part_at(text, gap.end()) if gap else None
        part = smaller if smaller and smaller.value < part.scale else None


def figure_at(text: str, at: int) -> Numeral | None:
    """The number in Arabic figures, with 億 萬 千 if any, that begins at `at`; None if none begins there."""
    parts = list(_parts_at(text, at))
    if not parts:
        return None
    total = sum((part.value for part in parts), Fraction(0))
    return replace(parts[-1], start=at, value=total, scaled=parts[0].scaled)


def chinese_at(text: str, at: int) -> Numeral | None:
    """The number in Chinese figures that begins at `at`; None if none does, or if its figures make no number."""
    found = _CHINESE.match(text, at)
    value = chinese_value(found.group()) if found else None
    if found is None or value is None:
        return None
    return Numeral(at, found.end(), Fraction(value), Fraction(1), 0)


def chinese_value(text: str) -> int | None:
    """十二 is 12, 三百零五 305, 二〇一一 2011; None for figures that make no number (三四)."""
    if set(text) <= DIGITS.keys():
        return int("".join(str(DIGITS[char]) for char in text)) if len(text) in {1, 4} else None
    if not set(text) <= DIGITS.keys() | TENS.keys() | MULTIPLIERS.keys():
        return None
    total, section, digit = 0, 0, 0
    for char in text:
        if char in DIGITS:
            digit = DIGITS[char]
            continue
        if char in TENS:
            section, digit = section + (digit or 1) * TENS[char], 0
            continue
        total, section, digit = total + (section + digit) * MULTIPLIERS[char], 0, 0
    return total + section + digit
