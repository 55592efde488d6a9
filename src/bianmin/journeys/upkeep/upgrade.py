"""Bring an installation to this release 升級: back up, migrate, load the packs that came, verify."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

import bianmin
from bianmin.foundation.audit.queries.verdict import verify
from bianmin.foundation.packs.actions import VersionIsTaken, load_packs
from bianmin.foundation.packs.queries.loaded import loaded
from bianmin.journeys.upkeep.backup import back_up, note
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import Refused
from bianmin.kernel.words import N_

THEIRS: Final = "agencies"
"""The folder of packs of single agencies, which are theirs to load; those of all others are shared."""


class UpgradeFailed(Refused):
    """The way back lies in the backup."""

    message = N_("The upgrade stopped: {why} Install the release before and run: bianmin restore {backup} --replace")


@dataclass(slots=True)
class Upgraded:
    """What an upgrade did."""

    backup: Path
    migrations: list[str] = field(default_factory=list)
    packs: int = 0
    kept: list[str] = field(default_factory=list)
    whole: bool = True


def pending() -> list[str]:
    """Migrations of this release that the database lacks, as `app.name`."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def _shipped() -> Iterator[tuple[str, bytes]]:
    root = Path(bianmin.__file__).parent / "packs"
    for path in sorted(root.rglob("*.yaml")):
        name = path.relative_to(root)
        if name.parts[0] != THEIRS:
            yield str(name), path.read_bytes()


def _load(done: Upgraded, by: Actor, at: datetime) -> None:
    """Load the shipped packs; one whose version the office changed itself stays as it is, and is named."""
    files = dict(_shipped()) if loaded().exists() else {}
    while files:
        try:
            done.packs, _same = load_packs(files=files.items(), by=by, at=at)
        except VersionIsTaken as taken:
            done.kept.append(str(taken.params["file"]))
            del files[done.kept[-1]]
        else:
            return


def upgrade(backup: Path, *, by: Actor, at: datetime) -> Upgraded:
    """Upgrade, with a backup in a new folder first; call it outside a transaction.

    Raises:
        IsThere, ToolFailed, BadCopy: no backup could be made, and nothing was changed.
        UpgradeFailed: names the command that leads back.
    """
    done = Upgraded(backup)
    back_up(backup, by=by, at=at)
    try:
        done.migrations = pending()
        call_command("migrate", verbosity=0, interactive=False)
        _load(done, by, at)
        done.whole = verify().whole
        note("upgrade", by=by, at=at)
    except Exception as fault:
        raise UpgradeFailed(why=f"{type(fault).__name__}: {fault}", backup=backup) from fault
    return done
