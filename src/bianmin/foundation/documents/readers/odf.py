"""Rows of the first sheet of an ODF spreadsheet; what is repeated empty to the sheet's end is passed over."""

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from bianmin.foundation.documents.readers.cells import LONGEST, MOST_COLUMNS, Cells, elements, number

T: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
X: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
MOST_REPEATED: Final = 1_000


def _text(cell: Element) -> str:
    kind = cell.get(OFFICE + "value-type", "")
    if kind == "date":
        return cell.get(OFFICE + "date-value", "")[:10]
    if kind in ("float", "percentage", "currency"):
        return number(cell.get(OFFICE + "value", ""))
    return "\n".join("".join(part.itertext()) for part in cell.iter(X + "p"))[:LONGEST]


def _cells(row: Element) -> list[str]:
    found: list[str] = []
    for cell in row:
        if cell.tag not in (T + "table-cell", T + "covered-table-cell"):
            continue
        times = min(int(cell.get(T + "number-columns-repeated", "1")), MOST_COLUMNS - len(found))
        found += [_text(cell)] * times
        if len(found) >= MOST_COLUMNS:
            break
    return found


def rows(package: ZipFile) -> Iterator[Cells]:
    """The rows with their numbers."""
    at = 1
    with package.open("content.xml") as file:
        for element in elements(file, T + "table-row", T + "table"):
            if element.tag == T + "table":
                return
            times, cells = int(element.get(T + "number-rows-repeated", "1")), _cells(element)
            for step in range(min(times, MOST_REPEATED) if any(cells) else 0):
                yield at + step, cells
            at += times
