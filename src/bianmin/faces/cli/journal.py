"""`bianmin journal seal|verify`: seal the journal, and find whatever was changed in it since."""

import argparse
import json

from bianmin.faces.ui.now import now
from bianmin.foundation.audit.actions import seal
from bianmin.foundation.audit.queries.verdict import verify
from bianmin.foundation.audit.vocab import Finding, Verdict

HELP = "Seal the lines of the journal, or verify that no sealed line or seal was changed, removed or inserted."


def arguments(parser: argparse.ArgumentParser) -> None:
    """`seal` or `verify`, each with `--json`."""
    actions = parser.add_subparsers(dest="action", required=True)
    told_of = {"seal": "seal every line that waits", "verify": "verify every chain; exit code 1 on a breach"}
    for name, told in told_of.items():
        action = actions.add_parser(name, help=told)
        action.add_argument("--json", action="store_true", help="print JSON")


def _as_data(finding: Finding) -> dict[str, object]:
    return {
        "agency": finding.agency,
        "breach": finding.breach.value,
        "position": finding.position,
        "line": finding.line,
        "sentence": str(finding.breach.label),
    }


def _told(verdict: Verdict) -> str:
    found = [
        f"{finding.agency or '-'} #{finding.position} line {finding.line}: {finding.breach.label}"
        for finding in verdict.findings
    ]
    state = "whole" if verdict.whole else "BROKEN"
    return "\n".join([*found, f"{state}: {verdict.sealed} sealed, {verdict.waiting} waiting"])


def run(options: argparse.Namespace) -> int:
    """Seal, or verify and say what is wrong."""
    if options.action == "seal":
        sealed = seal(at=now())
        print(json.dumps({"sealed": sealed}) if options.json else f"{sealed} lines sealed")
        return 0
    verdict = verify()
    if options.json:
        found = [_as_data(finding) for finding in verdict.findings]
        whole = {"whole": verdict.whole, "sealed": verdict.sealed, "waiting": verdict.waiting, "breaches": found}
        print(json.dumps(whole, ensure_ascii=False))
    else:
        print(_told(verdict))
    return 0 if verdict.whole else 1
