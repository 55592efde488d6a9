"""Withdraw: the applicant takes an application back, or an officer does so at the applicant's wish."""

from datetime import datetime

from bianmin.delivery.cases.actions.decide import withdraw as take_back
from bianmin.delivery.cases.actions.shared import tell_other
from bianmin.delivery.cases.queries.visible import row
from bianmin.delivery.cases.vocab import EventKind
from bianmin.journeys.tell import tell
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor


@act()
def withdraw(*, number: str, by: Actor, at: datetime) -> None:
    """Withdraw an application that is not decided 撤回, and confirm it to the applicant; another agency is told too."""
    take_back(number=number, by=by, at=at)
    case = row(by, number)
    tell(case, "withdrawn", by=by, at=at)
    tell_other(case, at=at, kind=EventKind.SHARED_BACK)
