"""The database: whether it answers, keeps what it acknowledges, and has this release's form."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.db import DatabaseError, connection

from bianmin.journeys.upkeep.upgrade import pending
from bianmin.journeys.upkeep.vocab import Check, Level, Seen
from bianmin.kernel.words import N_

SQLITE: Final = {"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1"}
POSTGRES: Final = {"synchronous_commit": "on", "fsync": "on", "full_page_writes": "on"}
OLDEST_POSTGRES: Final = 15


def _read(names: Iterable[str]) -> dict[str, str]:
    """What the database itself says of its settings."""
    ask = "PRAGMA {}" if connection.vendor == "sqlite" else "SHOW {}"
    with connection.cursor() as cursor:
        found = {}
        for name in names:
            cursor.execute(ask.format(name))
            found[name] = str(cursor.fetchone()[0]).lower()
    return found


def reachable(_at: datetime) -> Seen:
    """The database answers and says itself that it keeps what it acknowledged."""
    wanted = SQLITE if connection.vendor == "sqlite" else POSTGRES
    try:
        is_set = _read(wanted)
    except DatabaseError as fault:
        return Seen(Level.BAD, N_("The database does not answer ({kind})."), {"kind": type(fault).__name__})
    wrong = ", ".join(f"{name}={value}" for name, value in is_set.items() if value != wanted[name])
    if wrong:
        return Seen(Level.BAD, N_("A power cut could lose acknowledged work: {wrong}."), {"wrong": wrong})
    if connection.vendor == "postgresql" and connection.pg_version < OLDEST_POSTGRES * 10_000:  # type: ignore[attr-defined] # PostgreSQL's own
        return Seen(Level.WARN, N_("PostgreSQL is older than {oldest}."), {"oldest": OLDEST_POSTGRES})
    said = ", ".join(f"{name}={value}" for name, value in is_set.items())
    return Seen(Level.GOOD, N_("{engine} answers: {said}."), {"engine": connection.vendor, "said": said})


def migrated(_at: datetime) -> Seen:
    """Every migration of this release is applied."""
    lacking = pending()
    if lacking:
        values = {"count": len(lacking), "first": lacking[0]}
        return Seen(Level.BAD, N_("{count} migrations are not applied, {first} first."), values)
    return Seen(Level.GOOD, N_("The database has this release's form."))


CHECKS: Final = (
    Check(
        "database",
        N_("Database"),
        N_("A receipt is shown only for what is kept: the database must write through to the disk."),
        N_("Start the database, check BIANMIN_DATABASE, and set what is named above as written in deploy/README.md."),
        reachable,
    ),
    Check(
        "migrations",
        N_("Form of the database"),
        N_("A release works only on the tables it was written for."),
        N_("Run: bianmin upgrade"),
        migrated,
    ),
)
