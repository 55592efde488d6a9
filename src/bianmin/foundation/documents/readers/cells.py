"""What both kinds of spreadsheet share: bounded XML, numbers and days as people write them."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import IO, Final
from xml.etree.ElementTree import Element, iterparse

Cells = tuple[int, list[str]]
"""A row's number and its texts."""

MOST_COLUMNS: Final = 200
LONGEST: Final = 5_000
"""The longest text taken from one cell; what is longer is too long for any question."""
EPOCH: Final = date(1899, 12, 30)
MOST_DAYS: Final = 2_958_465


def elements(file: IO[bytes], *tags: str) -> Iterator[Element]:
    """Elements of some names as they end, each emptied after use; a document with its own entities is refused.

    Raises:
        SyntaxError: it is no XML.
        ValueError: it declares entities.
    """
    start = file.read(512)
    if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
        raise ValueError("entities")
    file.seek(0)
    for _event, element in iterparse(file, events=("end",)):  # noqa: S314 - no entities, see above; expat bounds the rest
        if element.tag in tags:
            yield element
            element.clear()


def number(text: str) -> str:
    """A number as it is written by hand: 2.0 is 2."""
    whole, _point, rest = text.partition(".")
    return whole if rest.strip("0") == "" and whole.lstrip("+-").isdecimal() else text


def day(text: str) -> str:
    """The day behind a spreadsheet's number of days, as ISO text; the number itself where it is none."""
    try:
        days = int(float(text))
    except ValueError:
        return text
    return (EPOCH + timedelta(days=days)).isoformat() if 0 < days < MOST_DAYS else text
