"""Paragraph numbering 層次編號: 壹、一、(一)、1、(1)、①、A、(A)."""

import re
from dataclasses import dataclass

from bianmin.quality.proofread.numerals import chinese_value

_FORMAL = dict(zip("壹貳參肆伍陸柒捌玖拾", range(1, 11), strict=True))
_STYLES = (
    ("formal", r"(?P<formal>[壹貳參肆伍陸柒捌玖拾]{1,3})、"),
    ("plain", r"(?P<plain>[一二三四五六七八九十]{1,3})[、·.](?![一二三四五六七八九十])"),
    ("round", r"\((?P<round>[一二三四五六七八九十]{1,3})\)"),
    ("digit", r"(?P<digit>\d{1,2}) ?、"),
    ("dot", r"(?P<dot>\d{1,2})\.(?!\d)"),
    ("paren", r"\((?P<paren>\d{1,2})\)"),
    ("half", r"(?P<half>\d{1,2})\)"),
    ("circle", r"(?P<circle>[①-⑳])"),
    ("wrapped", r"(?P<wrapped>[㈠-㈩])"),
    ("upper", r"(?P<upper>[A-Z])[.、](?![A-Za-z])"),
    ("upperround", r"\((?P<upperround>[A-Z])\)"),
    ("lower", r"(?P<lower>[a-z])[.、](?![A-Za-z])"),
    ("lowerround", r"\((?P<lowerround>[a-z])\)"),
)
_ANY = re.compile(
    r"(?:^|(?<=[\n\t。；!！:]))[ \n*]*(?:[-•‧▪●■◆※] +)?(?:" + "|".join(pattern for _, pattern in _STYLES) + r")[ ]*"
    r"|(?<=\S)(?<!\d) (?:(?P<inline>[1-9]\d?)\.(?= ?[^\d\s])|\((?P<inlineround>[一二三四五六七八九十]{1,2})\)) *"
)


@dataclass(frozen=True, slots=True)
class Marker:
    """A numbering sign at `start` of a text; its item begins at `end`. Same `style`: same level."""

    start: int
    end: int
    style: str
    ordinal: int


def _ordinal(style: str, sign: str) -> int:
    if style == "formal":
        return sum(_FORMAL[char] for char in sign)
    if style in {"plain", "round"}:
        return chinese_value(sign) or 0
    if style in {"circle", "wrapped"}:
        return ord(sign) - ord("①" if style == "circle" else "㈠") + 1
    if sign.isdigit():
        return int(sign)
    return ord(sign.upper()) - ord("A") + 1


def markers(text: str) -> list[Marker]:
    """Every numbering sign of a folded text: at its start, at a cell's or a line's start, or between sentences."""
    found = []
    for match in _ANY.finditer(text):
        style = str(match.lastgroup)
        sign = match.group(style)
        name = {"inline": "dot", "inlineround": "round"}.get(style, style)
        found.append(Marker(match.start(style), match.end(), name, _ordinal(name, sign)))
    return found
