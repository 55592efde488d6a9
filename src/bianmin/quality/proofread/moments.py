"""Dates and years in prose: 100 年 8 月 6 日, 99 年度, 100/8/6, 2011.06.28; and what only looks like one."""

import datetime as dt
import re
from dataclasses import dataclass

ROC = 1911
_OLDEST, _LAST, _EARLY = 1900, 2200, 60
_YEAR_WORD = r"(?:民國 ?|西元 ?|中華民國 ?)?"
_FULL = re.compile(_YEAR_WORD + r"(?<![\d.,])(\d{2,4}) ?年 ?(\d{1,2}) ?月(?: ?(\d{1,2}) ?日)?(?!\d)")
_SLASH = re.compile(r"(?<![\d./-])(\d{2,4})([/.-])(\d{1,2})\2(\d{1,2})(?![\d/.-])")
_YEAR_MONTH = re.compile(r"(?<![\d./-])(\d{2,3})/(\d{1,2})(?![\d/])")
_MONTH_DAY = re.compile(r"(?<![\d.,年])(\d{1,2}) ?月 ?(\d{1,2}) ?日")
_YEAR = re.compile(
    _YEAR_WORD + r"(?<![\d.,~-])(\d{2,4}) ?(?:年度|全年度|年|學年度|會計年度)(?!以上|以下|內|餘|多|間|半|前)"
)
_YEAR_LIST = re.compile(r"(?<![\d.,])(\d{2,4})(?=(?: ?[、及至~-] ?\d{2,4})+ ?年)")
_LENGTH_BEFORE = re.compile(r"(?:滿|達|逾|約|計|共|為期|期間|服務|長達|近|超過|未滿|連續|每|前|後|第) ?$")
_TIGHT_LENGTH = ("計", "共", "為期", "滿", "每", "連續")


@dataclass(frozen=True, slots=True)
class Moment:
    """A year, a month or a day in text; `year` in the Gregorian count, None where only month and day are printed."""

    start: int
    end: int
    year: int | None
    month: int | None = None
    day: int | None = None

    def date(self) -> dt.date | None:
        """The calendar day; None for a year or a month, and for a day that does not exist."""
        if self.year is None or self.month is None or self.day is None:
            return None
        try:
            return dt.date(self.year, self.month, self.day)
        except ValueError:
            return None

    def exists(self) -> bool:
        """Whether the calendar has such a month and day."""
        if self.month is None:
            return True
        year = self.year if self.year is not None else 2000
        try:
            dt.date(year, self.month, self.day or 1)
        except ValueError:
            return False
        return True


def gregorian(year: int) -> int | None:
    """Four figures are Gregorian, two or three the ROC count; None for what can be neither."""
    if _OLDEST <= year < _LAST:
        return year
    return year + ROC if 1 <= year < _LAST - ROC else None


def _inside(at: int, taken: list[Moment]) -> bool:
    return any(moment.start <= at < moment.end for moment in taken)


def _days(text: str) -> list[Moment]:
    found: list[Moment] = []
    for match in _FULL.finditer(text):
        day = int(match.group(3)) if match.group(3) else None
        found.append(Moment(match.start(), match.end(), gregorian(int(match.group(1))), int(match.group(2)), day))
    for match in _SLASH.finditer(text):
        year = gregorian(int(match.group(1)))
        moment = Moment(match.start(), match.end(), year, int(match.group(3)), int(match.group(4)))
        if moment.exists():
            found.append(moment)
    for match in _MONTH_DAY.finditer(text):
        if not _inside(match.start(), found):
            found.append(Moment(match.start(), match.end(), None, int(match.group(1)), int(match.group(2))))
    for match in _YEAR_MONTH.finditer(text):
        if not _inside(match.start(), found) and int(match.group(2)) in range(1, 13):
            found.append(Moment(match.start(), match.end(), gregorian(int(match.group(1))), int(match.group(2))))
    return found


def _is_length(text: str, match: re.Match[str]) -> bool:
    """Whether 20 年 means a length of time rather than a year."""
    value = int(match.group(1))
    before = text[max(0, match.start() - 4) : match.start()].rstrip()
    tight = before.endswith(_TIGHT_LENGTH) and "民國" not in match.group()
    early = value < _EARLY and "度" not in match.group() and "民國" not in match.group()
    return tight or early or gregorian(value) is None


def moments(text: str) -> list[Moment]:
    """Every date and year of a folded text, in order."""
    found = _days(text)
    for pattern in (_YEAR, _YEAR_LIST):
        for match in pattern.finditer(text):
            if _inside(match.start(1), found) or _is_length(text, match):
                continue
            found.append(Moment(match.start(), match.end(), gregorian(int(match.group(1)))))
    return sorted(found, key=lambda moment: moment.start)
