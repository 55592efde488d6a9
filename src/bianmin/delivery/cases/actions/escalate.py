"""Warn staff by tiers before and after a promised day 稽催, each person once, in office hours; note who was told."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from bianmin.delivery.cases.actions.steps import happened
from bianmin.delivery.cases.models import Case, Policy, Warned
from bianmin.delivery.cases.queries.dues import running
from bianmin.delivery.cases.queries.people import heads
from bianmin.delivery.cases.queries.policy import policy as policy_of
from bianmin.delivery.cases.queries.warned import APPLICANT
from bianmin.delivery.cases.rules import works_on
from bianmin.delivery.cases.vocab import EventKind, State
from bianmin.delivery.cases.vocab.policy import PromisePolicy, Tier
from bianmin.foundation.audit.actions import record
from bianmin.foundation.clock.queries import office_calendar
from bianmin.foundation.clock.reckon.calendar import Calendar
from bianmin.foundation.clock.reckon.limit import Limit, due
from bianmin.foundation.clock.vocab import OfficeHours, Period, Unit
from bianmin.foundation.packs.actions import hold
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor, Role
from bianmin.kernel.errors import NotAllowed, NotFound
from bianmin.kernel.rocdate import TAIPEI, local_day

SAID: Final = {
    "officer": EventKind.WARNED_OFFICER,
    "chief": EventKind.WARNED_CHIEF,
    "head": EventKind.WARNED_HEAD,
}


@act()
def write_policy(*, policy: PromisePolicy, by: Actor, at: datetime) -> None:
    """Let a promise pack hold for its agency; a later one replaces it."""
    if not (by.has(Role.SYSTEM) or policy.agency in by.agencies(Role.ADMIN, Role.RESEARCH)):
        raise NotAllowed
    hold(Policy, policy, verb="cases.write_policy", subject="cases.policy", by=by, at=at)


def days_before(due_on: date, period: Period, calendar: Calendar) -> date:
    """The day so many days, or working days, before a due date."""
    if period.unit is Unit.DAYS:
        return due_on - timedelta(days=period.amount)
    day, left = due_on, period.amount
    while left:
        day -= timedelta(days=1)
        left -= calendar.is_working(day)
    return day


def begins_at(tier: Tier, due_on: date, calendar: Calendar, hours: OfficeHours) -> datetime:
    """The moment from which a tier is warned, always one at which the office works."""
    if tier.before:
        return _opens(days_before(due_on, Period.parse(tier.before), calendar), calendar, hours)
    period = Period.parse(tier.after)
    if period.unit.hourly:
        end = datetime.combine(due_on, hours.closes, TAIPEI)
        found = due(Limit(end, period, calendar, hours=hours)).due
        return found if isinstance(found, datetime) else end
    return _opens(due(Limit(due_on, period, calendar)).due_on, calendar, hours)


def _opens(day: date, calendar: Calendar, hours: OfficeHours) -> datetime:
    """The first working moment on a day or after it."""
    while not (spans := hours.spans(calendar.on(day).state)):
        day += timedelta(days=1)
    return datetime.combine(day, spans[0][0], TAIPEI)


def at_work(at: datetime, calendar: Calendar, hours: OfficeHours) -> bool:
    """Whether the office works at a moment: nobody is warned at night, at lunch or on a day off."""
    here = at.astimezone(TAIPEI)
    return any(opens <= here.time() < closes for opens, closes in hours.spans(calendar.on(here.date()).state))


def _people(tier: Tier, case: Case, on: date) -> tuple[str, ...]:
    """Whom a tier warns: the officer, the chiefs nearest above, or the head; those who do the work of one away too."""
    if tier.to == "officer":
        return heads(case, on=on, officer=True)
    return heads(case, on=on, top=tier.to == "head")


def _due_tiers(case: Case, policy: PromisePolicy, calendar: Calendar, at: datetime) -> Iterator[Tier]:
    return (one for one in policy.tiers if begins_at(one, case.due_on, calendar, policy.office_hours) <= at)


@act()
def escalate(*, agency: str, by: Actor, at: datetime) -> int:
    """Warn whoever the policy says and was not warned of this promise yet; gives how many were.

    A worker that slept warns once of what came due meanwhile; out of office hours nobody is warned.
    """
    if not by.has(Role.SYSTEM):
        raise NotAllowed
    policy, calendar = policy_of(agency), office_calendar(agency)
    if policy is None or not policy.tiers or not at_work(at, calendar, policy.office_hours):
        return 0
    cases = running(agency)
    known = {(one.case_id, one.due_on, one.to) for one in Warned.objects.filter(agency=agency, case__in=cases)}
    count = 0
    for case in cases:
        for tier in _due_tiers(case, policy, calendar, at):
            new = [to for to in _people(tier, case, local_day(at)) if (case.pk, case.due_on, to) not in known]
            known |= {(case.pk, case.due_on, to) for to in new}
            count += len(new)
            _warn(case, tier, new, by=by, at=at)
    return count


def _warn(case: Case, tier: Tier, people: list[str], *, by: Actor, at: datetime) -> None:
    if not people:
        return
    Warned.objects.bulk_create(
        Warned(agency=case.agency, case=case, due_on=case.due_on, to=to, tier=tier.to, at=at) for to in people
    )
    record(verb="cases.warn", subject=case.subject, agency=case.agency, by=by, at=at, fields=[tier.to])
    happened(case, SAID[tier.to], by=by, at=at, public=False, due_on=case.due_on)


@act()
def find_slow(*, agency: str, by: Actor, at: datetime) -> list[Case]:
    """The cases nobody has begun so shortly before their day that the applicant is told 可能逾期, each once.

    Never on the day of receipt: what is promised for tomorrow is not late because it came in today.
    """
    if not by.has(Role.SYSTEM):
        raise NotAllowed
    policy, calendar, day = policy_of(agency), office_calendar(agency), local_day(at)
    if policy is None or policy.may_be_late is None:
        return []
    period = Period.parse(policy.may_be_late.before)
    told = set(Warned.objects.filter(agency=agency, to=APPLICANT).values_list("case_id", "due_on"))
    return [
        case
        for case in running(agency)
        if case.state == State.RECEIVED
        and case.received_on < day
        and days_before(case.due_on, period, calendar) <= day <= case.due_on
        and (case.pk, case.due_on) not in told
    ]


@act()
def note_slow_told(*, case: Case, by: Actor, at: datetime) -> None:
    """Note that the applicant was told that it may be late."""
    Warned.objects.create(
        agency=case.agency, case=case, due_on=case.due_on, to=APPLICANT, tier=APPLICANT, at=at, seen_at=at
    )
    record(verb="cases.tell_slow", subject=case.subject, agency=case.agency, by=by, at=at)
    happened(case, EventKind.MAY_BE_LATE, by=by, at=at, due_on=case.due_on)


@act()
def see_warning(*, warning: int, by: Actor, at: datetime) -> None:
    """Note that a warning was seen, by whom it was meant for or who does that work."""
    row = Warned.objects.select_related("case").filter(pk=warning, agency=by.agency).first()
    if row is None or row.to not in {by.key, *by.absent} or not works_on(by, row.case):
        raise NotFound
    Warned.objects.filter(pk=row.pk, seen_at__isnull=True).update(seen_at=at)
    record(verb="cases.see_warning", subject=row.case.subject, agency=row.agency, by=by, at=at)
