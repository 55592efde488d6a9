"""`bianmin restore DIR`: put a backup back."""

import argparse
import json
from pathlib import Path
from typing import Final

from bianmin.faces.cli.running import hold_alone
from bianmin.faces.cli.words import said
from bianmin.faces.ui.now import now
from bianmin.foundation.audit.queries.verdict import verify
from bianmin.journeys.upkeep.restore import restore, same_secret
from bianmin.kernel.actor import system
from bianmin.kernel.words import N_

HELP: Final = "Put a backup back: into an empty home, or with --replace over what is there, which is moved aside."
DONE: Final = N_("Restored the backup of {made}: {rows} rows, {files} files.")
WHOLE: Final = N_("The journal is whole.")
BROKEN: Final = N_("The journal is broken. Run: bianmin journal verify")
MAIL: Final = N_("{count} e-mails that waited may have been sent since; each is a task on the desk instead.")
OTHER_KEY: Final = N_(
    "The secret key here is another one than that of the backup: query codes on receipts open nothing, and everybody "
    "signs in anew. Put the old secret.key into the home folder."
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which one, and whether something may be replaced."""
    parser.add_argument("folder", metavar="DIR", type=Path, help="a backup")
    parser.add_argument("--replace", action="store_true", help="move what is here aside first")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """Restore, then say whether journal and key are right; exit code 1 when the journal is broken."""
    hold_alone()
    counts: list[int] = []
    made = restore(options.folder, by=system("command"), at=now(), replace=options.replace, tell=counts.append)
    whole, key = verify().whole, same_secret(made)
    rows, files, mails = sum(made.rows.values()), len(made.files), sum(counts)
    if options.json:
        told = {"made_at": made.made_at, "rows": rows, "files": files, "tasks": mails, "whole": whole, "same_key": key}
        print(json.dumps(told))
        return 0 if whole else 1
    print(said(DONE, made=made.made_at, rows=rows, files=files))
    if mails:
        print(said(MAIL, count=mails))
    if not key:
        print(said(OTHER_KEY))
    print(said(WHOLE if whole else BROKEN))
    return 0 if whole else 1
