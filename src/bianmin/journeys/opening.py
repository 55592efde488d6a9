"""Opening: a file of a case opens for whoever works on the case, also in the unit that reads it a second time.

What came with an opinion or belongs to a check opens for whoever may read the opinion or the check.
"""

from dataclasses import replace
from datetime import datetime

from bianmin.delivery.cases.queries.visible import visible_to
from bianmin.delivery.cases.rules import works_on
from bianmin.delivery.cases.vocab import SUBJECT
from bianmin.delivery.opinions.queries.opinions import visible_to as opinions_visible_to
from bianmin.delivery.opinions.vocab import FACT as OPINION
from bianmin.foundation.documents.actions import open_file as open_own
from bianmin.foundation.documents.models import File
from bianmin.foundation.documents.vocab import Opened
from bianmin.kernel.actor import Actor
from bianmin.quality.checks.queries.checks import visible_to as checks_visible_to
from bianmin.quality.checks.vocab.cards import SUBJECT as CHECK


def _readable(file_id: int, by: Actor) -> str:
    """The subject of a file where the actor works on its case or may read its opinion or check, else nothing."""
    subject = File.objects.filter(pk=file_id).values_list("subject", flat=True).first() or ""
    kind, _mark, key = subject.rpartition(":")
    if not key.isdecimal():
        return ""
    if kind == OPINION:
        return subject if opinions_visible_to(by).filter(pk=int(key)).exists() else ""
    if kind == CHECK:
        return subject if checks_visible_to(by).filter(pk=int(key)).exists() else ""
    case = visible_to(by).filter(pk=int(key)).first() if kind == SUBJECT else None
    return subject if case and works_on(by, case) else ""


def open_file(*, file_id: int, by: Actor, at: datetime) -> Opened:
    """Open a file, journaled; one of a case that lies with the actor as the applicant's own could be.

    Raises:
        NotFound and what `documents` refuses.
    """
    subject = _readable(file_id, by) if by.staff else ""
    reader = replace(by, holds=by.holds | {subject}) if subject else by
    return open_own(file_id=file_id, by=reader, at=at)
