"""The machine and its settings: disk, rights, secret key, clock, language."""

import os
import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings

import bianmin
from bianmin.foundation.accounts.queries import without_second_step
from bianmin.foundation.audit.queries.lines import latest_moment
from bianmin.foundation.jobs.queries import timers
from bianmin.journeys.upkeep.vocab import Check, Level, Seen, shown
from bianmin.kernel.rocdate import local_day
from bianmin.kernel.words import N_

MEGABYTE: Final = 1 << 20
LOW, FULL = 2048, 256
"""Free megabytes below which the disk is called low, or full."""
SHARE_LOW: Final = 20
"""Low is also less than one part in so many."""
KEY_AGE: Final = timedelta(days=730)
KEY_LENGTH: Final = 50
LEAP: Final = timedelta(minutes=2)
LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")


def disk(_at: datetime) -> Seen:
    """There is room in the home folder, and it can be written."""
    home = Path(settings.HOME)
    usage, names = shutil.disk_usage(home), os.statvfs(home)
    free = usage.free // MEGABYTE
    values = {"free": f"{free:,}", "all": f"{usage.total // MEGABYTE:,}"}
    try:
        with tempfile.TemporaryFile(dir=home) as trial:
            trial.write(b"\0" * 4096)
    except OSError as fault:
        return Seen(Level.BAD, N_("Nothing can be written: {why}. Free: {free} MB."), {**values, "why": fault.strerror})
    if free < min(FULL, usage.total // MEGABYTE // 10) or (names.f_files and not names.f_favail):
        return Seen(Level.BAD, N_("The disk is full: {free} MB of {all} MB are free."), values)
    if free < LOW or usage.free < usage.total // SHARE_LOW:
        return Seen(Level.WARN, N_("The disk fills up: {free} MB of {all} MB are free."), values)
    return Seen(Level.GOOD, N_("{free} MB of {all} MB are free."), values)


def rights(_at: datetime) -> Seen:
    """Nobody but the platform's own user reads the home folder and the secret key."""
    home = Path(settings.HOME)
    open_ones = [path for path in (home, home / "secret.key") if path.exists() and path.stat().st_mode & 0o007]
    if open_ones:
        return Seen(Level.BAD, N_("Everybody on this machine may read {path}."), {"path": open_ones[0]})
    return Seen(Level.GOOD, N_("Only the platform's own user reads the home folder."))


def secret(at: datetime) -> Seen:
    """The secret key is long, and not older than two years."""
    if len(settings.SECRET_KEY) < KEY_LENGTH:
        return Seen(Level.BAD, N_("The secret key has fewer than {least} signs."), {"least": KEY_LENGTH})
    path = Path(settings.HOME) / "secret.key"
    if not path.exists():
        return Seen(Level.GOOD, N_("The secret key comes from the environment."))
    made = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    if at - made > KEY_AGE:
        return Seen(Level.WARN, N_("The secret key was made on {day}."), {"day": local_day(made)})
    return Seen(Level.GOOD, N_("The secret key was made on {day}."), {"day": local_day(made)})


def exposed(_at: datetime) -> Seen:
    """Nothing of the settings gives the inside away."""
    host = urlsplit(settings.PUBLIC_ADDRESS).hostname or ""
    if settings.DEBUG or "*" in settings.ALLOWED_HOSTS:
        return Seen(Level.BAD, N_("DEBUG is on, or any host name is answered to."))
    if host not in LOOPBACK and not settings.BEHIND_TLS:
        return Seen(Level.BAD, N_("The address {host} is public, but BIANMIN_TLS is off."), {"host": host})
    if settings.DEMO:
        return Seen(Level.WARN, N_("This is a demonstration: its people and figures are made up."))
    return Seen(Level.GOOD, N_("DEBUG is off, and only named hosts are answered to."))


def second_step(at: datetime) -> Seen:
    """Administrators need two steps to sign in, and those who do have set them up."""
    if "admin" not in settings.TWO_FACTOR_ROLES:
        level = Level.WARN if settings.DEMO else Level.BAD
        return Seen(level, N_("Administrators sign in with a password alone."))
    lacking = without_second_step(on=local_day(at))
    if lacking:
        text = N_("{count} accounts have not set up the second step that their role needs; it is held back till then.")
        return Seen(Level.WARN, text, {"count": lacking})
    return Seen(
        Level.GOOD, N_("Roles that need two steps have them: {roles}."), {"roles": ", ".join(settings.TWO_FACTOR_ROLES)}
    )


def clock(at: datetime) -> Seen:
    """The clock stands after everything that was ever written."""
    known = [moment for card in timers(at=at) for moment in (card.started_at, card.finished_at) if moment]
    written = latest_moment()
    last = max([*known, *([written] if written else [])], default=at)
    if last > at + LEAP:
        values = {"now": shown(at), "last": shown(last)}
        return Seen(
            Level.BAD, N_("It is {now} by the clock, but something was written at {last}: it jumped back."), values
        )
    return Seen(Level.GOOD, N_("It is {now} by the clock, later than anything written."), {"now": shown(at)})


def messages(_at: datetime) -> Seen:
    """Every catalogue of messages is compiled."""
    root = Path(bianmin.__file__).parent
    raw = [path for path in root.glob("**/LC_MESSAGES/django.po") if not path.with_suffix(".mo").exists()]
    if raw:
        values = {"count": len(raw), "first": raw[0].relative_to(root).parts[1]}
        return Seen(Level.BAD, N_("{count} catalogues are not compiled, {first} first: pages speak English."), values)
    return Seen(Level.GOOD, N_("Every catalogue of messages is compiled."))


CHECKS: Final = (
    Check(
        "disk",
        N_("Free disk"),
        N_("On a full disk no application can be received; those received are safe."),
        N_(
            "Make room or give the home folder a larger disk; then nothing else is to be done: what waits is caught up."
        ),
        disk,
    ),
    Check(
        "rights",
        N_("Rights of the home folder"),
        N_("It holds everybody's personal data and the key that signs sessions."),
        N_("Run: chmod -R o-rwx on the folder named above."),
        rights,
    ),
    Check(
        "secret",
        N_("Secret key"),
        N_("Whoever knows it can sign in as anybody."),
        N_("Append it to secret.former, remove secret.key, restart: a new one is made, old query codes still open."),
        secret,
    ),
    Check(
        "exposed",
        N_("Open doors"),
        N_("Passwords travel readable without TLS; error pages of DEBUG show the inside."),
        N_("Set BIANMIN_HOSTS, BIANMIN_ADDRESS and BIANMIN_TLS as in docs/reference/settings.md."),
        exposed,
    ),
    Check(
        "two-factor",
        N_("Second step of signing in"),
        N_("A password alone is guessed, seen or lent; administrators open everything."),
        N_("Set BIANMIN_TWO_FACTOR_ROLES; the accounts set the second step up at their next sign-in."),
        second_step,
    ),
    Check(
        "clock",
        N_("Clock"),
        N_("Dates of receipt and time limits are law; they come from this clock."),
        N_("Let the machine keep its time by NTP (systemd-timesyncd or chrony). Timers set themselves right."),
        clock,
    ),
    Check(
        "messages",
        N_("Words"),
        N_("Pages and letters are in the reader's language only with compiled catalogues."),
        N_("Run: python tools/compile_messages.py, or install the package again."),
        messages,
    ),
)
