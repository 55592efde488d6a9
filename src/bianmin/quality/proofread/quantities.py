"""The quantities of a text: number, unit, what is counted; with dates, codes and references left out."""

import re
from dataclasses import dataclass
from fractions import Fraction

from bianmin.quality.proofread import units
from bianmin.quality.proofread.moments import Moment, moments
from bianmin.quality.proofread.numerals import CHINESE, DIGITS, Numeral, chinese_at, figure_at

_MASKED = re.compile(
    r"https?://[^\s\u4e00-\u9fff>)]+|www\.[^\s\u4e00-\u9fff>)]+|(?<![\w.+-])[\w.+-]{1,64}@[\w.-]+"
    r"|(?<!\d)(?:\d{2,4}-)+\d{3,4}(?:-\d{3,4})+|(?<!\d)\(?0\d{1,3}\)?-\d{6,8}"
    r"|(?<!\d)0\d{1,2}-\d{3,4}-\d{3,4}|\(0\d{1,3}\) ?\d{3,4}-\d{4}"
    r"|字第? ?\d+ ?號|[附圖表]+件? ?\d+(?:[-.]\d+)*(?!\d)"
    r"|(?<![A-Za-z])[A-Za-z]+[-_]?\d[\w.-]*|(?<!\d)\d+[A-Za-z]\w*(?<!P)"
    r"|第 ?[\d一二三四五六七八九十百]+(?:-\d+)? ?(?:條之?\d*|項|款|目|屆|期|號|次|頁|章|節|層|級|名|碼|胎|位|類|順位|"
    r"站|大?隊|代|組|服務站|航廈|階段|季|週|天|年|語言|場|版|碼|類別|點|道|線|段)?"
    r"|\d{1,2}:\d{2}|\d{1,2} ?時(?:\d{1,2} ?分)?(?![間數])"
    r"|(?<!\d)\d+ ?點(?:\d+分|半|整)?(?=[至到~-])|(?<!\d)\d+/\d+/\d+"
    r"|(?:上午|下午|晚上|早上|中午)\d{1,2}(?:時|:\d{2})?",
)
_START = re.compile(rf"[+±-]?\d|[{CHINESE}]")
_SIGN = re.compile(r"(?:(?<=[\s(\t])|^)[+-]$|[+±]$")
_HEDGE = re.compile(r"(約|近|逾|(?<!不)超過|突破|將近|大約|至少|最多|高達|不到|未達|達)(?:計|有)? ?$")
_FLOOR = re.compile(r" ?(以上|以下|以內|內|餘)")
_TENTHS = re.compile(r" {0,2}成(?![立長效果為功人熟就員本分年套都型品])([一二三四五六七八九半\d])?")
_ENUMERATION = re.compile(r"(?:^|(?<=[\n\t。；:] )|(?<=[\n\t。；:>]))\s*(?:- )?(?:\(?\d{1,2}\)|\d{1,2}[.、](?!\d))")
_HUNDRED_PARTS = re.compile(r"百分之 ?(\d[\d.,]*|[一二三四五六七八九十百]+)(?:點([一二三四五六七八九]))?")
_TEN = 10
_NO_CHINESE = frozenset("零〇一億亿萬万千百")


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number of a text with its unit. `end` ends the number, `stop` its unit; `step`: worth of its last place."""

    start: int
    end: int
    stop: int
    value: Fraction
    step: Fraction
    decimals: int
    unit: str
    noun: str = ""
    hedge: str = ""
    bound: str = ""
    exact: bool = True

    @property
    def percent(self) -> bool:
        """A share of a hundred (45 %, 八成)."""
        return self.unit == units.PERCENT

    @property
    def counted(self) -> bool:
        """A number of things, neither a share nor points."""
        return bool(self.unit) and not self.percent and not self.points

    @property
    def points(self) -> bool:
        """Percentage points 百分點."""
        return self.unit.endswith(units.POINTS)


def masked(text: str, dates: list[Moment]) -> list[bool]:
    """Which characters belong to dates, codes, references or enumeration and so are no quantity."""
    taken = [False] * (len(text) + 1)
    spans = [(moment.start, moment.end) for moment in dates]
    for pattern in (_MASKED, _ENUMERATION):
        spans += [match.span() for match in pattern.finditer(text)]
    for start, end in spans:
        taken[start:end] = [True] * (end - start)
    return taken


def _sign(text: str, at: int) -> int:
    return at - 1 if at and text[at - 1] in "+-±" and _SIGN.search(text[max(0, at - 2) : at]) else at


def _hundredths(text: str) -> list[Quantity]:
    found = []
    for match in _HUNDRED_PARTS.finditer(text):
        number = figure_at(text, match.start(1)) or chinese_at(text, match.start(1))
        if number:
            found.append(
                Quantity(
                    match.start(),
                    match.end(),
                    match.end(),
                    number.value,
                    number.step,
                    number.decimals,
                    units.PERCENT,
                    exact=False,
                )
            )
    return found


def _tenths(text: str, number: Numeral) -> Quantity | None:
    match = _TENTHS.match(text, number.end)
    if not match or number.value > _TEN:
        return None
    more = match.group(1) or "0"
    extra = 5 if more == "半" else DIGITS.get(more, 0) or (int(more) if more.isdigit() else 0)
    value = number.value * 10 + extra
    step = Fraction(1 if extra else 10)
    return Quantity(
        number.start,
        match.end(),
        match.end(),
        value,
        step,
        0,
        units.PERCENT,
        exact=False,
        hedge=_hedge(text, number.start),
        bound=_bound(text, match.end()),
    )


def _hedge(text: str, at: int) -> str:
    found = _HEDGE.search(text[max(0, at - 5) : at])
    return found.group(1) if found else ""


def _bound(text: str, at: int) -> str:
    found = _FLOOR.match(text, at)
    return found.group(1) if found else ""


def _quantity(text: str, number: Numeral) -> Quantity:
    unit, stop = units.unit_at(text, number.end)
    if unit == "成":
        unit, stop = "", number.end
    sign = _sign(text, number.start)
    value = -number.value if text[sign] == "-" and sign < number.start else number.value
    soft = unit == units.PERCENT or unit.endswith(units.POINTS) or number.decimals > 0
    exact = not soft and (number.step == 1)
    return Quantity(
        sign,
        number.end,
        stop,
        value,
        number.step,
        number.decimals,
        unit,
        units.noun_at(text, stop),
        _hedge(text, sign),
        _bound(text, stop),
        exact,
    )


def _chinese(text: str, at: int) -> Numeral | None:
    number = chinese_at(text, at)
    if number is None or (number.end - at == 1 and text[at] in _NO_CHINESE):
        return None
    unit, _ = units.unit_at(text, number.end)
    if not unit or unit == "通" or (at and text[at - 1] in "第其之數幾每"):
        return None
    return number


def _read(text: str, at: int) -> Numeral | None:
    return figure_at(text, at) if text[at].isdigit() else _chinese(text, at)


def quantities(text: str, dates: list[Moment] | None = None) -> list[Quantity]:
    """Every quantity of a folded text, in order: no dates, telephone numbers, paragraph numbers or references."""
    taken = masked(text, moments(text) if dates is None else dates)
    found = _hundredths(text)
    for quantity in found:
        taken[quantity.start : quantity.stop] = [True] * (quantity.stop - quantity.start)
    at = 0
    while match := _START.search(text, at):
        begin = match.end() - 1
        number = None if taken[begin] else _read(text, begin)
        if number is None:
            at = _skip(text, begin)
            continue
        found.append(_tenths(text, number) or _quantity(text, number))
        at = max(number.end, begin + 1)
    return sorted(found, key=lambda quantity: quantity.start)


def _skip(text: str, at: int) -> int:
    """Past a run of figures that is no quantity."""
    end = at + 1
    while end < len(text) and (text[end].isdigit() or text[end] in ",.") and text[at].isdigit():
        end += 1
    return end
