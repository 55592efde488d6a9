"""Issue, check and revoke the codes by which partners are known."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from bianmin.foundation.audit.actions import record
from bianmin.foundation.forms.models import Partner
from bianmin.foundation.forms.rules.links import hash_of
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor, Role
from bianmin.kernel.errors import NotAllowed, NotFound, Refused
from bianmin.kernel.ids import plain as plain_number
from bianmin.kernel.ids import ubn
from bianmin.kernel.text import narrow


class NameNeeded(Refused):
    """A partner without a name."""

    message = _("Write the name of the organisation.")


class NumberIsWrong(Refused):
    """No unified number of an organisation."""

    message = _("This is no unified number of an organisation: eight digits, the last of which checks the others.")


class CodeOpensNothing(Refused):
    """No partner has this code, or it was revoked: the same answer."""

    message = _("This code opens nothing. Compare it with the letter of the office, or telephone the office.")


def _plain(code: str) -> str:
    return "".join(char for char in narrow(code).upper() if char.isalnum())


@act()
def issue(*, agency: str, name: str, code: str, by: Actor, at: datetime, number: str = "") -> Partner:
    """Make somebody a partner; `code` is drawn at random by the face, shown once, and kept as a hash only.

    `number` is the one on the certificate by which the organisation signs.

    Raises:
        NotAllowed: only chiefs and administrators of the agency issue codes.
        NameNeeded, NumberIsWrong.
    """
    if agency not in by.agencies(Role.CHIEF, Role.ADMIN):
        raise NotAllowed
    if not name.strip():
        raise NameNeeded(field="name")
    if number.strip() and not ubn(number).valid:
        raise NumberIsWrong(field="number")
    plain = _plain(code)
    partner = Partner.objects.create(
        agency=agency,
        name=name.strip()[:120],
        number=plain_number(number)[:40],
        code_hash=hash_of(plain),
        issued_at=at,
        issued_by=by.key,
    )
    record(verb="forms.issue_partner", subject=str(partner), agency=agency, by=by, at=at)
    return partner


@act()
def revoke(*, agency: str, partner: int, by: Actor, at: datetime) -> None:
    """Take a code back; what was filed under it stays."""
    if agency not in by.agencies(Role.CHIEF, Role.ADMIN):
        raise NotAllowed
    standing = Partner.objects.filter(agency=agency, pk=partner, revoked_at=None)
    if not standing.update(revoked_at=at, revoked_by=by.key):
        raise NotFound
    record(verb="forms.revoke_partner", subject=f"forms.partner:{partner}", agency=agency, by=by, at=at)


def partner_by(*, agency: str, code: str) -> Partner:
    """The partner whose code this is.

    Raises:
        CodeOpensNothing.
    """
    found = Partner.objects.filter(agency=agency, code_hash=hash_of(_plain(code)), revoked_at=None).first()
    if found is None:
        raise CodeOpensNothing(field="code")
    return found
