"""`bianmin backup DIR`: everything an installation is, while it serves."""

import argparse
import json
import shutil
from pathlib import Path
from typing import Final

from bianmin.faces.cli.words import said
from bianmin.faces.ui.now import now
from bianmin.journeys.upkeep.backup import back_up, older_siblings
from bianmin.kernel.actor import system
from bianmin.kernel.words import N_

HELP: Final = "Back up database, files, seals and settings into a new folder; Bianmin may go on serving."
MADE: Final = N_("{folder}: {files} files, {rows} rows. Every file was read again and is right.")
REMOVED: Final = N_("Removed the older backup {folder}.")
KEEP_KEY: Final = N_("The secret key is not in it. Keep {key} at another place: without it no query code opens a case.")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to, and how many are kept."""
    parser.add_argument("folder", metavar="DIR", type=Path, help="a folder that is not there yet")
    parser.add_argument("--keep", type=int, default=0, help="then remove all but so many of the backups beside it")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """Back up, then remove the oldest ones where that was asked for."""
    made = back_up(options.folder, by=system("command"), at=now())
    removed = older_siblings(options.folder, keep=options.keep) if options.keep > 0 else []
    for folder in removed:
        shutil.rmtree(folder)
    rows = sum(made.rows.values())
    if options.json:
        told = {
            "folder": str(options.folder),
            "files": len(made.files),
            "rows": rows,
            "removed": [str(r) for r in removed],
        }
        print(json.dumps(told, ensure_ascii=False))
        return 0
    print(said(MADE, folder=options.folder, files=len(made.files), rows=rows))
    for folder in removed:
        print(said(REMOVED, folder=folder))
    print(said(KEEP_KEY, key="secret.key"))
    return 0
