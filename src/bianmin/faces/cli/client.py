"""`bianmin client issue|list|revoke`: keys for systems of other agencies."""

import argparse
import json
from typing import Final

from bianmin.faces.ui.keys import new_key
from bianmin.faces.ui.now import now, today
from bianmin.foundation.clients.actions import issue, revoke
from bianmin.foundation.clients.queries import clients
from bianmin.kernel import rocdate
from bianmin.kernel.actor import system

HELP: Final = "Give a key to a system of another agency, list the keys of an agency, take one back."
BY: Final = system("command")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Sub-verbs and their words."""
    verbs = parser.add_subparsers(dest="action", required=True)
    one = verbs.add_parser("issue", help="give a key; it is printed once and kept by nobody")
    one.add_argument("name", metavar="NAME", help="the agency and its system")
    one.add_argument("--purpose", required=True, help="the agreement or letter it rests on, and the work")
    one.add_argument("--scope", action="append", required=True, help="what the key opens")
    one.add_argument("--until", required=True, metavar="DAY", help="the last day, at most a year from now")
    listing = verbs.add_parser("list", help="list the keys of an agency")
    listing.add_argument("--json", action="store_true")
    back = verbs.add_parser("revoke", help="take a key back")
    back.add_argument("client", type=int, metavar="NUMBER", help="its number in the list")
    for verb in (one, listing, back):
        verb.add_argument("--agency", required=True, help="the agency's code")


def _issue(options: argparse.Namespace) -> int:
    key, last = new_key(), rocdate.parse(options.until)
    issue(
        agency=options.agency, name=options.name, purpose=options.purpose, scopes=options.scope, expires_on=last,
        key=key, by=BY, at=now(),
    )  # fmt: skip
    print(key)
    return 0


def _list(options: argparse.Namespace) -> int:
    rows = [
        {
            "number": card.id,
            "name": card.name,
            "purpose": card.purpose,
            "scopes": list(card.scopes),
            "until": card.expires_on.isoformat(),
            "state": card.standing.value,
        }
        for card in clients(BY, agency=options.agency, on=today())
    ]
    if options.json:
        print(json.dumps(rows, ensure_ascii=False))
        return 0
    for row in rows:
        print(*(row["number"], row["state"], row["until"], row["name"], row["purpose"]), sep="\t")
    return 0


def _revoke(options: argparse.Namespace) -> int:
    revoke(agency=options.agency, client=options.client, by=BY, at=now())
    return 0


def run(options: argparse.Namespace) -> int:
    """Carry out one sub-verb."""
    return {"issue": _issue, "list": _list, "revoke": _revoke}[options.action](options)
