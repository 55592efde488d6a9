"""What a long preparation writes, written by it once in a process and put back as it was from then on."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import IntegrityError, connection, transaction

from bianmin.delivery.cases.models import Mandate
from bianmin.foundation.accounts.models import User
from bianmin.foundation.orgs.models import Agency
from bianmin.foundation.packs.actions import reissue
from bianmin.foundation.persons.models import Protection
from bianmin.kernel import lasting
from tests.tables import filled, prepared, unwatched

T = TypeVar("T")
Rows = dict[str, tuple[list[str], list[tuple[Any, ...]]]]
WORDS = {"search_text": ("search_entry", "rowid, tokens")}
"""On SQLite the words by which rows are found stand in a table beside theirs."""


@dataclass(frozen=True)
class Laid:
    """The rows of every table, and what the preparation gave."""

    rows: Rows
    found: object


KNOWN: dict[str, Laid] = {}
BESIDE: dict[str, Rows] = {}
BY_HAND = (User, Agency, Protection, Mandate)
"""What tests write without an act, and so without a new edition."""
EDITION = "packs_edition"
"""The one row that every pack changes."""


def laid(name: str, prepare: Callable[[], T]) -> T:
    """Do a preparation in an empty database, or put back what it wrote when it was done last; else just do it."""
    if prepared():
        return prepare()
    if name in KNOWN:
        put_back(KNOWN[name].rows)
        return deepcopy(KNOWN[name].found)  # type: ignore[return-value]
    found, names = prepare(), filled()
    rows = {table: read(table) for table in names}
    if connection.vendor == "sqlite":
        rows |= {table: read(table, columns) for table, (beside, columns) in WORDS.items() if beside in names}
    KNOWN[name] = Laid(rows, deepcopy(found))
    return found


def read(table: str, columns: str = "*") -> tuple[list[str], list[tuple[Any, ...]]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {table}")
        return [column[0] for column in cursor.description], cursor.fetchall()


def put_back(rows: Rows) -> None:
    with unwatched():
        insert(rows)
    forget_by_hand()


def forget_by_hand() -> None:
    """What is remembered is what an earlier test made of it: the edition that is put back is the same."""
    _edition, read = lasting._KNOWN.held
    for place in [place for place in read if place[0] in BY_HAND]:
        del read[place]


def insert(rows: Rows) -> None:
    with connection.cursor() as cursor:
        for table, (columns, values) in rows.items():
            names = ", ".join(connection.ops.quote_name(name) for name in columns)
            if connection.vendor == "postgresql":
                copy_in(cursor, f"COPY {table} ({names}) FROM STDIN", values)
            else:
                marks = ", ".join(["%s"] * len(columns))
                cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", values)


def copy_in(cursor: Any, statement: str, rows: list[tuple[Any, ...]]) -> None:
    with connection.wrap_database_errors, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def laid_beside(name: str, prepare: Callable[[], bool]) -> None:
    """Do a preparation that only adds rows, beside whatever is there, or put them back under the keys that they had.

    `prepare` tells whether it added all that it can add, which is then remembered. Where such rows or keys are there
    already, it is done.
    """
    if name in BESIDE and added(BESIDE[name]):
        return
    before = {table: read(table)[1] for table in filled()}
    if prepare():
        now = [table for table in filled() if table != EDITION]
        BESIDE[name] = {table: since(table, before.get(table, [])) for table in now}


def added(rows: Rows) -> bool:
    """Put rows back, and give the reference data a new edition; whether there was place for them."""
    try:
        with transaction.atomic():
            insert(rows)
            reissue(object)
    except IntegrityError:
        return False
    return True


def since(table: str, before: list[tuple[Any, ...]]) -> tuple[list[str], list[tuple[Any, ...]]]:
    """The rows that were not there before."""
    columns, rows = read(table)
    return columns, [row for row in rows if row not in before]
