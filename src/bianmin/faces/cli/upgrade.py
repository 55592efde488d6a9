"""`bianmin upgrade`: bring an installation to this release, with a backup as the way back."""

import argparse
import json
from pathlib import Path
from typing import Final

from django.conf import settings

from bianmin.faces.cli.words import said
from bianmin.faces.ui.now import now
from bianmin.journeys.upkeep.upgrade import Upgraded, upgrade
from bianmin.kernel.actor import system
from bianmin.kernel.words import N_

HELP: Final = "Bring this installation to this release: backup, migrations, packs, journal."
BACKUP: Final = N_("Backup: {folder}")
MIGRATED: Final = N_("Migrations applied: {count}")
PACKS: Final = N_("Packs loaded anew: {count}")
KEPT: Final = N_("Left as the office changed it: {name}")
WHOLE: Final = N_("The journal is whole.")
BROKEN: Final = N_("The journal is broken. Run: bianmin journal verify")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where the backup goes."""
    parser.add_argument("--backup", type=Path, help="a new folder for the backup; in the home folder unless said")
    parser.add_argument("--json", action="store_true", help="print JSON")


def _print(done: Upgraded) -> None:
    print(said(BACKUP, folder=done.backup))
    print("\n".join([said(MIGRATED, count=len(done.migrations)), *(f"  {name}" for name in done.migrations)]))
    print(said(PACKS, count=done.packs))
    for name in done.kept:
        print(said(KEPT, name=name))
    print(said(WHOLE if done.whole else BROKEN))


def run(options: argparse.Namespace) -> int:
    """Upgrade and say what changed; exit code 1 when the journal is broken."""
    at = now()
    folder = options.backup or Path(settings.HOME) / "backups" / f"before-upgrade-{at:%Y%m%dT%H%M%S}"
    done = upgrade(folder, by=system("command"), at=at)
    if options.json:
        told = {"backup": str(folder), "migrations": done.migrations, "packs": done.packs, "kept": done.kept}
        print(json.dumps({**told, "whole": done.whole}, ensure_ascii=False))
    else:
        _print(done)
    return 0 if done.whole else 1
