"""A data file as coded columns: CSV with a header, UTF-8, empty or `NA` for missing."""

import csv
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from bianmin.kernel.errors import Refused
from bianmin.kernel.words import N_
from bianmin.quality.statistics.arrays import Coded, in_order

ROWS_AT_ONCE = 4096


class UnknownColumn(Refused):
    """A column that the file does not have."""

    message = N_("The data have no column “{column}”. They have: {columns}.")


class UnevenRow(Refused):
    """A row with more or fewer fields than the header."""

    message = N_("Row {row} has {found} fields, but the header has {expected}. Check its commas and quotes.")


class NoFile(Refused):
    """A file that cannot be read."""

    message = N_("The file {path} cannot be read. Check its name, and that it is saved as UTF-8.")


class Index(dict[str, int]):
    """Numbers texts in the order they come."""

    def __missing__(self, text: str) -> int:
        """The next number for a text not met before."""
        number = self[text] = len(self)
        return number


@dataclass(frozen=True, slots=True)
class Table:
    """Columns by name, all of `rows` rows."""

    columns: dict[str, Coded]
    names: tuple[str, ...]
    rows: int


def parts_of(name: str, header: Sequence[str]) -> list[str]:
    """The columns a name stands for: itself, or both of `sex:age`.

    Raises:
        UnknownColumn.
    """
    parts = [name] if name in header else name.split(":")
    for part in parts:
        if part not in header:
            raise UnknownColumn(column=part, columns=", ".join(header[:40]))
    return parts


def read_csv(path: Path, names: Iterable[str]) -> Table:
    """Read the named columns of a CSV file.

    Raises:
        NoFile, UnknownColumn, UnevenRow.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            lines = csv.reader(stream)
            header = next(lines, [])
            wanted = sorted({part for name in names for part in parts_of(name, header)})
            return read_columns(lines, header, wanted)
    except (OSError, UnicodeDecodeError, csv.Error) as fault:
        raise NoFile(path=path) from fault


def read_columns(lines: Iterator[list[str]], header: list[str], wanted: list[str]) -> Table:
    """Code the wanted columns, a block of rows at a time."""
    places = [header.index(name) for name in wanted]
    indexes = [Index() for _ in wanted]
    codes = [array("q") for _ in wanted]
    rows = 0
    while block := list(islice(lines, ROWS_AT_ONCE)):
        block = [line for line in block if line]
        check_widths(block, len(header), rows)
        rows += len(block)
        fields = list(zip(*block, strict=True))
        for place, index, coded in zip(places, indexes, codes, strict=True):
            coded.extend(map(index.__getitem__, fields[place]))
    columns = {
        name: in_order(np.frombuffer(coded, dtype=np.int64) if coded else np.empty(0, np.int64), list(index))
        for name, coded, index in zip(wanted, codes, indexes, strict=True)
    }
    return Table(columns, tuple(header), rows)


def check_widths(block: list[list[str]], width: int, before: int) -> None:
    """Refuse a row whose number of fields is not the header's."""
    if {len(line) for line in block} - {width}:
        number, line = next((number, line) for number, line in enumerate(block) if len(line) != width)
        raise UnevenRow(row=before + number + 1, found=len(line), expected=width)
