"""`bianmin journal seal|verify`: seal the journal, and find whatever was changed in it since."""

import argparse
import json

from django.utils.translation import override

from bianmin.faces.cli.main import language
from bianmin.faces.cli.words import said
from bianmin.faces.ui.now import now
from bianmin.foundation.audit.actions import seal
from bianmin.foundation.audit.queries.verdict import verify
from bianmin.foundation.audit.vocab import Finding, Verdict
from bianmin.kernel.words import N_

HELP = "Seal the lines of the journal, or verify that no sealed line or seal was changed, removed or inserted."
SEALED = N_("{sealed} lines sealed.")
WHOLE = N_("The journal is whole: {sealed} lines sealed, {waiting} waiting.")
BROKEN = N_("The journal is broken: {sealed} lines sealed, {waiting} waiting.")


def arguments(parser: argparse.ArgumentParser) -> None:
    """`seal` or `verify`, each with `--json`."""
    actions = parser.add_subparsers(dest="action", required=True)
    told_of = {"seal": "seal every line that waits", "verify": "verify every chain; exit code 1 on a breach"}
    for name, told in told_of.items():
        action = actions.add_parser(name, help=told)
        action.add_argument("--json", action="store_true", help="print JSON")


def _sentence(finding: Finding) -> str:
    with override(language().replace("_", "-").lower()):
        return str(finding.breach.label)


def _as_data(finding: Finding) -> dict[str, object]:
    return {
        "agency": finding.agency,
        "breach": finding.breach.value,
        "position": finding.position,
        "line": finding.line,
        "sentence": _sentence(finding),
    }


def _told(verdict: Verdict) -> str:
    found = [
        f"{finding.agency or '-'} #{finding.position} ({finding.line}): {_sentence(finding)}"
        for finding in verdict.findings
    ]
    state = WHOLE if verdict.whole else BROKEN
    return "\n".join([*found, said(state, sealed=verdict.sealed, waiting=verdict.waiting)])


def run(options: argparse.Namespace) -> int:
    """Seal, or verify and say what is wrong."""
    if options.action == "seal":
        sealed = seal(at=now())
        print(json.dumps({"sealed": sealed}) if options.json else said(SEALED, sealed=sealed))
        return 0
    verdict = verify()
    if options.json:
        found = [_as_data(finding) for finding in verdict.findings]
        whole = {"whole": verdict.whole, "sealed": verdict.sealed, "waiting": verdict.waiting, "breaches": found}
        print(json.dumps(whole, ensure_ascii=False))
    else:
        print(_told(verdict))
    return 0 if verdict.whole else 1
