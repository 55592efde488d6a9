"""Overdue, and before: applicants are told before they ask, staff are warned by tiers."""

from datetime import datetime

from bianmin.delivery.cases.actions.escalate import escalate, find_slow, note_slow_told
from bianmin.delivery.cases.actions.marks import find_overdue, note_overdue_told
from bianmin.journeys.tell import tell
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor


@act()
def remind_overdue(*, agency: str, by: Actor, at: datetime) -> list[str]:
    """Mark the cases of an agency that became overdue and tell each applicant once; gives their numbers."""
    cases = find_overdue(agency=agency, by=by, at=at)
    for case in cases:
        tell(case, "overdue", due_on=case.due_on, by=by, at=at)
        note_overdue_told(number=case.number, by=by, at=at)
    return [case.number for case in cases]


@act()
def tell_slow(*, agency: str, by: Actor, at: datetime) -> list[str]:
    """Tell applicants, as the office's policy says, that their matter may be late; gives the numbers."""
    cases = find_slow(agency=agency, by=by, at=at)
    for case in cases:
        tell(case, "may-be-late", due_on=case.due_on, by=by, at=at)
        note_slow_told(case=case, by=by, at=at)
    return [case.number for case in cases]


@act()
def keep_promises(*, agency: str, by: Actor, at: datetime) -> int:
    """What the worker does for an agency each time: reckon again, tell, warn; gives how many cases were told of."""
    told = remind_overdue(agency=agency, by=by, at=at)
    slow = tell_slow(agency=agency, by=by, at=at)
    escalate(agency=agency, by=by, at=at)
    return len(told) + len(slow)
