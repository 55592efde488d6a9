"""What the tables of the tests hold; the triggers that keep the journal append-only are taken away for a moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

from django.db import connection, transaction

guards = import_module("bianmin.foundation.audit.migrations.0002_append_only")


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


KEPT = ("django_migrations", "django_content_type", "auth_permission")
"""What migrating wrote and no test changes."""


ALWAYS = ("orgs_agency", "accounts_user", "packs_loaded", "audit_line")
"""Every preparation writes into one of these."""


def prepared() -> bool:
    """Whether anything was prepared: quicker than asking every table."""
    asked = " OR ".join(f"EXISTS (SELECT 1 FROM {name})" for name in ALWAYS)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {asked}")
        return bool(cursor.fetchone()[0])


def filled() -> list[str]:
    """The tables that hold something."""
    names = connection.introspection.django_table_names(only_existing=True, include_views=False)
    names = [name for name in names if name not in KEPT]
    asked = " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {name})" for name in names)
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return [row[0] for row in cursor.fetchall()]


@contextmanager
def unwatched() -> Iterator[None]:
    """Rows may go in any order, and those of the journal too."""
    if connection.vendor == "sqlite":
        with open_journal(), connection.constraint_checks_disabled():
            yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield
