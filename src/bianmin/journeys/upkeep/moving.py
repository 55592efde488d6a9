"""Move house 搬家: the rows of a SQLite backup into PostgreSQL, table by table, in one transaction.

An office begins with one machine and grows. The tables are made as they were when the backup was made and filled;
what brings them to this release is done afterwards, as with any other backup. Wrong codes of the second step, which
count for minutes, stay behind.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import DatabaseError, connection, connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model, QuerySet

from bianmin.foundation.search.actions import put_back
from bianmin.journeys.upkeep.manifest import Manifest
from bianmin.kernel.errors import Refused
from bianmin.kernel.words import N_

OLD: Final = "old_house"
"""The name of the connection to the backup's database while its rows are carried."""
AT_ONCE: Final = 1000
WORDS: Final = "SELECT rowid, tokens FROM search_text"
NUMBERS: Final = "SELECT name, seq FROM sqlite_sequence"
GUARD: Final = "DROP FUNCTION IF EXISTS audit_append_only() CASCADE"


class DoesNotFit(Refused):
    """A row that SQLite kept and PostgreSQL does not take."""

    message = N_("{table} could not be moved: {said} Nothing was changed. Restore into SQLite and mend the row there.")


def _facts(model: type[Model]) -> Any:
    """What Django knows of a model's table."""
    return model._meta


@contextmanager
def _old_house(path: Path) -> Iterator[None]:
    """The backup's database as a second connection of Django's."""
    connections.databases[OLD] = {
        **connections.databases["default"],
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {},
    }
    try:
        yield
    finally:
        connections[OLD].close()
        del connections[OLD]
        del connections.databases[OLD]


def _clear() -> None:
    """Take our own tables away, and nobody else's."""
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        ours = set(connection.introspection.django_table_names())
        ours |= {_facts(MigrationRecorder.Migration).db_table, str(settings.CACHES["default"]["LOCATION"])}
        for table in sorted(there & ours):
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(table)} CASCADE")
        cursor.execute(GUARD)


def _tables(said: Manifest) -> list[type[Model]]:
    """Make the tables as the backup's release had them; gives their models."""
    executor = MigrationExecutor(connection)
    targets = list(said.migrations.items())
    executor.migrate(targets)
    models = executor.loader.project_state(targets).apps.get_models(include_auto_created=True)
    return [model for model in models if _facts(model).managed and not _facts(model).proxy]


def _defer() -> None:
    """Let rows come in any order: what names what is checked at the end. A migration may have asked otherwise."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _carry(model: type[Model]) -> None:
    """Carry one table."""
    rows: Iterator[Model] = QuerySet(model, using=OLD).order_by("pk").iterator(AT_ONCE)
    try:
        while some := list(islice(rows, AT_ONCE)):
            QuerySet[Model](model).bulk_create(some)
    except (DatabaseError, ValueError) as fault:
        raise DoesNotFit(table=_facts(model).db_table, said=str(fault).splitlines()[0][:200]) from fault


def _check() -> None:
    """Check now what was put off.

    Raises:
        DoesNotFit: a row names another that is not there.
    """
    try:
        connection.check_constraints()
    except DatabaseError as fault:
        raise DoesNotFit(table="PostgreSQL", said=str(fault).splitlines()[0][:200]) from fault


def _go_on_counting(models: list[type[Model]], old: sqlite3.Connection) -> None:
    """Never give the number of a destroyed row again: the journal still names it."""
    keys = {_facts(model).db_table: _facts(model).pk.column for model in models}
    with connection.cursor() as cursor:
        for table, last in old.execute(NUMBERS):
            if last and table in keys:
                cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [table, keys[table], last])


def move_in(path: Path, said: Manifest) -> None:
    """Fill the configured PostgreSQL from a backup's SQLite file: whole or not at all.

    Raises:
        DoesNotFit: names the table whose rows PostgreSQL does not take.
    """
    with _old_house(path), closing(sqlite3.connect(path)) as old, transaction.atomic():
        _clear()
        models = _tables(said)
        _defer()
        for model in models:
            _carry(model)
        _go_on_counting(models, old)
        put_back(old.execute(WORDS))
        _check()
