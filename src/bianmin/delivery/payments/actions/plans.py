"""Instalments: asked for, decided by the officer in charge, missed, lapsed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from bianmin.delivery.payments.actions.numbers import next_number
from bianmin.delivery.payments.actions.receipts import NothingIsOwed
from bianmin.delivery.payments.actions.steps import counted, journal, reason_of
from bianmin.delivery.payments.models import Bill, Instalment, Plan
from bianmin.delivery.payments.queries.bills import bill_row
from bianmin.delivery.payments.queries.plans import plan_row
from bianmin.delivery.payments.queries.terms import instalments_of, instalments_version
from bianmin.delivery.payments.rules import holds, may_take, works_on
from bianmin.delivery.payments.vocab.bills import LONGEST, BillState
from bianmin.delivery.payments.vocab.plans import PLANS, Asked, PlanState, Wish, divide
from bianmin.delivery.payments.vocab.terms import InstalmentTerms
from bianmin.foundation.clock.queries import office_calendar
from bianmin.foundation.clock.reckon.limit import Limit, due
from bianmin.foundation.clock.vocab import Period
from bianmin.kernel.act import act, attempt
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, Refused
from bianmin.kernel.rocdate import local_day

FEWEST: Final = 2
"""Fewer parts are no plan."""


class NoInstalments(Refused):
    """The agency allows none, or none for such a sum."""

    message = _("This sum cannot be paid in parts by the agency's terms. Ask the officer in charge.")


class TooManyParts(Refused):
    """More parts than the terms allow."""

    message = _("By the terms this sum can be paid in 2 to {most} parts. Enter a number in between.")


class FirstIsOutside(Refused):
    """The first part is too small, or leaves nothing for the others."""

    message = _("The first part must be at least {least} dollars and less than the whole. Enter another sum.")


class PartsAreTooSmall(Refused):
    """Some part would be smaller than the terms allow."""

    message = _("Each part must be at least {least} dollars. Choose fewer parts.")


class GroundIsUnknown(Refused):
    """No circumstance was named that the terms know."""

    message = _("Choose the circumstance for which instalments are asked.")


class ChannelIsUnknown(Refused):
    """It was not said how it was asked for."""

    message = _("Choose how it was asked for.")


class PlanIsThere(Refused):
    """The bill has a plan, or one waits for a decision."""

    message = _("This bill is paid in parts already, or a wish to do so waits for a decision.")


class AlreadyDecided(Refused):
    """Somebody decided before."""

    message = _("This has been decided already. Open it again and see how.")


@dataclass(frozen=True, slots=True)
class Missed:
    """A part that was missed: its plan, which part, and whether the plan lapsed with it."""

    plan: Plan
    part: Instalment
    lapsed: bool


def check(terms: InstalmentTerms, owed: int, wish: Wish) -> list[int]:
    """Refuse a wish that the terms do not allow; gives the sums of the parts.

    Raises:
        NoInstalments, TooManyParts, FirstIsOutside, PartsAreTooSmall, GroundIsUnknown.
    """
    most = terms.most(owed)
    if most < FEWEST:
        raise NoInstalments
    if not FEWEST <= wish.count <= most:
        raise TooManyParts(field="count", most=most)
    if wish.ground not in {ground.code for ground in terms.grounds}:
        raise GroundIsUnknown(field="ground")
    least = max(-(-owed * terms.first_percent // 100), terms.least, 1)
    if wish.first and not least <= wish.first < owed:
        raise FirstIsOutside(field="first", least=f"{least:,}")
    sums = divide(owed, wish.count, first=wish.first, remainder=terms.remainder)
    if min(sums) < max(terms.least, 1):
        raise PartsAreTooSmall(field="count", least=f"{max(terms.least, 1):,}")
    if sums[0] < least:
        raise FirstIsOutside(field="first", least=f"{least:,}")
    return sums


def _terms_for(bill: Bill, day: date) -> InstalmentTerms:
    terms = instalments_of(bill.agency, day)
    if terms is None:
        raise NoInstalments
    return terms


@act()
def ask_plan(*, number: str, wish: Wish, by: Actor, at: datetime) -> Plan:
    """Keep a wish to pay a bill in parts 申請分期, by whoever took the call or by the citizen.

    Raises:
        NothingIsOwed, PlanIsThere, ChannelIsUnknown, and what `check` says.
    """
    bill, day = bill_row(by, number), local_day(at)
    if not (may_take(by, bill.agency) or holds(by, bill)):
        raise NotAllowed
    if bill.state != BillState.OPEN:
        raise NothingIsOwed
    if wish.channel not in Asked.values:
        raise ChannelIsUnknown(field="channel")
    terms = _terms_for(bill, day)
    check(terms, bill.outstanding, wish)
    try:
        with attempt():
            plan = Plan.objects.create(
                agency=bill.agency,
                number=next_number(bill.agency, "P", day),
                bill=bill,
                unit_path=bill.unit_path,
                terms=terms.id,
                terms_version=terms.version,
                channel=wish.channel,
                ground=wish.ground,
                reason=wish.reason.strip()[:LONGEST],
                count=wish.count,
                first=wish.first,
                sum=bill.outstanding,
                asked_by=by.key,
                asked_at=at,
                asked_on=day,
            )
    except IntegrityError:
        raise PlanIsThere from None
    journal("ask_plan", f"{PLANS}:{plan.pk}", plan.agency, by=by, at=at)
    return plan


def days_of(terms: InstalmentTerms, agency: str, start: date, count: int) -> list[tuple[date, date]]:
    """The due day of each part and the last day of its grace, by the office's calendar.

    The first is reckoned from the decision, the others from the first as counted, before any day off moved it, so
    that they stay on the same day of the month.
    """
    calendar = office_calendar(agency)

    def end(begin: date, period: Period) -> date:
        return due(Limit(begin, period, calendar, terms.rule)).due_on

    first = end(start, Period.parse(terms.first_after))
    days = [first, *(end(first, terms.after(place)) for place in range(1, count))]
    return [(day, end(day, Period.parse(terms.grace)) if terms.grace else day) for day in days]


@act()
def decide_plan(*, number: str, grant: bool, reasons: str, by: Actor, at: datetime) -> Plan:
    """The officer in charge allows or refuses a plan 核准分期, with reasons; the parts follow from the terms.

    Raises:
        ReasonIsMissing, AlreadyDecided; NothingIsOwed: the sum is no longer what was asked for.
    """
    plan, day = plan_row(by, number), local_day(at)
    if not works_on(by, plan.bill):
        raise NotAllowed
    words = reason_of(reasons, field="reasons")
    state = PlanState.RUNNING if grant else PlanState.REFUSED
    rows = Plan.objects.filter(pk=plan.pk, state=PlanState.ASKED)
    if not rows.update(state=state, decided_by=by.key, decided_on=day, decision=words):
        raise AlreadyDecided
    journal("decide_plan", f"{PLANS}:{plan.pk}", plan.agency, by=by, at=at, fields=("state", "decision"))
    plan.refresh_from_db()
    if grant:
        _write_parts(plan, day)
    return plan


def _write_parts(plan: Plan, day: date) -> None:
    bill = plan.bill
    if bill.state != BillState.OPEN or bill.outstanding != plan.sum:
        raise NothingIsOwed
    terms = instalments_version(plan.agency, plan.terms, plan.terms_version)
    sums = check(terms, plan.sum, Wish(plan.count, plan.first, plan.ground))
    for place, (amount, (due_on, until)) in enumerate(
        zip(sums, days_of(terms, plan.agency, day, plan.count), strict=True), 1
    ):
        part = Instalment.objects.create(
            agency=plan.agency,
            plan=plan,
            unit_path=plan.unit_path,
            service_code=bill.service_code,
            place=place,
            amount=amount,
            due_on=due_on,
            grace_until=until,
        )
        counted(part)


@act()
def find_missed(*, agency: str, by: Actor, at: datetime) -> list[Missed]:
    """Mark the parts whose day and grace have passed unpaid 逾期未繳; a plan lapses by its terms 分期失效."""
    day = local_day(at)
    rows = Instalment.objects.filter(
        agency=agency,
        grace_until__lt=day,
        paid_on__isnull=True,
        missed_on__isnull=True,
        plan__state=PlanState.RUNNING,
    )
    found: list[Missed] = []
    lapsed: set[int] = set()
    for part in rows.select_related("plan__bill__payer").order_by("due_on", "pk"):
        if part.plan_id not in lapsed:
            found.append(_miss(part, day, by=by, at=at))
            lapsed |= {part.plan_id} if found[-1].lapsed else set()
    return found


def _miss(part: Instalment, day: date, *, by: Actor, at: datetime) -> Missed:
    plan = part.plan
    part.missed_on, part.on_time = day, False
    part.save(update_fields=["missed_on", "on_time"])
    counted(part)
    terms = instalments_version(plan.agency, plan.terms, plan.terms_version)
    missed = Instalment.objects.filter(agency=plan.agency, plan=plan, missed_on__isnull=False).count()
    lapses = missed >= terms.lapse_after
    running = Plan.objects.filter(pk=plan.pk, state=PlanState.RUNNING)
    lapsed = bool(lapses and running.update(state=PlanState.LAPSED, lapsed_on=day))
    journal("miss", f"{PLANS}:{plan.pk}", plan.agency, by=by, at=at, fields=("state",) if lapsed else ())
    return Missed(plan, part, lapsed)
