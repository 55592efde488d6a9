"""The reply slip 申請延期特延案件回復單: why it takes longer, until when, and where the case is."""

from dataclasses import dataclass
from datetime import date

from bianmin.delivery.cases.models import Event, Extension
from bianmin.delivery.cases.queries.people import contacts
from bianmin.delivery.cases.queries.visible import row
from bianmin.delivery.cases.vocab import Contact, EventKind
from bianmin.delivery.cases.vocab.promise import Answered
from bianmin.foundation.persons.queries import name_mask
from bianmin.kernel import masks
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class Slip:
    """What a reply slip says; the applicant's name is masked, since the slip lies about at a counter."""

    agency: str
    number: str
    service_name: str
    applicant: str
    received_on: date
    before_on: date | None
    due_on: date
    statutory_due_on: date
    reason: str
    forwarded_to: str
    forwarded_on: date | None
    officer: Contact


def slip(actor: Actor, number: str) -> Slip:
    """The reply slip of a case that was extended or forwarded.

    Raises:
        NotFound: neither, or not the actor's to see.
    """
    case = row(actor, number)
    granted = Extension.objects.filter(agency=case.agency, case=case, answer=Answered.GRANTED).order_by("-id").first()
    sent = Event.objects.filter(agency=case.agency, case=case, kind=EventKind.FORWARDED).order_by("-id").first()
    if granted is None and sent is None:
        raise NotFound
    return Slip(
        agency=case.agency,
        number=case.number,
        service_name=case.service_name,
        applicant=masks.name(case.applicant.name, name_mask(case.agency)),
        received_on=case.received_on,
        before_on=granted.before_on if granted else None,
        due_on=case.due_on,
        statutory_due_on=case.statutory_due_on,
        reason=granted.reason if granted else "",
        forwarded_to=str(sent.params["name"]) if sent else "",
        forwarded_on=sent.on if sent else None,
        officer=contacts(case)[0],
    )
