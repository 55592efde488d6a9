"""Stop the clock of a case and let it run again; its due dates follow from the ledger."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from bianmin.delivery.cases.actions.steps import change, happened
from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.queries.dues import Dues, dues, dues_now, service_of
from bianmin.delivery.cases.vocab import OPEN, EventKind
from bianmin.delivery.catalog.queries import counted_from
from bianmin.delivery.catalog.vocab import SupplementClock
from bianmin.foundation.clock import actions as clock
from bianmin.foundation.clock.queries import Ledger, ledgers, office_calendar
from bianmin.kernel.actor import Actor
from bianmin.kernel.rocdate import local_day


def stop(case: Case, *, reason: str, by: Actor, at: datetime) -> Mapping[str, Any]:
    """Stop the clock from this day on, the day itself not counted; gives what the case keeps of it."""
    day = local_day(at)
    clock.pause(agency=case.agency, subject=case.subject, first=day, reason=reason, by=by, at=at)
    return {"stopped_on": day}


def run_on(case: Case, *, by: Actor, at: datetime, restart: bool = False) -> Mapping[str, Any]:
    """Let a stopped clock run again; gives the new dates and writes into the timeline why they moved.

    The day on which it goes on is the office's again; one that stopped and went on within a day stood still for it.
    With `restart` the limit begins anew: the next day is the first one counted.
    """
    if case.stopped_on is None and not restart:
        return {}
    day, before = local_day(at), case.due_on
    last = day if case.stopped_on is None else max(case.stopped_on, day - timedelta(days=1))
    if case.stopped_on is not None:
        clock.resume(agency=case.agency, subject=case.subject, last=last, by=by, at=at)
    if restart:
        clock.restart(agency=case.agency, subject=case.subject, on=day, reason="supplement", by=by, at=at)
        case.started_at = at
    values = {"stopped_on": None, "started_at": case.started_at, **dues_now(case, as_of=day).columns(until=day)}
    days = {"before_on": before, "after_on": values["due_on"]}
    if restart:
        happened(case, EventKind.DUE_MOVED_RESTART, by=by, at=at, **days)
    elif before != values["due_on"]:
        happened(case, EventKind.DUE_MOVED_PAUSE, by=by, at=at, first_on=case.stopped_on, last_on=last, **days)
    return values


def after_supplement(case: Case, *, by: Actor, at: datetime) -> Mapping[str, Any]:
    """What the service's policy makes of the clock when the papers are there."""
    policy = service_of(case).offer.supplement_clock
    return run_on(case, by=by, at=at, restart=policy is SupplementClock.RESTART)


def reckon_again(*, agency: str, by: Actor, at: datetime) -> list[Case]:
    """Reckon the open cases of an agency again, after its calendar or a closure changed; gives all that are open."""
    day, calendar = local_day(at), office_calendar(agency)
    cases = list(Case.objects.filter(agency=agency, state__in=OPEN, stopped_on__isnull=True).order_by("id"))
    books = ledgers(agency, [case.subject for case in cases], as_of=day)
    known: dict[tuple[str, str, date, Ledger], Dues] = {}
    for case in cases:
        service, book = service_of(case), books[case.subject]
        alike = service.code, service.version, counted_from(service, case.started_at), book
        found = known[alike] = known.get(alike) or dues(case, service, book, calendar)
        values = found.columns(until=day)
        if any(getattr(case, name) != value for name, value in values.items()):
            change(case, "reckon", by=by, at=at, **values)
    return cases
