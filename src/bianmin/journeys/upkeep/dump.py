"""The database as one file, taken while others write: SQLite's backup API, PostgreSQL's `pg_dump` of one snapshot."""

import os
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import connection, transaction

from bianmin.kernel.errors import Refused
from bianmin.kernel.words import N_

SQLITE: Final = "database.sqlite3"
POSTGRES: Final = "database.dump"
TABLES: Final = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"


class ToolFailed(Refused):
    """A program of the database did not do its work."""

    message = N_("{tool} failed: {said} Install the tools of the server's version and check the address and rights.")


class BadCopy(Refused):
    """The copy of the database is not sound."""

    message = N_("The copy of the database is damaged: {said} Check disk and memory, and back up again.")


@dataclass(slots=True)
class Held:
    """A moment of the database that is held: `write` makes the file, `rows` counts its tables."""

    name: str
    write: Callable[[Path], None]
    rows: Callable[[Path], dict[str, int]]


def file_of(engine: str) -> str:
    """The name of the database's file in a backup."""
    return SQLITE if engine == "sqlite" else POSTGRES


def _tool(*words: str) -> None:
    """Run a program of PostgreSQL on the configured database; the password goes by the environment."""
    said = settings.DATABASES["default"]
    address = {"PGHOST": said["HOST"], "PGPORT": said["PORT"], "PGUSER": said["USER"], "PGPASSWORD": said["PASSWORD"]}
    known = {name: str(value) for name, value in address.items() if value}
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program with our own words
            words, env={**os.environ, **known}, capture_output=True, text=True, check=False
        )
    except FileNotFoundError as gone:
        raise ToolFailed(tool=words[0], said=str(gone)) from gone
    if done.returncode:
        raise ToolFailed(tool=words[0], said=done.stderr.strip()[-400:])


def _sqlite_rows(path: Path) -> dict[str, int]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as copy:
        sound = copy.execute("PRAGMA integrity_check").fetchone()[0]
        if sound != "ok":
            raise BadCopy(said=sound[:200])
        names = [name for (name,) in copy.execute(TABLES)]
        return {name: copy.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608 - names of our own tables


@contextmanager
def _sqlite() -> Iterator[Held]:
    with closing(
        sqlite3.connect(str(settings.DATABASES["default"]["NAME"]), isolation_level=None, timeout=30)
    ) as source:
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()

        def write(path: Path) -> None:
            with closing(sqlite3.connect(path)) as copy:
                source.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE")

        yield Held(SQLITE, write, _sqlite_rows)


@contextmanager
def _postgres() -> Iterator[Held]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = str(cursor.fetchone()[0])

        def write(path: Path) -> None:
            name = str(settings.DATABASES["default"]["NAME"])
            _tool(
                "pg_dump", "--format=custom", "--no-owner", "--no-acl", f"--snapshot={snapshot}", f"--file={path}", name
            )

        def rows(path: Path) -> dict[str, int]:
            _tool("pg_restore", "--list", f"--file={os.devnull}", str(path))
            return {name: _count(cursor, name) for name in sorted(connection.introspection.table_names(cursor))}

        yield Held(POSTGRES, write, rows)


def _count(cursor: Any, table: str) -> int:
    cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608 - names of our own tables
    return int(cursor.fetchone()[0])


def held() -> AbstractContextManager[Held]:
    """Hold this moment of the database until the block ends; writers go on."""
    return _sqlite() if connection.vendor == "sqlite" else _postgres()


def load_postgres(path: Path) -> None:
    """Put a dump into the configured database in one transaction: whole or not at all."""
    connection.close()
    name = str(settings.DATABASES["default"]["NAME"])
    words = ("--clean", "--if-exists", "--no-owner", "--no-acl", "--single-transaction", "--exit-on-error")
    _tool("pg_restore", *words, f"--dbname={name}", str(path))
