"""Read the answers of a case unmasked, which is journaled."""

from datetime import datetime

from bianmin.delivery.cases.queries.answers import answers_in_words
from bianmin.delivery.cases.queries.visible import row
from bianmin.delivery.cases.rules import works_on
from bianmin.foundation.audit.actions import record
from bianmin.foundation.forms.rules.printing import Printed
from bianmin.foundation.persons.rules import PurposeMissing
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed


@act()
def read_answers(*, number: str, purpose: str, by: Actor, at: datetime, english: bool = False) -> tuple[Printed, ...]:
    """What was answered, unmasked; a journal line says who read it and what for.

    `purpose` is a case number or a code of a purpose, never free text about the person.

    Raises:
        PurposeMissing: nothing was said; NotFound, NotAllowed.
    """
    if not purpose.strip():
        raise PurposeMissing(field="purpose")
    case = row(by, number)
    if not works_on(by, case):
        raise NotAllowed
    record(
        verb="cases.read_answers",
        subject=case.subject,
        agency=case.agency,
        by=by,
        at=at,
        fields=["answers"],
        purpose=purpose,
    )
    return answers_in_words(case, english=english, full=True)
