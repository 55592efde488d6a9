"""What must be provable: journal, backups, files, calendar."""

from datetime import datetime, timedelta
from functools import partial
from typing import Final

from bianmin.foundation.audit.queries.chains import oldest_waiting
from bianmin.foundation.audit.queries.lines import latest
from bianmin.foundation.clock.queries import office_calendar
from bianmin.foundation.documents.queries import lost, unnamed
from bianmin.foundation.jobs.queries import timers
from bianmin.journeys.upkeep.vocab import Check, Level, Seen, shown
from bianmin.kernel.rocdate import local_day
from bianmin.kernel.words import N_

UNSEALED: Final = timedelta(minutes=3)
VERIFY: Final = "audit.verify"
VERIFIED: Final = timedelta(days=2)
BACKUP_OLD, BACKUP_TOO_OLD = timedelta(hours=30), timedelta(days=7)
ASK_FROM: Final = 10
"""The month from which next year's calendar is missed; it is published about the middle of the year."""


def sealed(at: datetime) -> Seen:
    """No line of the journal has waited long for its seal."""
    since = oldest_waiting()
    if since is not None and at - since > UNSEALED:
        return Seen(
            Level.BAD, N_("Lines of the journal have waited for a seal since {since}."), {"since": shown(since)}
        )
    return Seen(Level.GOOD, N_("Every line of the journal is sealed within minutes."))


def verified(at: datetime) -> Seen:
    """The journal was verified lately and found whole."""
    card = next((card for card in timers(at=at) if card.name == VERIFY), None)
    if card is not None and card.fault == "JournalBroken":
        return Seen(Level.BAD, N_("The journal is broken: lines or seals were changed, removed or put in."))
    done = card.finished_at if card else None
    if done is None or at - done > VERIFIED:
        return Seen(Level.WARN, N_("The journal was not verified within two days."))
    return Seen(Level.GOOD, N_("The journal was verified and found whole at {at}."), {"at": shown(done)})


def backed_up(at: datetime) -> Seen:
    """There is a backup of yesterday or today."""
    made = latest("upkeep.backup")
    if made is None:
        return Seen(Level.BAD, N_("No backup was ever made."))
    if at - made > BACKUP_OLD:
        level = Level.BAD if at - made > BACKUP_TOO_OLD else Level.WARN
        return Seen(level, N_("The last backup is of {at}."), {"at": shown(made)})
    return Seen(Level.GOOD, N_("The last backup is of {at}."), {"at": shown(made)})


def files(at: datetime, *, deep: bool = False) -> Seen:
    """Every row finds its file; with `deep` every content is read and compared with its digest."""
    gone = lost(deep=deep)
    if gone:
        values = {"count": len(gone), "first": gone[0]}
        return Seen(Level.BAD, N_("{count} files are missing or damaged, {first} first."), values)
    spare = unnamed(at=at)
    if spare:
        return Seen(Level.WARN, N_("{count} contents are named by no row for more than two days."), {"count": spare})
    return Seen(Level.GOOD, N_("Every row finds its file."))


def calendar(at: datetime) -> Seen:
    """The official calendar is loaded for this year, and from October on for the next."""
    today = local_day(at)
    years = [today.year, today.year + 1] if today.month >= ASK_FROM else [today.year]
    known = office_calendar("").years
    missing = [year for year in years if year not in known or not known[year].published]
    if missing:
        return Seen(Level.WARN, N_("The official calendar of {year} is not loaded."), {"year": missing[0]})
    return Seen(Level.GOOD, N_("The official calendar is loaded up to {year}."), {"year": years[-1]})


FILES: Final = ("files", N_("Files"), N_("A decision and its papers must be found together years later."))
RESTORE: Final = N_("Restore the named files from a backup: their names there are their digests.")
CHECKS: Final = (
    Check(
        "seals",
        N_("Seals of the journal"),
        N_("A line without a seal could be changed unseen."),
        N_("Start the worker, or run: bianmin journal seal"),
        sealed,
    ),
    Check(
        "journal",
        N_("Verified journal"),
        N_("A change of the journal is found only when somebody looks."),
        N_("Run: bianmin journal verify. When it is broken, keep everything as it is and tell the auditors."),
        verified,
    ),
    Check(
        "backup",
        N_("Backup"),
        N_("A broken disk takes everything since the last backup."),
        N_("Run: bianmin backup DIR, and enable bianmin-backup.timer (deploy/README.md)."),
        backed_up,
    ),
    Check(*FILES, RESTORE, files),
    Check(
        "calendar",
        N_("Office calendar"),
        N_("Dates beyond the published calendar are provisional."),
        N_("Import the official calendar on the page of the office calendar."),
        calendar,
    ),
)
DEEP: Final = Check(*FILES, RESTORE, partial(files, deep=True))
