"""`bianmin id check NUMBER`: tell the kind of a number and whether it is well written."""

import argparse
import json

from bianmin.faces.cli.main import language
from bianmin.kernel import ids
from bianmin.kernel.words import translate

HELP = "Check identity numbers, business numbers, agency codes, telephone numbers and receipt numbers."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    actions = parser.add_subparsers(dest="action", required=True)
    check = actions.add_parser("check", help="Check one number.")
    check.add_argument("number", metavar="NUMBER", help="the number as written, full-width or half-width")
    check.add_argument(
        "--kind", type=ids.Kind, choices=list(ids.CHECKS), help="check as this kind instead of telling it by the shape"
    )
    check.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """Print the kind, whether the number is valid and why not. Both answers are exit code 0."""
    found = ids.CHECKS[options.kind](options.number) if options.kind else ids.check(options.number)
    why = translate(found.why, package="bianmin.kernel", language=language()) if found.why else ""
    if options.json:
        answer = {"kind": found.kind, "number": found.number, "valid": found.valid, "why": why}
        print(json.dumps(answer, ensure_ascii=False))
    else:
        print(
            f"{found.kind} {found.number}: {'valid' if found.valid else 'not valid'}",
            why,
            sep="\n",
            end="\n" * bool(why),
        )
    return 0
