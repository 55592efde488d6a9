"""`bianmin doctor`: what is not well with this installation, why it matters, and how to mend it."""

import argparse
import json
from dataclasses import asdict
from typing import Final

from bianmin.faces.cli.main import language
from bianmin.faces.cli.words import said
from bianmin.faces.ui.now import now
from bianmin.journeys.upkeep.doctor import examine
from bianmin.journeys.upkeep.vocab import Finding, Level
from bianmin.kernel.words import N_

HELP: Final = "Say what is not well with this installation, why it matters, and how to mend it."
SIGNS: Final = {Level.GOOD: "+", Level.WARN: "?", Level.BAD: "!"}
WHY: Final = N_("Why it matters: {why}")
MEND: Final = N_("What to do: {mend}")


def arguments(parser: argparse.ArgumentParser) -> None:
    """How deep, and how to print."""
    parser.add_argument("--deep", action="store_true", help="read the content of every file")
    parser.add_argument("--json", action="store_true", help="print JSON")


def _print(finding: Finding) -> None:
    print(f"{SIGNS[finding.level]} {finding.title}: {finding.said}")
    if finding.mend:
        print("    " + said(WHY, why=finding.why))
        print("    " + said(MEND, mend=finding.mend))


def run(options: argparse.Namespace) -> int:
    """Look at everything; exit code 1 when something must be mended now."""
    found = examine(at=now(), language=language(), live=True, deep=options.deep)
    if options.json:
        print(json.dumps({"findings": [asdict(one) for one in found]}, ensure_ascii=False, default=str))
    else:
        for one in found:
            _print(one)
    return int(any(one.level is Level.BAD for one in found))
