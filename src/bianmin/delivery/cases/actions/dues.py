"""Stop the clock of a case and let it run again; its due dates follow from the ledger."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import Q

from bianmin.delivery.cases.actions.steps import change, happened
from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.queries.dues import Dues, afresh, dues_now, running, service_of
from bianmin.delivery.cases.vocab import EventKind, State
from bianmin.delivery.catalog.vocab import SupplementClock
from bianmin.foundation.clock import actions as clock
from bianmin.foundation.clock.queries import office_calendar
from bianmin.kernel.actor import Actor
from bianmin.kernel.rocdate import local_day


@dataclass(frozen=True, slots=True)
class Why:
    """Why dates are reckoned again: the line of the timeline, and what fills it."""

    kind: EventKind
    words: Mapping[str, date | str] = field(default_factory=dict)


CALENDAR: Final = Why(EventKind.DUE_MOVED_CALENDAR)


def stop(case: Case, *, reason: str, by: Actor, at: datetime) -> Mapping[str, Any]:
    """Stop the clock from this day on, the day itself not counted; gives what the case keeps of it."""
    day = local_day(at)
    clock.pause(agency=case.agency, subject=case.clock, first=day, reason=reason, by=by, at=at)
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
        clock.resume(agency=case.agency, subject=case.clock, last=last, by=by, at=at)
    if restart:
        clock.restart(agency=case.agency, subject=case.clock, on=day, reason="supplement", by=by, at=at)
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


@dataclass(frozen=True, slots=True)
class Again:
    """What reckoning again found: the open cases whose clock runs, and those of them whose date moved."""

    open: tuple[Case, ...]
    moved: tuple[Case, ...]


def reckon_again(*, agency: str, by: Actor, at: datetime, why: Why = CALENDAR) -> Again:
    """Reckon the open cases of an agency again, after its calendar or a closure changed.

    A date that moves writes into the timeline why. A case whose clock stands still is reckoned when it runs again.
    """
    day, cases, moved = local_day(at), running(agency), list[Case]()
    for case, found in afresh(cases, office_calendar(agency), as_of=day):
        values, before = found.columns(until=day), case.due_on
        if all(getattr(case, name) == value for name, value in values.items()):
            continue
        change(case, "reckon", by=by, at=at, **values)
        if before != case.due_on:
            moved.append(case)
            words = {**why.words, "before_on": before, "after_on": case.due_on}
            happened(case, why.kind, by=by, at=at, public=True, **words)
    return Again(tuple(cases), tuple(moved))


def reckon_decided(*, agency: str, on: date, by: Actor, at: datetime) -> list[Case]:
    """Judge again the decided cases that a day lies within, as if the calendar had been so from the beginning."""
    reached = Q(decided_on__gte=on) | Q(statutory_due_on__gte=on) | Q(norm_due_on__gte=on)
    within = {"decided_on__isnull": False, "received_on__lte": on, "stopped_on__isnull": True}
    cases = list(Case.objects.filter(reached, agency=agency, **within).exclude(state=State.WITHDRAWN).order_by("id"))
    changed = []
    for case, found in afresh(cases, office_calendar(agency), as_of=local_day(at)):
        values = kept_promise(found, day=case.decided_on or on)
        if any(getattr(case, name) != value for name, value in values.items()):
            changed.append(change(case, "reckon", by=by, at=at, **values))
    return changed


def kept_promise(found: Dues, *, day: date) -> Mapping[str, Any]:
    """Whether a case decided on a day kept its promises: the earlier for `on_time`, the statutory `within_limit`."""
    columns = found.columns(until=day)
    return {**columns, "on_time": not columns["overdue"], "within_limit": day <= columns["statutory_due_on"]}
