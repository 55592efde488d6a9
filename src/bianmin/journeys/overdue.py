"""Overdue: cases whose promised day has passed are marked, and their applicants are told."""

from datetime import datetime

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
