"""A table as fields and records: what each column (or row) is called, and the numbers under it."""

import itertools
import re
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from bianmin.quality.proofread.claims import Input
from bianmin.quality.proofread.folding import fold
from bianmin.quality.proofread.layout import Cell, Table
from bianmin.quality.proofread.numerals import figure_at
from bianmin.quality.proofread.units import unit_at

_YEAR_LABEL = re.compile(r"(?:民國)?\d{2,4} ?(?:年|/)")
_CELL = re.compile(r"\s*(?P<sign>[+\-▲△±]?) ?(?=\d)")
_REST = re.compile(r" ?(?:\([^()]{0,12}\)|[*※#]|元|人|件)?\s*$")
_TOTAL = re.compile(
    r"^(?:[^()]{0,6})?(?:合計|總計|小計|共計|總數|總和|總額|總量|總分|總人數|總件數|總次數|總金額|總場次|總經費|總時數|總經費)(?:數)?(?:\(.*\))?$"
    r"|^計$|^總[^務統結經體理]{0,3}數?$|^\(?[Tt]otal\)?$|[^0-9年]總.{0,2}(?:件|人|次|場)數$"
)
_RATE = re.compile(r"率|比例|比重|占比|百分比|%|漲幅|幅度")
_CHANGE = re.compile(r"增減|增加|減少|差異|差距|差額|相差|漲幅|變動|變化|成長|消長|比較|提升|下降|升降|增幅|減幅")
_GROWTH = re.compile(
    r"成長率|增減率|增加率|減少率|成長幅度|增幅|減幅|變動率|年增率|增減比率|成長比率|增減百分比|成長百分比|增減%|增減\(%\)|成長\(%\)"
)
_MEAN = re.compile(r"平均")
_SERIAL = re.compile(r"^(?:編號|序號|項次|項目|序|No\.?|號次|次序)$")


@dataclass(frozen=True, slots=True)
class Entry:
    """A number in a cell."""

    cell: Cell
    value: Fraction
    step: Fraction
    percent: bool
    signed: bool
    exact: bool

    def as_input(self, name: str) -> Input:
        """The entry as an input of a recomputation."""
        return Input(name, self.value, self.step, self.exact, self.cell.line)


def squeezed(text: str) -> str:
    """A label without blanks, folded."""
    return re.sub(r"\s+", "", fold(text))


def entry(cell: Cell) -> Entry | None:
    """The number a cell holds; None for words, years and mixed text."""
    text = fold(cell.text)
    found = _CELL.match(text)
    if not found or _YEAR_LABEL.match(text):
        return None
    number = figure_at(text, found.end())
    if not number:
        return None
    unit, stop = unit_at(text, number.end)
    if not _REST.match(text, stop):
        return None
    negative = found.group("sign") in set("-▲△")
    percent = unit == "%"
    exact = number.decimals == 0 and not percent and number.step == 1
    return Entry(
        cell, -number.value if negative else number.value, number.step, percent, bool(found.group("sign")), exact
    )


@dataclass(frozen=True, slots=True)
class Field:
    """A column (or a row, when the table is read sideways): where it is and what it is called, widest name first."""

    index: int
    path: tuple[str, ...]

    @property
    def leaf(self) -> str:
        """The innermost name."""
        return self.path[-1] if self.path else ""

    @property
    def group(self) -> tuple[str, ...]:
        """The names above the innermost."""
        return self.path[:-1]

    @property
    def name(self) -> str:
        """All names joined."""
        return "·".join(self.path)

    @property
    def is_total(self) -> bool:
        """計, 合計, 小計, 總數 ..."""
        return bool(_TOTAL.search(self.leaf))

    @property
    def is_rate(self) -> bool:
        """A share or rate."""
        return bool(_RATE.search(self.leaf))

    @property
    def is_growth(self) -> bool:
        """成長率 and the like."""
        return bool(_GROWTH.search(self.name))

    @property
    def is_change(self) -> bool:
        """增減 and the like."""
        return bool(_CHANGE.search(self.name))

    @property
    def is_mean(self) -> bool:
        """平均."""
        return bool(_MEAN.search(self.leaf))

    @property
    def is_derived(self) -> bool:
        """Whether the field is computed from others by more than adding up."""
        return self.is_rate or self.is_change or self.is_growth or self.is_mean


