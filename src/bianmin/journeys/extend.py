"""Extend: the limit grows, and the applicant is told before the old one ends."""

from datetime import datetime

from bianmin.delivery.cases.actions.extend import answer_extension as answer_asked
from bianmin.delivery.cases.actions.extend import extend as extend_limit
from bianmin.delivery.cases.queries.visible import row
from bianmin.journeys.tell import tell
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor


def _tell(number: str, *, by: Actor, at: datetime) -> None:
    case = row(by, number)
    tell(case, "extended", due_on=case.due_on, by=by, at=at)


@act()
def extend(*, number: str, reason: str, by: Actor, at: datetime, limit: str = "") -> bool:
    """Extend a case's limit 展期 and tell the applicant, who finds the reason on the status page.

    Where the service's policy leaves it to the chief, the chief is asked, and nobody is told yet. Gives whether it is
    extended.
    """
    done = extend_limit(number=number, reason=reason, limit=limit, by=by, at=at)
    if done:
        _tell(number, by=by, at=at)
    return done


@act()
def answer_extension(*, number: str, answer: str, by: Actor, at: datetime, reason: str = "") -> bool:
    """Answer an extension asked for; the applicant is told of one that is granted. Gives whether it is."""
    done = answer_asked(number=number, answer=answer, reason=reason, by=by, at=at)
    if done:
        _tell(number, by=by, at=at)
    return done
