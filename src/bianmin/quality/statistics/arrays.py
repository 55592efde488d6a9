"""Arrays and coded columns: what every other subject of this package is written in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bianmin.kernel.errors import Refused
from bianmin.kernel.words import N_

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

ROUNDING = 1e-12
"""What adding up floating numbers may leave of a difference that is 0."""

FLAT = 200_000
"""Up to this many values the columns of a table are summed in one pass."""

PAIR = 2
"""The fewest of anything that can be compared."""

MISSING = frozenset({"", "NA"})
"""The texts that stand for a missing value 缺漏值."""


class TextInNumbers(Refused):
    """A column read as numbers holds a text."""

    message = N_("Column {column}, row {row}: “{text}” is not a number. Correct it or leave it empty.")


class AllMissing(Refused):
    """Nothing is left to compute with."""

    message = N_("{column}: every value is missing. Choose another column or a wider part of the data.")


class ValueMissing(Refused):
    """A value is missing where none may be."""

    message = N_("Column {column}, row {row}: the value is missing. Fill it in, or leave the row out.")


@dataclass(frozen=True, slots=True)
class Coded:
    """A column of labels: `codes` (n,) point into `labels`; -1 is missing."""

    codes: Codes
    labels: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.codes)

    def take(self, rows: Bools) -> "Coded":
        """The same column for some rows; labels that no longer occur go, the order stays."""
        codes = self.codes[rows]
        used = np.zeros(len(self.labels) + 1, dtype=bool)
        used[codes] = True
        used = used[:-1]
        renumbered = np.append(np.cumsum(used) - 1, -1)
        return Coded(renumbered[codes], tuple(label for label, keep in zip(self.labels, used, strict=True) if keep))

    def indicators(self) -> Floats:
        """One 0/1 column a label, shape (n, labels); a missing value has only zeros."""
        table = np.zeros((len(self.codes), len(self.labels)))
        known = self.codes >= 0
        table[np.flatnonzero(known), self.codes[known]] = 1.0
        return table


def sort_key(label: str) -> tuple[int, float, str]:
    """Numbers by value, then texts by their letters."""
    try:
        return (0, float(label), label)
    except ValueError:
        return (1, 0.0, label)


def label_of(value: object) -> str:
    """How a value is written as a label: 2025.0 and 2025 are one."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def in_order(codes: Codes, labels: Sequence[str]) -> Coded:
    """Renumber so that labels stand in order and the missing ones are -1."""
    kept = sorted((label for label in labels if label not in MISSING), key=sort_key)
    place = {label: number for number, label in enumerate(kept)}
    renumbered = np.array([place.get(label, -1) for label in labels] or [-1], dtype=np.int64)
    return Coded(renumbered[codes], tuple(kept))


def coded(values: Iterable[object]) -> Coded:
    """Code a column of labels; empty, `NA`, None and nan are missing."""
    index: dict[str, int] = {}
    codes = np.array([index.setdefault(label_of(value), len(index)) for value in values], dtype=np.int64)
    labels = ["" if label == "nan" else label for label in index]
    return in_order(codes, labels)


def crossed(columns: Sequence[Coded]) -> Coded:
    """Cross columns: one label a combination that occurs, `F:18-34`; missing where any is missing."""
    if len(columns) == 1:
        return columns[0]
    codes, known = columns[0].codes, columns[0].codes >= 0
    for column in columns[1:]:
        codes = codes * len(column.labels) + column.codes
        known = known & (column.codes >= 0)
    occurring, inverse = np.unique(codes[known], return_inverse=True)
    result = np.full(len(codes), -1, dtype=np.int64)
    result[known] = inverse
    parts = []
    for column in reversed(columns):
        occurring, place = np.divmod(occurring, max(1, len(column.labels)))
        parts.append([column.labels[number] for number in place])
    return Coded(result, tuple(":".join(combination) for combination in zip(*reversed(parts), strict=True)))


def label_numbers(column: Coded, name: str) -> Floats:
    """The labels of a column as numbers (labels,).

    Raises:
        TextInNumbers: a label is no finite number; the first row holding it is named (rows count from 1).
    """
    values = np.empty(len(column.labels))
    for number, label in enumerate(column.labels):
        try:
            values[number] = float(label)
        except ValueError:
            values[number] = np.nan
        if not np.isfinite(values[number]):
            row = int(np.flatnonzero(column.codes == number)[0]) + 1
            raise TextInNumbers(column=name, row=row, text=label)
    return values


def numbers(column: Coded, name: str) -> Floats:
    """The values of a coded column as numbers (n,), nan where missing.

    Raises:
        TextInNumbers.
    """
    result: Floats = np.append(label_numbers(column, name), np.nan)[column.codes]
    return result


def complete(values: Floats | Codes, name: str) -> None:
    """Refuse a column with missing values (nan, or code -1), naming the first row."""
    missing = values < 0 if values.dtype.kind == "i" else np.isnan(values)
    if missing.any():
        raise ValueMissing(column=name, row=int(np.flatnonzero(missing)[0]) + 1)


def sums(codes: Codes, values: Floats, count: int) -> Floats:
    """Sum rows by code: values (n,) -> (count,), or (n, k) -> (count, k)."""
    if values.ndim == 1:
        return np.asarray(np.bincount(codes, weights=values, minlength=count), dtype=np.float64)
    width = values.shape[1]
    if len(codes) * width > FLAT:
        return np.stack([sums(codes, column, count) for column in values.T], axis=1)
    places = (codes * width)[:, None] + np.arange(width)
    return sums(places.ravel(), values.ravel(), count * width).reshape(count, width)
