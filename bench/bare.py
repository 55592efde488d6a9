"""The limit of an act: the very rows it wrote, written again by bare INSERTs in one transaction.

Tables beside the real ones take them, with the same columns and as many indexes over the same columns, so that bytes,
index entries and the one commit are those of the act, and only what the platform does around them is missing.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction

Marks = dict[str, int]


def marks() -> Marks:
    """The highest key of every table that counts its rows."""
    return {
        model._meta.db_table: model._default_manager.aggregate(last=models.Max("pk"))["last"] or 0
        for model in apps.get_models()
        if isinstance(model._meta.pk, models.AutoField)
    }


@contextmanager
def repeated(before: Marks) -> Iterator[tuple[int, Callable[[], None]]]:
    """How many rows came since, and what writes them once more."""
    with connection.cursor() as cursor:
        statements = [one for table, last in before.items() for one in copied(cursor, table, last)]

    def write() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            for statement, values in statements:
                cursor.execute(statement, values)

    yield len(statements), write
    with connection.cursor() as cursor:
        for table in {statement.split()[2] for statement, _values in statements}:
            cursor.execute(f"DROP TABLE {table}")


def copied(cursor: Any, table: str, last: int) -> list[tuple[str, tuple[Any, ...]]]:
    """The INSERTs of what a table got, into an empty one beside it that has its indexes."""
    cursor.execute(f"SELECT * FROM {table} WHERE id > %s", [last])
    names = [one[0] for one in cursor.description]
    rows = cursor.fetchall()
    if not rows:
        return []
    cursor.execute(f"DROP TABLE IF EXISTS bench_{table}")
    cursor.execute(f"CREATE TABLE bench_{table} AS SELECT * FROM {table} WHERE 1 = 0")
    for number, columns in enumerate(indexed(cursor, table)):
        cursor.execute(f"CREATE INDEX bench_{table}_{number} ON bench_{table} ({', '.join(columns)})")
    quoted = ", ".join(f'"{name}"' for name in names)
    statement = f"INSERT INTO bench_{table} ({quoted}) VALUES ({', '.join(['%s'] * len(names))})"
    return [(statement, row) for row in rows]


def indexed(cursor: Any, table: str) -> list[list[str]]:
    """The columns of each index, keys and unique ones among them."""
    found = connection.introspection.get_constraints(cursor, table).values()
    return [[f'"{name}"' for name in one["columns"]] for one in found if one["index"] or one["unique"]]
