"""Dates of the Republic 民國紀年: reading and printing. Stored dates are Gregorian; only the spelling is here.

ROC year = Gregorian year - 1911; 1912 is 民國1年 and the year before it 民國前1年. Months and days are the same.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, timezone
from typing import Final

from bianmin.kernel.errors import Refused
from bianmin.kernel.text import narrow
from bianmin.kernel.words import N_

TAIPEI: Final = timezone(timedelta(hours=8), "Asia/Taipei")
"""Taipei's time: eight hours ahead of UTC, without summer time since 1980."""

WEEKDAYS: Final = "一二三四五六日"
FOUNDED: Final = 1912

_ERA = r"(?P<era>(?:中華)?民國(?P<before>前)?|民前|前)?\s*"
_SPELLED = re.compile(_ERA + r"(?P<year>[0-9]{1,4})\s*年\s*(?P<month>[0-9]{1,2})\s*月\s*(?P<day>[0-9]{1,2})\s*日")
_PARTED = re.compile(_ERA + r"(?P<year>[0-9]{1,4})(?P<mark>[/.-])(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})")
_PACKED = re.compile(_ERA + r"(?P<year>[0-9]{2,4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
_WEEKDAY = re.compile(r"\s*(?:\((?:星期|週|周)?[一二三四五六日]\)|(?:星期|週|周)[一二三四五六日])$")
_CLOCK = re.compile(r"^(?P<day>.+?)[T\s]+(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?$")


class UnreadableDate(Refused):
    """The text is no date in any of the forms in use."""

    message = N_("{text} is not a date. Write it as 115年11月22日, 115/11/22, 1151122 or 2026-11-22.")


class AmbiguousDate(Refused):
    """Six digits that can be read as more than one date."""

    message = N_("{text} can be read as more than one date. Write the year with three digits, as in 0991231.")


class UnreadableMoment(Refused):
    """The text is no date with a time of day."""

    message = N_("{text} has no time of day. Write date and time, as in 2026-11-22T14:30 or 115/11/22 14:30.")


def parse(text: str) -> date:
    """Read a date: 115年11月22日, 民國前1年12月31日, 115/11/22, 115.11.22, 1151122, 991231, 20261122, 2026-11-22.

    A year of four digits without an era is Gregorian, one of one to three digits is of the Republic. A weekday behind
    the date is passed over.

    Raises:
        AmbiguousDate: six digits with more than one reading (110105 is 11-01-05 or 110-1-05).
        UnreadableDate: anything else.
    """
    plain = narrow(text)
    bare = _WEEKDAY.sub("", plain)
    found = _SPELLED.fullmatch(bare) or _PARTED.fullmatch(bare) or _PACKED.fullmatch(bare)
    if found is None:
        raise UnreadableDate(text=text)
    if re.fullmatch(r"[0-9]{6}", bare) and any(_other_readings(bare)):
        raise AmbiguousDate(text=text)
    day = _date(_gregorian_year(found), int(found["month"]), int(found["day"]))
    if day is None:
        raise UnreadableDate(text=text)
    return day


def parse_day(text: str) -> date:
    """Read a date, passing over a time of day behind it."""
    found = _CLOCK.match(narrow(text))
    return parse(found["day"] if found else text)


def parse_moment(text: str) -> datetime:
    """Read a date with a time of day as Taipei time: 2026-11-22T14:30, 115/11/22 14:30:05.

    Raises:
        UnreadableMoment: no time of day, or an impossible one.
        UnreadableDate: the date before it is none.
    """
    found = _CLOCK.match(narrow(text))
    if found is None:
        raise UnreadableMoment(text=text)
    try:
        clock = time(int(found["hour"]), int(found["minute"]), int(found["second"] or 0), tzinfo=TAIPEI)
    except ValueError:
        raise UnreadableMoment(text=text) from None
    return datetime.combine(parse(found["day"]), clock)


def local_day(at: datetime) -> date:
    """The day in Taipei on which an aware moment falls; what arrives at 23:59:59 counts for that day."""
    return at.astimezone(TAIPEI).date()


def _gregorian_year(found: re.Match[str]) -> int:
    year, era = int(found["year"]), found["era"] or ""
    if "前" in era:
        return FOUNDED - year if year else 0
    if not era and len(found["year"]) == len("2026"):
        return year if found["year"][0] != "0" else 0
    return year + FOUNDED - 1 if year else 0


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _other_readings(digits: str) -> Iterator[date]:
    """Readings of six digits other than a ROC year of two digits: 1yy-m-dd, 1yy-mm-d, or a month yyyy-mm."""
    year = int(digits[:3]) + FOUNDED - 1
    splits = [(year, digits[3:4], digits[4:]), (year, digits[3:5], digits[5:])] if digits[0] == "1" else []
    if digits[:2] in {"19", "20"}:
        splits.append((int(digits[:4]), digits[4:], "1"))
    for reading in splits:
        if day := _date(reading[0], int(reading[1]), int(reading[2])):
            yield day


def year(day: date) -> str:
    """The year in words: 115年, or 民國前1年 before 1912."""
    return f"{day.year - FOUNDED + 1}年" if day.year >= FOUNDED else f"民國前{FOUNDED - day.year}年"


def roc(day: date) -> str:
    """Print 115年11月22日."""
    return f"{year(day)}{day.month}月{day.day}日"


def roc_full(day: date) -> str:
    """Print 115年11月22日(星期日)."""
    return f"{roc(day)}({weekday(day)})"


def compact(day: date) -> str:
    """Print seven digits: 1151122, 0010101; before 1912 with 前 in front: 前0011231."""
    if day.year >= FOUNDED:
        return f"{day.year - FOUNDED + 1:03}{day:%m%d}"
    return f"前{FOUNDED - day.year:03}{day:%m%d}"


def parted(day: date, mark: str = "/") -> str:
    """Print 115/11/22, or with another mark 115.11.22; before 1912 with 前 in front."""
    era, years = ("", day.year - FOUNDED + 1) if day.year >= FOUNDED else ("前", FOUNDED - day.year)
    return f"{era}{years}{mark}{day:%m}{mark}{day:%d}"


def weekday(day: date) -> str:
    """Print 星期日."""
    return f"星期{WEEKDAYS[day.weekday()]}"


def gregorian(day: date) -> str:
    """Print 2026年11月22日."""
    return f"{day.year}年{day.month}月{day.day}日"


def english(day: date) -> str:
    """Print Sunday 22 November 2026."""
    return f"{day:%A} {day.day} {day:%B} {day.year}"
