"""Write down what came of a contact; every try is kept."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.permits.actions.exclude import IsExcluded, leave_out
from bianmin.delivery.permits.models import Contact, Tried
from bianmin.delivery.permits.queries.contacts import contact as contact_row
from bianmin.delivery.permits.queries.published import ladder
from bianmin.delivery.permits.rules.access import may_contact
from bianmin.delivery.permits.vocab.states import CONTACT, RESULTS, SPOKEN_TO, Channel, ContactState, Result, Why
from bianmin.foundation.audit.actions import record
from bianmin.foundation.facts.actions import touch
from bianmin.foundation.facts.vocab import FACTS
from bianmin.foundation.persons.actions import read_person
from bianmin.kernel.act import act, attempt
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, Refused
from bianmin.kernel.rocdate import local_day


class ResultIsUnknown(Refused):
    """None of the results this contact can have."""

    message = _("Choose what came of it.")


class ContactIsDone(Refused):
    """A colleague wrote the result down, or it was left out."""

    message = _("This contact is done already. Nothing was changed.")


def _tries(row: Contact) -> int:
    policy = ladder(row.agency, row.ladder, row.made_on)
    steps = policy.steps if policy else ()
    return next((step.tries for step in steps if step.code == row.step), 1)


@act()
def note_result(*, contact: int, result: str, by: Actor, at: datetime) -> Contact:
    """Write down what came of a contact 聯繫結果; one not reached stays open until its tries are used up.

    Somebody who departed is left out of all further reminders, which names the contact as its source.

    Raises:
        NotFound, NotAllowed, ResultIsUnknown; ContactIsDone: nothing changed.
    """
    row = contact_row(by, contact)
    if not may_contact(by, row):
        raise NotAllowed
    if result not in RESULTS[Channel(row.channel)]:
        raise ResultIsUnknown(field=str(contact))
    counted, before = FACTS.facts[CONTACT], FACTS.facts[CONTACT].keys(row)
    open_still = result == Result.NOT_REACHED and row.tries + 1 < _tries(row)
    values = {"result": result, "tries": row.tries + 1, "spoken": result in SPOKEN_TO}
    if not open_still:
        values |= {"state": ContactState.DONE.value, "done_on": local_day(at), "done_by": by.key}
    still = Contact.objects.filter(pk=row.pk, state=ContactState.OPEN, tries=row.tries)
    if not still.update(**values):
        raise ContactIsDone(field=str(contact))
    for name, value in values.items():
        setattr(row, name, value)
    Tried.objects.create(agency=row.agency, contact=row, result=result, at=at, by=by.key)
    touch(fact=CONTACT, keys=before | counted.keys(row))
    record(verb="permits.note_result", subject=f"permits.contact:{row.pk}", agency=row.agency, by=by, at=at)
    if result == Result.DEPARTED:
        _departed(row, by, at)
    return row


def _departed(row: Contact, by: Actor, at: datetime) -> None:
    try:
        with attempt():
            leave_out(row.permit, Why.DEPARTED, str(Channel(row.channel).label), by=by, at=at)
    except IsExcluded:
        return


@act()
def reach_holder(*, contact: int, by: Actor, at: datetime) -> dict[str, str]:
    """Name, telephone, address and language of whom a contact is to reach; the reading is journaled with its number."""
    row = contact_row(by, contact)
    if not may_contact(by, row):
        raise NotAllowed
    fields = ("name", "phone", "address", "language")
    return read_person(row.permit.holder_id, fields=fields, purpose=f"{row.number} contact", by=by, at=at)
