"""Reading the official office calendar 政府行政機關辦公日曆表 as its publisher gives it (data.gov.tw, CSV).

Columns 西元日期, 星期, 是否放假 (0 open, 2 off), 備註; encoding, separator and heading are found out, since older years
differ. Years must be complete: a list of holidays alone says nothing about make-up workdays.
"""

import csv
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bianmin.foundation.clock.reckon.calendar import SATURDAY, WORKED, Year
from bianmin.foundation.clock.vocab import Origin
from bianmin.kernel import rocdate
from bianmin.kernel.errors import Refused
from bianmin.kernel.words import N_

MOST_BYTES: Final = 1_000_000
HEADINGS: Final = {
    "day": ("西元日期", "日期", "date"),
    "weekday": ("星期", "週"),
    "off": ("是否放假", "放假", "isholiday"),
    "note": ("備註", "備考", "說明", "description", "name"),
}
STANDARD: Final = {"day": 0, "weekday": 1, "off": 2, "note": 3}
OFF: Final = {"0": False, "2": True, "否": False, "是": True}


class NotACalendar(Refused):
    """The file cannot be read as a calendar at all."""

    message = N_("This file is not an office calendar. Choose the CSV file 政府行政機關辦公日曆表.")


class WrongLine(Refused):
    """One line cannot be right."""

    message = N_("Line {line} of the calendar cannot be right: {text}. Nothing was changed.")


class IncompleteYear(Refused):
    """Days are missing from a year."""

    message = N_("The calendar of {year} has {count} days. Import whole years only.")


@dataclass(frozen=True, slots=True)
class Row:
    """One day of the file."""

    line: int
    day: date
    off: bool
    note: str


def read(content: bytes) -> dict[int, Year]:
    """The years of an official calendar.

    Raises:
        NotACalendar, WrongLine, IncompleteYear: nothing of the file is used.
    """
    by_year: dict[int, dict[date, Row]] = {}
    for row in _rows(_table(content)):
        days = by_year.setdefault(row.day.year, {})
        if row.day in days:
            raise WrongLine(line=row.line, text=row.day)
        days[row.day] = row
    if not by_year:
        raise NotACalendar
    return {year: _year(year, days.values()) for year, days in by_year.items()}


def _table(content: bytes) -> list[list[str]]:
    if len(content) > MOST_BYTES:
        raise NotACalendar
    text = _decoded(content)
    mark = "\t" if "\t" in text.partition("\n")[0] else ","
    return [[cell.strip() for cell in row] for row in csv.reader(text.splitlines(), delimiter=mark)]


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp950"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotACalendar


def _columns(heading: Sequence[str]) -> dict[str, int]:
    found = {}
    names = [cell.casefold() for cell in heading]
    for column, words in HEADINGS.items():
        places = [at for word in words for at, name in enumerate(names) if word in name]
        if places:
            found[column] = places[0]
    return found


def _rows(table: list[list[str]]) -> Iterator[Row]:
    if not table:
        raise NotACalendar
    headed = not any(cell.isdigit() for cell in table[0])
    columns = _columns(table[0]) if headed else STANDARD
    if not {"day", "off"} <= columns.keys():
        raise NotACalendar
    for number, cells in enumerate(table[headed:], start=1 + headed):
        if any(cells):
            yield _row(number, {column: cells[at] for column, at in columns.items() if at < len(cells)})


def _row(line: int, cells: dict[str, str]) -> Row:
    written = ",".join(cells.values())
    try:
        day, off = rocdate.parse(cells["day"]), OFF[cells["off"]]
    except (KeyError, rocdate.UnreadableDate, rocdate.AmbiguousDate):
        raise WrongLine(line=line, text=written) from None
    weekday = cells.get("weekday", "")
    if weekday and weekday[-1] != rocdate.WEEKDAYS[day.weekday()]:
        raise WrongLine(line=line, text=written)
    return Row(line, day, off, cells.get("note", ""))


def _year(year: int, days: Collection[Row]) -> Year:
    whole = (date(year + 1, 1, 1) - date(year, 1, 1)).days
    if len(days) != whole:
        raise IncompleteYear(year=year, count=len(days))
    exceptions = {
        f"{row.day:%m%d}": (row.note or "放假") if row.off else WORKED
        for row in days
        if row.off == (row.day.weekday() < SATURDAY)
    }
    return Year(exceptions, Origin.OFFICIAL)
