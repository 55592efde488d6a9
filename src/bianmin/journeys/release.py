"""Hand over a result: only when its fee is paid, where the service's schedule says so."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.cases.actions.decide import release as hand_over
from bianmin.delivery.cases.queries.visible import row
from bianmin.delivery.payments.queries.bills import outstanding_of
from bianmin.journeys.bill import schedule_for
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import Refused
from bianmin.kernel.money import dollars
from bianmin.kernel.rocdate import local_day


class FeeIsUnpaid(Refused):
    """The schedule of the service lets nothing go out before it is paid."""

    message = _("{amount} are still to be paid for this case. Take the fee, or have it waived; then hand it over.")


@act()
def release(*, number: str, by: Actor, at: datetime, to: int = 0) -> None:
    """Hand over the result of a case 發件, to an agent by the authorisation `to`.

    Raises:
        FeeIsUnpaid: a bill is open, and the service's schedule says `release: paid`.
    """
    case = row(by, number)
    left = outstanding_of(case.agency, case.subject)
    schedule = schedule_for(case, local_day(at)) if left else None
    if schedule is not None and schedule.release == "paid":
        raise FeeIsUnpaid(amount=dollars(left))
    hand_over(number=number, to=to, by=by, at=at)
