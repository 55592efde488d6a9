"""Make a bill from a fee schedule or a standard of fines, and cancel one nobody paid."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.payments.actions.numbers import next_number
from bianmin.delivery.payments.actions.steps import change, counted, journal, reason_of
from bianmin.delivery.payments.models import Bill, Line
from bianmin.delivery.payments.queries.bills import bill_row
from bianmin.delivery.payments.rules import may_take, works_on
from bianmin.delivery.payments.vocab.bills import BILLS, BillKind, BillState, Entry, Matter
from bianmin.delivery.payments.vocab.terms import DEMONSTRATION, FeeSchedule, FineStandard, Rate
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, Refused
from bianmin.kernel.rocdate import local_day


class NothingToBill(Refused):
    """No quantity was given of anything."""

    message = _("Enter how many of at least one item.")


class QuantityIsOutside(Refused):
    """More or fewer of a thing than can be asked for."""

    message = _("Enter a whole number from 0 to {most}.")


class NotForThisAge(Refused):
    """A price for people of another age."""

    message = _("{name} is not for the applicant's age. Choose another item.")


class FineIsOutside(Refused):
    """The amount lies outside what the law allows for each case."""

    message = _("The fine for each {unit} must lie between {least} and {most}. Enter an amount in between.")


class MoneyWasTaken(Refused):
    """A bill with payments is not cancelled."""

    message = _("Money was taken for this bill. Give it back first, or ask for a refund.")


def _entry(rate: Rate, schedule: FeeSchedule, quantity: int, age: int | None) -> Entry:
    if not 0 <= quantity <= rate.most:
        raise QuantityIsOutside(field=f"quantity-{rate.code}", most=rate.most)
    if not rate.fits(age):
        raise NotForThisAge(field=f"quantity-{rate.code}", name=rate.name)
    basis, source = rate.basis or "；".join(schedule.basis), rate.source or schedule.source
    return Entry(rate.code, rate.name, rate.unit, quantity, rate.amount, basis, source)


def _write(
    matter: Matter, kind: BillKind, entries: Iterable[Entry], *, due_on: date | None, by: Actor, at: datetime
) -> Bill:
    lines = list(entries)
    if not lines:
        raise NothingToBill
    day, total = local_day(at), sum(entry.quantity * entry.amount for entry in lines)
    bill = Bill.objects.create(
        agency=matter.agency,
        number=next_number(matter.agency, "B", day),
        unit_path=matter.unit_path,
        kind=kind.value,
        subject=matter.subject,
        reference=matter.reference,
        service_code=matter.service_code,
        payer_id=matter.payer,
        officer=by.key,
        billed_at=at,
        billed_on=day,
        due_on=due_on,
        total=total,
        state=BillState.OPEN if total else BillState.PAID,
        settled_on=None if total else day,
        demonstration=any(entry.source == DEMONSTRATION for entry in lines),
    )
    Line.objects.bulk_create(
        Line(
            agency=bill.agency,
            bill=bill,
            code=entry.code,
            name=entry.name,
            unit=entry.unit,
            quantity=entry.quantity,
            unit_price=entry.amount,
            amount=entry.quantity * entry.amount,
            basis=entry.basis,
            source=entry.source,
        )
        for entry in lines
    )
    counted(bill)
    journal("bill", f"{BILLS}:{bill.pk}", bill.agency, by=by, at=at)
    return bill


@act()
def bill_fees(
    *, matter: Matter, schedule: FeeSchedule, wanted: Mapping[str, int], by: Actor, at: datetime, age: int | None = None
) -> Bill:
    """Bill what was asked for by the prices of a schedule 開立繳款單; `wanted` gives how many of each by its code.

    Raises:
        NothingToBill, QuantityIsOutside, NotForThisAge: `field` names the quantity.
    """
    if not may_take(by, matter.agency):
        raise NotAllowed
    asked = ((rate, wanted.get(rate.code, 0)) for rate in schedule.rates)
    entries = [_entry(rate, schedule, quantity, age) for rate, quantity in asked if quantity]
    return _write(matter, BillKind.FEE, entries, due_on=None, by=by, at=at)


@act()
def bill_fine(
    *,
    matter: Matter,
    standard: FineStandard,
    times: int,
    amount: int,
    by: Actor,
    at: datetime,
    due_on: date | None = None,
) -> Bill:
    """Bill a fine 罰鍰: `times` violations at `amount` each, between the least and the most of the standard.

    Raises:
        QuantityIsOutside, FineIsOutside.
    """
    if not may_take(by, matter.agency):
        raise NotAllowed
    most = 10_000
    if not 1 <= times <= most:
        raise QuantityIsOutside(field="times", most=most)
    if not standard.least <= amount <= standard.most:
        raise FineIsOutside(field="amount", unit=standard.unit, least=standard.least, most=standard.most)
    basis = "；".join(standard.basis)
    entry = Entry(standard.id, standard.title, standard.unit, times, amount, basis, standard.source)
    return _write(matter, BillKind.FINE, [entry], due_on=due_on, by=by, at=at)


@act()
def cancel(*, number: str, reason: str, by: Actor, at: datetime) -> None:
    """Cancel a bill made in error 註銷; it stays under its number.

    Raises:
        MoneyWasTaken: something was paid and not given back.
    """
    bill = bill_row(by, number)
    if not works_on(by, bill):
        raise NotAllowed
    reason_of(reason)
    if bill.paid or bill.plans.filter(state__in=("asked", "running")).exists():
        raise MoneyWasTaken
    change(bill, "cancel", by=by, at=at, state=BillState.CANCELLED, settled_on=local_day(at))
