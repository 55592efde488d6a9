"""Opening: a file of a case opens for whoever works on the case, also in the unit that reads it a second time."""

from dataclasses import replace
from datetime import datetime

from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.queries.visible import visible_to
from bianmin.delivery.cases.rules import works_on
from bianmin.delivery.cases.vocab import SUBJECT
from bianmin.foundation.documents.actions import open_file as open_own
from bianmin.foundation.documents.models import File
from bianmin.foundation.documents.vocab import Opened
from bianmin.kernel.actor import Actor


def _case(file_id: int, by: Actor) -> Case | None:
    """The case that a file belongs to, where the actor sees it."""
    subject = File.objects.filter(pk=file_id).values_list("subject", flat=True).first() or ""
    kind, _mark, key = subject.rpartition(":")
    return visible_to(by).filter(pk=int(key)).first() if kind == SUBJECT and key.isdecimal() else None


def open_file(*, file_id: int, by: Actor, at: datetime) -> Opened:
    """Open a file, journaled; one of a case that lies with the actor as the applicant's own could be.

    Raises:
        NotFound and what `documents` refuses.
    """
    case = _case(file_id, by) if by.staff else None
    reader = replace(by, holds=by.holds | {case.subject}) if case and works_on(by, case) else by
    return open_own(file_id=file_id, by=reader, at=at)
