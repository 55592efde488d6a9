"""Rows of the first sheet of an XLSX file: shared and inline texts, numbers, and days behind numbers."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Final
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from bianmin.foundation.documents.readers.cells import LONGEST, MOST_COLUMNS, Cells, day, elements, number

S: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
BUILT_IN: Final = frozenset({14, 15, 16, 17, 22, 27, 30, 31, 36, 50, 57, 58})
"""Formats that show a day without saying so in words."""
MOST_TEXTS: Final = 500_000
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]+)")
_WORDS = re.compile(r'"[^"]*"|\[[^\]]*\]')


def _texts(package: ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in package.namelist():
        return []
    found: list[str] = []
    with package.open("xl/sharedStrings.xml") as file:
        for item in elements(file, S + "si"):
            found.append("".join(part.text or "" for part in item.iter(S + "t"))[:LONGEST])
            if len(found) > MOST_TEXTS:
                raise ValueError("too many texts")
    return found


def _days(package: ZipFile) -> frozenset[int]:
    """The numbers of the styles that show a day."""
    if "xl/styles.xml" not in package.namelist():
        return frozenset()
    codes: dict[int, str] = {}
    found: list[int] = []
    with package.open("xl/styles.xml") as file:
        for element in elements(file, S + "numFmt", S + "cellXfs"):
            if element.tag == S + "numFmt":
                codes[int(element.get("numFmtId", "0"))] = _WORDS.sub("", element.get("formatCode", "")).lower()
            else:
                found = [int(style.get("numFmtId", "0")) for style in element]
    shown = {key for key, code in codes.items() if "y" in code and "d" in code} | BUILT_IN
    return frozenset(place for place, key in enumerate(found) if key in shown)


def _column(place: str) -> int:
    match = _PLACE.match(place)
    letters = match[1] if match else "A"
    found = 0
    for letter in letters:
        found = found * 26 + ord(letter) - 64
    return found - 1


def _text(cell: Element, texts: list[str], days: frozenset[int]) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return "".join(part.text or "" for part in cell.iter(S + "t"))[:LONGEST]
    value = cell.findtext(S + "v") or ""
    if kind == "s":
        return texts[int(value)] if value else ""
    if kind != "n" or not value:
        return value[:LONGEST]
    return day(value) if int(cell.get("s", "0")) in days else number(value)


def _sheet(package: ZipFile) -> str:
    names = [name for name in package.namelist() if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name)]
    return "xl/worksheets/sheet1.xml" if "xl/worksheets/sheet1.xml" in names else min(names)


def rows(package: ZipFile) -> Iterator[Cells]:
    """The rows with their numbers."""
    text = partial(_text, texts=_texts(package), days=_days(package))
    at = 0
    with package.open(_sheet(package)) as file:
        for row in elements(file, S + "row"):
            at = int(row.get("r", at + 1))
            yield at, _cells(row, text)


def _cells(row: Element, text: Callable[[Element], str]) -> list[str]:
    cells: list[str] = []
    for step, cell in enumerate(row.iter(S + "c")):
        column = _column(cell.get("r", "")) if cell.get("r") else step
        if column >= MOST_COLUMNS:
            break
        cells += [""] * (column - len(cells))
        cells.append(text(cell))
    return cells
