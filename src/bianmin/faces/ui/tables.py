"""Tables as CSV."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

from django.http import HttpResponse

from bianmin.faces.ui.files import download

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would take for a formula."""


def _safe(cell: object) -> str:
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(FORMULA) else text


def table(name: str, head: Sequence[object], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """A table as a CSV file that spreadsheets open in Chinese; cells that look like formulas are made text."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerows([[_safe(cell) for cell in row] for row in (head, *rows)])
    return download(text.getvalue().encode("utf-8-sig"), f"{name}.csv", "text/csv; charset=utf-8")
