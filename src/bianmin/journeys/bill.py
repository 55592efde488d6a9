"""Bill a case: what was applied for, by the prices of its service; or a fine it is about."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.queries.visible import row
from bianmin.delivery.cases.vocab import OPEN
from bianmin.delivery.catalog.queries import service_version
from bianmin.delivery.payments.actions import bills
from bianmin.delivery.payments.models import Bill
from bianmin.delivery.payments.queries.bills import bills_for
from bianmin.delivery.payments.queries.terms import fees_of, fines_of
from bianmin.delivery.payments.vocab.bills import Matter
from bianmin.delivery.payments.vocab.terms import FeeSchedule, Rate, age_on
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor, system
from bianmin.kernel.errors import NotAllowed, Refused
from bianmin.kernel.rocdate import local_day

WHOLE: Final = "fee"
"""The code of the one price of a service that has a fee and no schedule."""


class NoFee(Refused):
    """The service is free, or its fee is nowhere published."""

    message = _("No fee is published for this service. Nothing is to be billed.")


class NoStandard(Refused):
    """The agency published no standard of fines with this code."""

    message = _("Choose the standard that the fine follows.")


def _matter(case: Case) -> Matter:
    return Matter(case.agency, case.unit_path, case.subject, case.number, case.service_code, case.applicant_id)


def schedule_for(case: Case, on: date) -> FeeSchedule | None:
    """The prices a case is billed by: the schedule of its service, else the one fee of its page; None when free."""
    found = fees_of(case.agency, case.service_code, on)
    if found is not None:
        return found
    offer = service_version(case.agency, case.service_code, case.service_version).offer
    if not offer.fee.amount:
        return None
    rate = Rate(code=WHOLE, name=offer.name, unit=offer.fee.unit or "件", amount=offer.fee.amount)
    return FeeSchedule(
        kind="fees",
        id=offer.id,
        version=offer.version,
        agency=case.agency,
        source=offer.fee.source or offer.source,
        valid_from=offer.valid_from,
        title=offer.name,
        basis=offer.legal_basis,
        service=offer.id,
        rates=(rate,),
    )


def prices(by: Actor, number: str, on: date) -> tuple[FeeSchedule | None, dict[str, int], int | None]:
    """The prices of a case, how many of each its application asks for, and the applicant's age in full years."""
    case = row(by, number)
    schedule, age = schedule_for(case, on), age_on(case.applicant.birth_on, on)
    wanted: dict[str, int] = {}
    for rate in schedule.rates if schedule else ():
        told = case.answers.get(rate.quantity_from, "") if rate.quantity_from else ""
        if str(told).isdecimal() and rate.fits(age):
            wanted[rate.code] = min(int(told), rate.most)
    if schedule and len(schedule.rates) == 1 and not wanted:
        wanted[schedule.rates[0].code] = 1
    return schedule, wanted, age


@act()
def bill_case(*, number: str, wanted: Mapping[str, int], by: Actor, at: datetime) -> Bill:
    """Bill the fees of a case 開立規費繳款單; `wanted` gives how many of each price by its code.

    Raises:
        NoFee; what `payments.bills` refuses.
    """
    case, day = row(by, number), local_day(at)
    schedule = schedule_for(case, day)
    if schedule is None:
        raise NoFee
    age = age_on(case.applicant.birth_on, day)
    return bills.bill_fees(matter=_matter(case), schedule=schedule, wanted=wanted, age=age, by=by, at=at)


def own_fee(by: Actor, number: str, on: date) -> int:
    """What an applicant would pay for an application as its answers and prices say; 0 where nothing can be said yet.

    It cannot where it was billed already, is decided, or an officer must say how many of what.
    """
    case = row(by, number)
    if case.state not in OPEN or bills_for(by, agency=case.agency, subject=case.subject):
        return 0
    schedule, wanted, _age = prices(by, number, on)
    return sum(rate.amount * wanted.get(rate.code, 0) for rate in schedule.rates) if schedule else 0


@act()
def bill_own(*, number: str, by: Actor, at: datetime) -> Bill:
    """Bill the fee of one's own application, to pay it at once instead of when the result is fetched.

    Raises:
        NoFee: nothing can be billed yet.
        NotAllowed: not one's own.
    """
    case, day = row(by, number), local_day(at)
    if case.subject not in by.holds:
        raise NotAllowed
    schedule, wanted, age = prices(by, number, day)
    if schedule is None or not own_fee(by, number, day):
        raise NoFee
    hand = system("payments")
    return bills.bill_fees(matter=_matter(case), schedule=schedule, wanted=wanted, age=age, by=hand, at=at)


@act()
def fine_case(
    *, number: str, standard: str, times: int, amount: int, by: Actor, at: datetime, due_on: date | None = None
) -> Bill:
    """Bill the fine a case is about 罰鍰: so many violations at so much each, within its standard.

    Raises:
        NoStandard; what `payments.bills` refuses.
    """
    case = row(by, number)
    found = next((one for one in fines_of(case.agency, local_day(at)) if one.id == standard), None)
    if found is None:
        raise NoStandard(field="standard")
    matter = _matter(case)
    return bills.bill_fine(matter=matter, standard=found, times=times, amount=amount, due_on=due_on, by=by, at=at)
