"""Partners: an organisation is given a code to apply for many once it was trained, where the agency asks for that."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from bianmin.foundation.forms.actions.partners import issue
from bianmin.foundation.forms.models import Partner
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import Refused
from bianmin.kernel.rocdate import local_day
from bianmin.quality.registers.queries.entries import stands_in
from bianmin.quality.registers.queries.published import registers
from bianmin.quality.registers.vocab import Register


class NotTrained(Refused):
    """The organisation does not stand in a register that codes depend on."""

    message = _("“{name}” does not stand in the register “{register}”. Enter it there first, or write the same name.")


def asked_first(agency: str, on: date) -> list[Register]:
    """The registers in which an organisation must stand before it is given a code."""
    return [one for one in registers(agency, on) if one.partners]


@act()
def give_code(*, agency: str, name: str, code: str, by: Actor, at: datetime, number: str = "") -> Partner:
    """Give an organisation a code, once it stands in every register that the agency's codes depend on.

    Raises:
        NotTrained; NotAllowed, NameNeeded.
    """
    day = local_day(at)
    partner = issue(agency=agency, name=name, code=code, by=by, at=at, number=number)
    for one in asked_first(agency, day):
        if not stands_in(agency, one.id, one.partners, name, day):
            raise NotTrained(field="name", name=name.strip(), register=one.name)
    return partner
