"""Put a backup back 還原: into an empty home, or over what is there, which is moved aside first."""

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader

from bianmin.foundation.notices.actions.delivery import give_up_waiting
from bianmin.journeys.upkeep import dump, manifest, moving
from bianmin.journeys.upkeep.backup import FILES, PART, SEALS, fingerprint, note
from bianmin.journeys.upkeep.manifest import Manifest
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import Refused
from bianmin.kernel.words import N_

ASIDE: Final = "replaced-"
BESIDE: Final = ("", "-wal", "-shm")
"""A database of SQLite is one file and two beside it."""


class NotEmpty(Refused):
    """Something would be lost."""

    message = N_("This installation holds data already. Add --replace to move it aside to {aside} and restore.")


class OtherEngine(Refused):
    """A backup of PostgreSQL for an installation on SQLite; the other way round an office may move house."""

    message = N_("This backup is of {engine}, but the setting BIANMIN_DATABASE names {here}. Set it, then restore.")


class NewerRelease(Refused):
    """A backup of a release that this one does not know."""

    message = N_("This backup was made by Bianmin {version}, newer than this one. Install that release, then restore.")


def _database() -> Path:
    return Path(str(settings.DATABASES["default"]["NAME"]))


def _tables() -> list[str]:
    if connection.vendor == "sqlite" and not _database().exists():
        return []
    return list(connection.introspection.table_names())


def _has_data() -> bool:
    folders = (Path(settings.FILES_ROOT), Path(settings.SEALS_ROOT))
    return bool(_tables()) or any(
        not path.name.startswith(".") for folder in folders for path in manifest.below(folder)
    )


def check_fits(said: Manifest) -> None:
    """Refuse a backup that this installation cannot take.

    Raises:
        OtherEngine, NewerRelease.
    """
    if said.engine not in (connection.vendor, "sqlite"):
        raise OtherEngine(engine=said.engine, here=connection.vendor)
    known = MigrationLoader(None).disk_migrations
    if any((app, name) not in known for app, name in said.migrations.items()):
        raise NewerRelease(version=said.version)


def _stage(source: Path, staged: Path) -> None:
    shutil.rmtree(staged, ignore_errors=True)
    shutil.copytree(source, staged)


def _move_aside(aside: Path) -> None:
    """Move files and seals away, and the database where it is a file."""
    aside.mkdir(mode=0o700, exist_ok=True)
    for root in (Path(settings.FILES_ROOT), Path(settings.SEALS_ROOT)):
        if root.exists():
            root.rename(aside / root.name)
    if connection.vendor == "sqlite":
        connections.close_all()
        for ending in BESIDE:
            path = _database().with_name(_database().name + ending)
            if path.exists():
                path.rename(aside / path.name)


def _load_server(copy: Path, said: Manifest, aside: Path) -> None:
    """Fill PostgreSQL, whole or not at all, after a dump of what it held; files are not touched yet."""
    if _tables():
        aside.mkdir(mode=0o700)
        with dump.held() as moment:
            moment.write(aside / moment.name)
    if said.engine == "sqlite":
        moving.move_in(copy, said)
    else:
        dump.load_postgres(copy)


def _put_in_place(staged: Path, said: Manifest) -> None:
    """Move what was staged to where it belongs; a database that is a file comes last."""
    for name, root in ((FILES, Path(settings.FILES_ROOT)), (SEALS, Path(settings.SEALS_ROOT))):
        if (staged / name).exists():
            shutil.rmtree(root, ignore_errors=True)
            (staged / name).rename(root)
    if connection.vendor == "sqlite":
        connections.close_all()
        (staged / dump.file_of(said.engine)).rename(_database())
    shutil.rmtree(staged)


def restore(
    folder: Path, *, by: Actor, at: datetime, replace: bool = False, tell: Callable[[int], None] = lambda _count: None
) -> Manifest:
    """Put a whole backup back, bring it to this release, and send nothing twice; call it outside a transaction.

    Nothing is touched before every file of the backup was read and found right. E-mails that waited when the backup
    was made may have been sent since: each becomes a task for the desk; `tell` is told how many.

    Raises:
        NoBackup, OtherFormat, Damaged, OtherEngine, NewerRelease: the backup cannot be used.
        NotEmpty: there are data here, and `replace` was not said.
        ToolFailed, DoesNotFit: the server took nothing, and nothing was changed.
    """
    said = manifest.check(folder)
    check_fits(said)
    aside = Path(settings.HOME) / f"{ASIDE}{at:%Y%m%dT%H%M%S}"
    full = _has_data()
    if full and not replace:
        raise NotEmpty(aside=aside)
    staged = Path(settings.HOME) / f"restore{PART}"
    _stage(folder, staged)
    manifest.check(staged)
    if connection.vendor != "sqlite":
        _load_server(staged / dump.file_of(said.engine), said, aside)
    if full:
        _move_aside(aside)
    _put_in_place(staged, said)
    call_command("migrate", verbosity=0, interactive=False)
    tell(give_up_waiting(at=at))
    note("restore", by=by, at=at)
    return said


def same_secret(said: Manifest) -> bool:
    """Whether the secret key here is the one under which the backup was made; else query codes open nothing."""
    return said.secret == fingerprint()
