"""Back an installation up while it serves 備份: database, files, seals, settings without secrets.

Order makes it whole: files first, then one moment of the database with the seals of that moment, then the files that
came meanwhile. A file is on disk before the row that names it, so every row of the copy finds its file.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterable
from contextlib import ExitStack
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from bianmin.foundation.audit.actions import record
from bianmin.foundation.audit.contrib import heads
from bianmin.journeys.upkeep import dump, manifest
from bianmin.journeys.upkeep.manifest import Manifest
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import Refused
from bianmin.kernel.words import N_

PART: Final = ".part"
FILES: Final = "files"
SEALS: Final = "seals"
SETTINGS: Final = "settings.json"
SECRET: Final = ("SECRET", "PASSWORD", "KEY", "TOKEN", "DATABASE")
"""Words in the names of settings whose values never leave the machine."""


class IsThere(Refused):
    """A backup never writes over anything."""

    message = N_("{folder} is there already. Name a folder that is not.")


class NothingHere(Refused):
    """An installation without a database."""

    message = N_("There is no database here yet. Run: bianmin migrate")


def fingerprint() -> str:
    """A mark of the secret key by which a restore tells whether it is the same one; the key cannot be had from it."""
    return hashlib.sha256(b"bianmin.upkeep" + settings.SECRET_KEY.encode()).hexdigest()[:16]


def migrations() -> dict[str, str]:
    """App -> its last applied migration."""
    applied = MigrationRecorder(connection).applied_migrations()
    return {app: max(name for one, name in applied if one == app) for app in sorted({app for app, _name in applied})}


def _copy_new(source: Path, target: Path) -> None:
    """Copy what is not there yet; what is being written or was just swept away is left out."""
    for path in manifest.below(source) if source.exists() else ():
        there = target / path.relative_to(source)
        if there.exists() or path.name.startswith("."):
            continue
        there.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copy2(path, there)
        except FileNotFoundError:
            there.unlink(missing_ok=True)


def _copy_seals(target: Path) -> None:
    source = Path(settings.SEALS_ROOT)
    target.mkdir()
    for path in sorted(source.glob("*.log")):
        shutil.copy2(path, target / path.name)


def _settings() -> dict[str, str]:
    plain = {name: value for name, value in os.environ.items() if name.startswith("BIANMIN_")}
    return {name: value for name, value in sorted(plain.items()) if not any(word in name for word in SECRET)}


def _fill(part: Path, at: datetime) -> Manifest:
    """Write everything but the manifest, and say what was written."""
    _copy_new(Path(settings.FILES_ROOT), part / FILES)
    with ExitStack() as held:
        with heads.alone(Path(settings.SEALS_ROOT)):
            moment = held.enter_context(dump.held())
            _copy_seals(part / SEALS)
        moment.write(part / moment.name)
        rows = moment.rows(part / moment.name)
    _copy_new(Path(settings.FILES_ROOT), part / FILES)
    (part / SETTINGS).write_text(json.dumps(_settings(), indent=1), encoding="utf-8")
    return Manifest(
        version=version("bianmin"),
        made_at=at.isoformat(timespec="seconds"),
        engine=connection.vendor,
        secret=fingerprint(),
        migrations=migrations(),
        rows=rows,
        files={str(path.relative_to(part)): manifest.digest(path) for path in manifest.below(part)},
    )


def _sync(folders: Iterable[Path]) -> None:
    for folder in folders:
        manifest.sync_folder(folder)


@act()
def note(verb: str, *, by: Actor, at: datetime) -> None:
    """Journal that the installation itself was backed up, restored or upgraded."""
    record(verb=f"upkeep.{verb}", subject=f"upkeep.{verb}", agency="", by=by, at=at)


def back_up(folder: Path, *, by: Actor, at: datetime) -> Manifest:
    """Make a backup in a new folder, read it again, and give it its name last; call it outside a transaction.

    A run that ends halfway leaves `<folder>.part`, which is no backup and is removed by the next run.

    Raises:
        IsThere: the folder is there.
        NothingHere: there is no database yet.
        ToolFailed, BadCopy: the database could not be copied.
    """
    target = folder.resolve()
    if target.exists():
        raise IsThere(folder=folder)
    if not migrations():
        raise NothingHere
    part = target.with_name(target.name + PART)
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True, mode=0o700)
    try:
        said = _fill(part, at)
        said.write(part)
        manifest.check(part)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    _sync({path.parent for path in manifest.below(part)})
    part.rename(target)
    manifest.sync_folder(target.parent)
    note("backup", by=by, at=at)
    return said


def older_siblings(folder: Path, *, keep: int) -> list[Path]:
    """Whole backups beside one that are older than the newest `keep`, by the time they say."""
    found = folder.resolve().parent.glob(f"*/{manifest.NAME}")
    whole = [path.parent for path in found if path.parent.suffix != PART]
    return sorted(whole, key=lambda path: manifest.read(path).made_at, reverse=True)[keep:]
