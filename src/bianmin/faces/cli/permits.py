"""`bianmin permits`: list what ends or waits, look at the ladder of reminders, and run it."""

import argparse
import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final

from bianmin.delivery.permits.queries.cards import PermitRow
from bianmin.delivery.permits.queries.climbing import Foreseen, foreseen
from bianmin.delivery.permits.queries.permits import Filters, permits, tallies
from bianmin.faces.ui.now import now, today
from bianmin.foundation.orgs.queries import agency_named
from bianmin.journeys.ladder import run_ladder
from bianmin.journeys.permit import remind_unfetched
from bianmin.kernel import rocdate
from bianmin.kernel.actor import Actor, Grant, Role, system
from bianmin.kernel.errors import Refused
from bianmin.kernel.words import N_

HELP: Final = "List permits that end, wait or are overdue; look at the ladder of reminders, and run it."
ACTOR: Final = system("command")
MOST: Final = 100_000


class OnlyToday(Refused):
    """A run for another day would write down what did not happen then."""

    message = N_("The reminders are run for today only. Leave out --run to see what another day brings.")


def arguments(parser: argparse.ArgumentParser) -> None:
    """The actions list and ladder."""
    actions = parser.add_subparsers(dest="action", required=True)
    listing = actions.add_parser("list", help="permits in force that end soon, wait to be fetched, or ended overdue")
    listing.add_argument("--days", type=int, default=30, metavar="N", help="those that end within so many days")
    listing.add_argument("--kind", default="", metavar="CODE", help="of one kind only")
    which = listing.add_mutually_exclusive_group()
    which.add_argument("--overdue", action="store_true", help="those that ended without a renewal")
    which.add_argument("--unfetched", action="store_true", help="those whose holder has not fetched them")
    listing.add_argument("--most", type=int, default=100, metavar="N", help="at most so many lines")
    ladder = actions.add_parser("ladder", help="what the reminders do on a day, step by step")
    ladder.add_argument("--on", default="", metavar="DAY", help="the day looked at; today without it")
    ladder.add_argument("--run", action="store_true", dest="do", help="do it, as the worker does each night")
    for one in (listing, ladder):
        one.add_argument("--agency", required=True, metavar="CODE", help="the agency's code")
        one.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """Carry out one of the two."""
    agency_named(options.agency)
    return _list(options) if options.action == "list" else _ladder(options)


def _reader(agency: str) -> Actor:
    """The command reads as the agency's chief does: its own permits, names masked."""
    return Actor(key=ACTOR.key, grants=(Grant(Role.CHIEF, agency, f"/{agency}/"),), agency=agency)


def _asked(options: argparse.Namespace, on: date) -> Filters:
    if options.overdue or options.unfetched:
        return Filters(kind=options.kind, overdue=options.overdue, unfetched=options.unfetched)
    return Filters(kind=options.kind, valid_on=on, ends_until=on + timedelta(days=max(options.days, 0)))


def _list(options: argparse.Namespace) -> int:
    on, actor = today(), _reader(options.agency)
    page = permits(actor, _asked(options, on), on=on, most=max(options.most, 1))
    if options.json:
        lines = [_line(one) for one in page.rows]
        return _print({"agency": options.agency, "on": str(on), "total": page.total, "permits": lines})
    for one in page.rows:
        print(f"{one.number:<18}{one.valid_until or '-'!s:<12}{one.kind_name}  {one.holder}")
    print(f"{len(page.rows)}/{page.total}  {_counts(tallies(actor, on=on))}")
    return 0


def _line(one: PermitRow) -> dict[str, Any]:
    days = {"issued_on": one.issued_on, "valid_until": one.valid_until, "handed_on": one.handed_on}
    said = {name: day and str(day) for name, day in {**days, "renewal_on": one.renewal_on}.items()}
    return {"number": one.number, "kind": one.kind, "holder": one.holder, "standing": one.standing, **said}


def _ladder(options: argparse.Namespace) -> int:
    on = rocdate.parse(options.on) if options.on else today()
    if options.do and on != today():
        raise OnlyToday
    steps = foreseen(options.agency, on, most=MOST)
    ran = _climb(options.agency, now()) if options.do else {}
    if options.json:
        return _print({"agency": options.agency, "on": str(on), "steps": [_step(one) for one in steps], **ran})
    for one in steps:
        rung, left = one.rung, _counts(one.left_out)
        print(f"{one.ladder.id:<12}{rung.days:>4} d  {rung.channel:<8}{one.due:>7}  {rung.name}  {left}")
    if ran:
        print(_counts(ran))
    return 0


def _counts(counts: Mapping[str, int]) -> str:
    return "  ".join(f"{name}={count}" for name, count in counts.items())


def _climb(agency: str, at: datetime) -> dict[str, int]:
    """Run the ladder, and remind of what nobody fetched; how many of each."""
    made = run_ladder(agency=agency, by=ACTOR, at=at)
    return {"made": made, "reminded": remind_unfetched(agency=agency, by=ACTOR, at=at)}


def _step(one: Foreseen) -> dict[str, Any]:
    rung = one.rung
    said = {"ladder": one.ladder.id, "step": rung.code, "days": rung.days, "channel": rung.channel.value}
    return {**said, "due": one.due, "left_out": one.left_out}


def _print(data: dict[str, Any]) -> int:
    print(json.dumps(data, ensure_ascii=False))
    return 0
