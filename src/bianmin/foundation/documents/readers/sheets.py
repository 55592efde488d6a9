"""Read the first sheet of an ODS or XLSX file, or a CSV file, as rows of text; a package cannot swell in memory."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _

from bianmin.foundation.documents.readers import odf, ooxml
from bianmin.foundation.documents.readers.cells import MOST_COLUMNS, Cells
from bianmin.foundation.documents.rules.harm import harm
from bianmin.foundation.documents.rules.sniff import MediaKind
from bianmin.kernel.errors import Refused

ENCODINGS: Final = ("utf-8-sig", "cp950")
"""How spreadsheets of this country write CSV: UTF-8, or Big5 as older ones do."""


class NotASheet(Refused):
    """The file is no table of a kind that is read."""

    message = _("This file is no table that can be read. Save it as ODS, XLSX or CSV (UTF-8) and choose it again.")


class TooManyRows(Refused):
    """There are more rows than are taken at once."""

    message = _("The table has more than {most} rows. Divide it into several files.")


class TooManyBytes(Refused):
    """The file is larger than is taken."""

    message = _("The file is larger than {most} MB. Divide it into several files.")


@dataclass(frozen=True, slots=True)
class Row:
    """One row with something in it: its number as the spreadsheet shows it, and its cells."""

    number: int
    cells: tuple[str, ...]


def _csv(data: bytes) -> Iterator[Cells]:
    for encoding in ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        yield from enumerate(csv.reader(io.StringIO(text, newline="")), start=1)
        return
    raise NotASheet


def _cells(data: bytes) -> Iterable[Cells]:
    if not data.startswith(b"PK\x03\x04"):
        return _csv(data)
    if harm(data, MediaKind.DOCX) is not None:
        raise NotASheet
    package = zipfile.ZipFile(io.BytesIO(data))
    names = set(package.namelist())
    if "xl/workbook.xml" in names:
        return ooxml.rows(package)
    if "content.xml" in names:
        return odf.rows(package)
    raise NotASheet


def read(data: bytes, *, most_rows: int, most_bytes: int) -> list[Row]:
    """The rows that hold something, at most `most_rows` below the head.

    Raises:
        TooManyBytes, TooManyRows, NotASheet.
    """
    if len(data) > most_bytes:
        raise TooManyBytes(most=most_bytes // (1024 * 1024))
    found: list[Row] = []
    try:
        for number, cells in _cells(data):
            tidy = tuple(str(cell).strip() for cell in cells[:MOST_COLUMNS])
            if not any(tidy):
                continue
            found.append(Row(number, tidy))
            if len(found) > most_rows + 2:
                raise TooManyRows(most=most_rows)
    except (zipfile.BadZipFile, csv.Error, SyntaxError, ValueError, KeyError, IndexError, OSError) as wrong:
        raise NotASheet from wrong
    return found
