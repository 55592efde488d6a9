"""Figures as officials write them: 2,043 · 1 萬 989 · 41 億 9,921 萬 3 千 · 十二 · 八成五."""

import re
from dataclasses import dataclass
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


def figure_at(text: str, at: int) -> Numeral | None:
    """The number in Arabic figures, with 億 萬 千 if any, that begins at `at`; None if none begins there."""
    total, step, end, ceiling, decimals, scaled = Fraction(0), Fraction(1), at, None, 0, False
    while found := _FIGURE.match(text, end):
        digits = found.group().replace(",", "")
        if len(digits) > _LONGEST:
            break
        places = len(digits.partition(".")[2])
        scale = _SCALE.match(text, found.end())
        factor = MULTIPLIERS[scale.group(1)] if scale else 1
        value = Fraction(digits) * factor
        if ceiling is not None and value >= ceiling:
            break
        total, step, scaled = total + value, Fraction(factor, 10**places), scaled or factor > 1
        decimals, end = places, scale.end() if scale else found.end()
        gap = _GAP.match(text, end)
        if not scale or not gap:
            break
        ceiling, end = factor, gap.end()
    return None if end == at else Numeral(at, _trimmed(text, end), total, step, decimals, scaled)


def _trimmed(text: str, end: int) -> int:
    while text[end - 1] == " ":
        end -= 1
    return end


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
