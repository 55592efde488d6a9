"""The limit of an act: the very rows it wrote, written again by bare INSERTs into the same tables in one transaction.

Bytes, indexes and how deep they are, checks, and the one commit are those of the act; only what the platform does
around them is missing. What has to be the only one of its kind, as a receipt's number, ends otherwise each time. After
a turn the rows are taken out again, but for the journal's, which nothing takes out.
"""

from dataclasses import dataclass
from itertools import count
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction

from bench.load import Load, Turn, load, timed

Marks = dict[str, int]
KEPT = "audit_line"
SIGNS = 8


def marks() -> Marks:
    """The highest key of every table that counts its rows."""
    return {
        model._meta.db_table: model._default_manager.aggregate(last=models.Max("pk"))["last"] or 0
        for model in apps.get_models()
        if isinstance(model._meta.pk, models.AutoField)
    }


@dataclass(frozen=True)
class Row:
    """A row to write again: its statement, its values, and which of them must be others each time."""

    table: str
    statement: str
    values: tuple[Any, ...]
    alone: frozenset[int]

    def again(self, turn: str) -> list[Any]:
        """The values for one time."""
        return [f"{value[:-SIGNS]}{turn}" if place in self.alone else value for place, value in enumerate(self.values)]


def written_since(before: Marks) -> list[Row]:
    """The rows that came since, as they are to be written once more."""
    with connection.cursor() as cursor:
        return [row for table, last in before.items() for row in _copied(cursor, table, last)]


def _copied(cursor: Any, table: str, last: int) -> list[Row]:
    cursor.execute(f"SELECT * FROM {table} WHERE id > %s", [last])
    names = [one[0] for one in cursor.description]
    found = cursor.fetchall()
    if not found:
        return []
    alone = {
        one["columns"][-1] for one in connection.introspection.get_constraints(cursor, table).values() if one["unique"]
    }
    columns = [name for name in names if name != "id"]
    quoted = ", ".join(f'"{name}"' for name in columns)
    statement = f"INSERT INTO {table} ({quoted}) VALUES ({', '.join(['%s'] * len(columns))})"
    places = frozenset(place for place, name in enumerate(columns) if name in alone)
    key = names.index("id")
    return [Row(table, statement, (*row[:key], *row[key + 1 :]), places) for row in found]


def bare(rows: list[Row], seconds: float) -> Turn:
    """A turn of writing them, each time in one transaction, after which they are taken out again."""
    serial, tables = count(), {row.table for row in rows} - {KEPT}

    def write() -> None:
        turn = f"{next(serial):0{SIGNS}x}"
        with transaction.atomic(), connection.cursor() as cursor:
            for row in rows:
                cursor.execute(row.statement, row.again(turn))

    def turn(_number: int) -> Load:
        before = marks()
        one = load(lambda _number: timed(write), seconds)
        _take_out({table: before[table] for table in tables})
        return one

    return turn


def _take_out(before: Marks) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for table, last in before.items():
            cursor.execute(f"DELETE FROM {table} WHERE id > %s", [last])
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
