"""Extend: the limit grows, and the applicant is told before the old one ends."""

from datetime import datetime

from bianmin.delivery.cases.actions.review import extend as extend_limit
from bianmin.delivery.cases.queries.visible import row
from bianmin.journeys.tell import tell
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor


@act()
def extend(*, number: str, reason: str, by: Actor, at: datetime, limit: str = "") -> None:
    """Extend a case's limit 展期 and tell the applicant, who finds the reason on the status page."""
    extend_limit(number=number, reason=reason, limit=limit, by=by, at=at)
    case = row(by, number)
    tell(case, "extended", due_on=case.due_on, by=by, at=at)
