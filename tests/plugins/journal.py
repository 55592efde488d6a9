"""Emptying the tables after a test needs the triggers that keep the journal append-only out of the way."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import pytest
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations

guards = import_module("bianmin.foundation.audit.migrations.0002_append_only")


def guarded() -> bool:
    """Whether the triggers stand in the database."""
    table = "sqlite_master" if connection.vendor == "sqlite" else "pg_trigger"
    column = "name" if connection.vendor == "sqlite" else "tgname"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table} WHERE {column} LIKE 'audit_line%no_%'")
        return cursor.fetchone()[0] > 0


class Editor:
    """What a migration needs of a schema editor, inside or outside a transaction."""

    connection = connection

    def execute(self, statement: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)


@contextmanager
def open_journal() -> Iterator[None]:
    """Take the triggers away for a moment, as somebody with the rights of the database's owner could."""
    editor = Editor()
    guards.unguard(None, editor)
    try:
        yield
    finally:
        guards.guard(None, editor)


@pytest.fixture(scope="session", autouse=True)
def emptying() -> Iterator[None]:
    """Let the test runner empty the journal's tables between tests that commit."""
    plain = BaseDatabaseOperations.execute_sql_flush

    def flush(self: BaseDatabaseOperations, statements: Any) -> None:
        if not guarded():
            plain(self, statements)
            return
        with open_journal():
            plain(self, statements)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", flush)
        yield
