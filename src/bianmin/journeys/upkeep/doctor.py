"""Look at everything an installation depends on, and say what is not well."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.db import DatabaseError

from bianmin.journeys.upkeep.checks import database, machine, trust, work
from bianmin.journeys.upkeep.vocab import Check, Finding, Level, Seen, finding
from bianmin.kernel.words import N_

QUICK: Final = (*database.CHECKS, *machine.CHECKS, *work.CHECKS, *trust.CHECKS)
SHALLOW: Final = tuple(check for check in QUICK if check.code != trust.DEEP.code)
CHIEFS: Final = tuple(check for check in QUICK if check.code in ("disk", "clock", "worker", "outbox"))
"""What a chief hears of at once: it stops the office's own work."""


def _look(check: Check, at: datetime) -> Seen:
    """One look; one that cannot be taken because the database is away says so."""
    try:
        return check.look(at)
    except DatabaseError as fault:
        return Seen(Level.BAD, N_("This could not be looked at ({kind})."), {"kind": type(fault).__name__})


def _looks(checks: Iterable[Check], at: datetime, language: str) -> list[Finding]:
    return [finding(check, _look(check, at), language) for check in checks]


def examine(*, at: datetime, language: str = "en", live: bool = False, deep: bool = False) -> list[Finding]:
    """Every look in order; `live` also speaks to the mail server, `deep` reads the content of every file."""
    checks = (*SHALLOW, trust.DEEP) if deep else QUICK
    return _looks((*checks, *work.LIVE) if live else checks, at, language)


def ready(*, at: datetime) -> bool:
    """Whether requests can be answered here: database, its form, and a disk that can be written."""
    needed = [check for check in (*database.CHECKS, *machine.CHECKS) if check.code in ("migrations", "disk")]
    return all(_look(check, at).level is not Level.BAD for check in needed)


def burning(*, at: datetime, language: str = "en") -> list[Finding]:
    """What stops the office's own work right now: disk, clock, worker, mail server."""
    return [found for found in _looks(CHIEFS, at, language) if found.level is Level.BAD]
