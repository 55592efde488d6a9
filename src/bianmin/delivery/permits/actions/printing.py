"""Print permits and notices; that a print holds the holder's name is journaled as a reading of it."""

from collections.abc import Iterable
from datetime import datetime
from types import MappingProxyType
from typing import Final

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.permits.models import Permit
from bianmin.delivery.permits.queries.contacts import contacts_visible_to
from bianmin.delivery.permits.queries.paper import notices, permit_paper
from bianmin.delivery.permits.queries.permits import row
from bianmin.delivery.permits.rules.access import works_in
from bianmin.delivery.permits.vocab.states import Channel, ContactState
from bianmin.foundation.audit.actions import record
from bianmin.foundation.documents.writers import odt, pdf
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, NotFound, Refused

WRITERS: Final = MappingProxyType({"pdf": pdf.write, "odt": odt.write})
MOST: Final = 100
"""How many notices one file holds."""


class NoLetters(Refused):
    """There is no letter to print."""

    message = _("No notice waits to be posted.")


def _read(permit: Permit, fields: list[str], *, by: Actor, at: datetime) -> None:
    subject, purpose = f"persons.person:{permit.holder_id}", permit.number
    record(verb="persons.read", subject=subject, agency=permit.agency, fields=fields, purpose=purpose, by=by, at=at)


@act()
def print_permit(*, number: str, form: str, by: Actor, at: datetime) -> bytes:
    """The permit as PDF or ODT; the same paper each time but for its annotations.

    Raises:
        NotFound, NotAllowed: not the actor's to print, or another form.
    """
    permit = row(by, number)
    if form not in WRITERS:
        raise NotFound
    if not works_in(by, permit.agency, permit.unit_path, permit.office):
        raise NotAllowed
    _read(permit, ["name", "latin_name"], by=by, at=at)
    record(verb="permits.print", subject=permit.subject, agency=permit.agency, by=by, at=at)
    return WRITERS[form](permit_paper(permit))


@act()
def print_notices(*, contacts: Iterable[int], by: Actor, at: datetime) -> bytes:
    """The notices of open letters as one PDF, a page each 合併列印; those of no contact named are all that wait.

    Raises:
        NoLetters: none waits.
    """
    open_letters = contacts_visible_to(by).filter(state=ContactState.OPEN, channel=Channel.LETTER)
    chosen = list(contacts)
    rows = open_letters.filter(pk__in=chosen) if chosen else open_letters
    found = [
        contact
        for contact in rows.select_related("permit__holder").order_by("ends_on", "id")[:MOST]
        if works_in(by, contact.agency, contact.unit_path)
    ]
    if not found:
        raise NoLetters
    for contact in found:
        _read(contact.permit, ["name", "address"], by=by, at=at)
    return pdf.write(notices(found))