@dataclass(eq=False)
class Grid:
    """Fields, records, and the numbers where they meet: `numbers[record, field]`."""

    fields: list[Field]
    records: list[Field]
    numbers: dict[tuple[int, int], Entry]
    sideways: bool = False

    def column(self, field: int) -> dict[int, Entry]:
        """The numbers of a field by record."""
        return self.columns.get(field, {})

    @cached_property
    def columns(self) -> dict[int, dict[int, Entry]]:
        """All numbers, field by field."""
        result: dict[int, dict[int, Entry]] = {}
        for (record, field), number in self.numbers.items():
            result.setdefault(field, {})[record] = number
        return result

    @cached_property
    def sums(self) -> dict[int, list[Fraction]]:
        """The numbers of each field without the records that are totals."""
        totals = {record.index for record in self.records if record.is_total}
        return {
            field: [number.value for record, number in column.items() if record not in totals]
            for field, column in self.columns.items()
        }

    @cached_property
    def totals(self) -> list[Field]:
        """The records that are totals."""
        return [record for record in self.records if record.is_total]

    def plain(self, field: Field) -> bool:
        """Whether a field has numbers that are not computed from others."""
        return bool(self.column(field.index)) and not field.is_derived

    def counts(self) -> list[Field]:
        """The plain fields that are no shares."""
        return [field for field in self.fields if self.plain(field) and not self.percent(field.index)]

    def percent(self, field: int) -> bool:
        """Whether most numbers of the field are per cent."""
        column = self.column(field).values()
        return bool(column) and 2 * sum(number.percent for number in column) > len(column)

    def turned(self) -> "Grid":
        """The same table with rows as fields."""
        return Grid(
            self.records,
            self.fields,
            {(field, record): number for (record, field), number in self.numbers.items()},
            not self.sideways,
        )


def _head_rows(table: Table) -> int:
    for index, row in enumerate(table.rows):
        if any(entry(cell) for cell in row[1:]) or (index and len(row) == 1):
            return index
    return len(table.rows)


def _serial(table: Table, head: int) -> bool:
    """Whether the first column only numbers the rows."""
    values = [entry(row[0]) for row in table.rows[head:]]
    name = squeezed(table.rows[0][0].text) if head else ""
    counts = [int(value.value) for value in values if value and value.exact]
    return (
        len(counts) == len(values) > 1
        and counts == list(range(counts[0], counts[0] + len(counts)))
        and (counts[0] == 1 or bool(_SERIAL.match(name)))
    )


def _paths(table: Table, head: int) -> list[tuple[str, ...]]:
    """The names of each column, from the head rows; a blank under a spanning name takes it over."""
    rows = [[squeezed(cell.text) for cell in row] for row in table.rows[:head]]
    rows = [row for row in rows if sum(map(bool, row)) > 1] or rows
    above = ["" for _ in rows[0]]
    for row, below in itertools.pairwise(rows):
        _spread(row, below, above)
        above = row
    return [tuple(row[column] for row in rows if row[column]) for column in range(table.width)]


def _spread(row: list[str], below: list[str], above: list[str]) -> None:
    """Fill the blanks of a head row that a name to their left spans: something stands below, and one name above."""
    for column in range(1, len(row)):
        if not row[column] and below[column] and above[column] == above[column - 1]:
            row[column] = row[column - 1]


def _row_paths(table: Table, head: int, first: int) -> list[tuple[str, ...]]:
    last = [""] * first
    paths = []
    for row in table.rows[head:]:
        names = [squeezed(cell.text) for cell in row[:first]]
        for level, name in enumerate(names):
            if name:
                last[level:] = [name] + [""] * (first - level - 1)
        paths.append(tuple(name for name in last if name))
    return paths


def grid(table: Table) -> Grid | None:
    """The table's numbers with their names, laid out once a table; None for a table of words."""
    if table.view is None:
        table.view = _laid(table) or False
    return table.view or None


def _laid(table: Table) -> Grid | None:
    head = _head_rows(table)
    body = table.rows[head:]
    cells = {(r, c): cell for r, row in enumerate(body) for c, cell in enumerate(row)}
    numbers = {place: number for place, cell in cells.items() if (number := entry(cell))}
    if not head or not numbers:
        return None
    first = _first_column(numbers, len(body), 1 if _serial(table, head) else 0)
    numbers = {place: number for place, number in numbers.items() if place[1] >= first}
    fields = [Field(index, path) for index, path in enumerate(_paths(table, head))]
    records = [Field(index, path) for index, path in enumerate(_row_paths(table, head, first))]
    return Grid(fields, records, numbers)


def _first_column(numbers: dict[tuple[int, int], Entry], rows: int, least: int) -> int:
    """The first column after the names: most of its cells are numbers, and it does not only count the rows."""
    counted = Counter(column for _, column in numbers if column >= max(least, 1))
    return min((column for column, count in counted.items() if 2 * count > rows), default=1)
