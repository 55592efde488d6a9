"""Overdue: cases whose promised day has passed are marked, and their applicants are told."""

from datetime import datetime

from django.db import transaction

from bianmin.delivery.cases.actions.marks import mark_overdue, note_overdue_told
from bianmin.delivery.cases.queries.visible import row
from bianmin.journeys.tell import tell
from bianmin.kernel.actor import Actor


@transaction.atomic
def remind_overdue(*, agency: str, by: Actor, at: datetime) -> list[str]:
    """Mark the cases of an agency that became overdue and tell each applicant once; gives their numbers."""
    numbers = mark_overdue(agency=agency, by=by, at=at)
    for number in numbers:
        case = row(by, number)
        tell(case, "overdue", due_on=case.due_on, by=by, at=at)
        note_overdue_told(number=number, by=by, at=at)
    return numbers
