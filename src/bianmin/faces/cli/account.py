"""`bianmin account create|list`: the first account of an agency, before anybody can sign in."""

import argparse
import getpass
import json
import sys
from typing import Final

from bianmin.faces.ui.now import now, today
from bianmin.foundation.accounts.actions.duties import grant_role
from bianmin.foundation.accounts.actions.opening import create_account
from bianmin.foundation.accounts.queries import accounts, key_of
from bianmin.kernel.actor import Role, system

HELP: Final = "Make an account with a role, or list the accounts of an agency."
BY: Final = system("command")
ROLES: Final = [role.value for role in Role if role is not Role.SYSTEM]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Sub-verbs and their words."""
    verbs = parser.add_subparsers(dest="action", required=True)
    one = verbs.add_parser("create", help="make an account; the password is read from standard input")
    one.add_argument("username", metavar="USERNAME")
    one.add_argument("--agency", required=True, help="the agency's code")
    one.add_argument("--name", required=True, help="the name that citizens and colleagues see")
    one.add_argument("--title", default="", help="the person's title")
    one.add_argument("--phone", default="", help="the telephone that receipts name")
    one.add_argument("--email", default="", help="where messages about work go")
    one.add_argument("--role", choices=ROLES, default=Role.ADMIN.value)
    one.add_argument("--unit", default="", help="the unit's path; the whole agency when left out")
    listing = verbs.add_parser("list", help="list the accounts of an agency")
    listing.add_argument("--agency", required=True, help="the agency's code")
    listing.add_argument("--json", action="store_true")


def _password() -> str:
    return getpass.getpass() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")


def _create(options: argparse.Namespace) -> int:
    user = create_account(
        agency=options.agency, username=options.username, display_name=options.name, title=options.title,
        phone=options.phone, email=options.email, password=_password(), by=BY, at=now(),
    )  # fmt: skip
    path = options.unit or f"/{options.agency}/"
    grant_role(user=key_of(user), role=Role(options.role), path=path, valid_from=today(), by=BY, at=now())
    print(f"{options.username}\t{options.role}\t{path}")
    return 0


def _list(options: argparse.Namespace) -> int:
    rows = [
        {"username": card.username, "name": card.name, "title": card.title}
        for card in accounts(BY, agency=options.agency, on=today())
    ]
    print(json.dumps(rows, ensure_ascii=False) if options.json else "\n".join("\t".join(row.values()) for row in rows))
    return 0


def run(options: argparse.Namespace) -> int:
    """Carry out one sub-verb."""
    return {"create": _create, "list": _list}[options.action](options)
