"""Find the cases of a person at the window or on the telephone: the search is journaled with its purpose."""

from datetime import datetime

from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.queries.desk import lines
from bianmin.delivery.cases.queries.visible import among
from bianmin.delivery.cases.vocab import DeskRow
from bianmin.foundation.persons.actions import find_persons
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor

MOST = 50


@act()
def find_cases(*, agency: str, text: str, purpose: str, by: Actor, at: datetime) -> list[DeskRow]:
    """Cases of people found by part of a name, an identity number or a telephone, the newest first, names masked.

    Raises:
        PurposeMissing, NotAllowed: as `persons.find_persons`, which also writes the journal line.
    """
    people = [person.id for person in find_persons(agency=agency, text=text, purpose=purpose, by=by, at=at)]
    theirs = among(by, Case.objects.filter(applicant__in=people), Case.objects.filter(proxy__in=people))
    return lines(by, theirs.order_by("-received_on", "-id")[:MOST])
