"""`bianmin calendar`: import the official calendar, close and reopen days."""

import argparse
from pathlib import Path
from typing import Final

from bianmin.faces.ui.now import now
from bianmin.foundation.clock.queries import preview
from bianmin.foundation.clock.reckon import official
from bianmin.foundation.clock.vocab import DayState
from bianmin.foundation.orgs.queries import agencies, agency_named, below
from bianmin.journeys.closures import Effect, close_day, import_calendar, reopen_day
from bianmin.kernel import rocdate
from bianmin.kernel.actor import system
from bianmin.kernel.errors import Refused
from bianmin.kernel.words import N_

HELP: Final = "Import the official office calendar, close and reopen days; due dates of open cases follow."
ACTOR: Final = system("command")


class NoSuchFile(Refused):
    """The file is not there."""

    message = N_("There is no file {path}. Check the path.")


def arguments(parser: argparse.ArgumentParser) -> None:
    """The actions import, close and reopen."""
    actions = parser.add_subparsers(dest="action", required=True)
    load = actions.add_parser("import", help="import the CSV 政府行政機關辦公日曆表")
    load.add_argument("file", type=Path, metavar="FILE")
    load.add_argument("--agency", default="", metavar="CODE", help="for one agency; for all without it")
    load.add_argument("--check", action="store_true", help="say what would change; nothing is changed")
    close = actions.add_parser("close", help="close the offices on a day, before it or after")
    close.add_argument("--reason", required=True, help="citizens whose date moves read it")
    close.add_argument("--source", default="", help="who announced it")
    close.add_argument("--state", choices=[str(state) for state in DayState], default="closed", help="what is worked")
    reopen = actions.add_parser("reopen", help="take a closure back")
    for parts in (close, reopen):
        parts.add_argument("day", metavar="DAY", help="a day, ROC or Gregorian")
        parts.add_argument("--agency", default="", metavar="CODE", help="one office; all without it")
        parts.add_argument("--below", action="store_true", help="the offices below it too: a county closes")


def run(options: argparse.Namespace) -> int:
    """Carry out one of the three, and say what it did."""
    if options.action == "import":
        return _import(options)
    offices, day = _offices(options), rocdate.parse(options.day)
    if options.action == "reopen":
        return _told(reopen_day(offices=offices, day=day, reason="", by=ACTOR, at=now()))
    state, words = DayState(options.state), {"reason": options.reason, "source": options.source}
    return _told(close_day(offices=offices, day=day, state=state, **words, by=ACTOR, at=now()))


def _offices(options: argparse.Namespace) -> list[str]:
    if not options.agency:
        return [row.code for row in agencies()]
    agency_named(options.agency)
    return below(options.agency) if options.below else [options.agency]


def _told(effect: Effect) -> int:
    for case in effect.moved:
        print(f"{case.number}  {case.due_on}")
    print(f"{effect.said} entered, {len(effect.moved)} cases moved.")
    return 0


def _import(options: argparse.Namespace) -> int:
    if not options.file.is_file():
        raise NoSuchFile(path=options.file)
    content = options.file.read_bytes()
    if options.check:
        for change in preview(options.agency, official.read(content)):
            print(f"{change.day}  {change.now.state} -> {change.then.state}  {change.then.name}")
        return 0
    source = f"bianmin calendar import {options.file.name}"
    years, effect = import_calendar(agency=options.agency, content=content, source=source, by=ACTOR, at=now())
    print(*map(str, years or "-"))
    return _told(effect)
