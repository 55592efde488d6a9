"""Sign a table electronically 電子簽章, by the word of an identity provider."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from bianmin.foundation.audit.actions import record
from bianmin.foundation.forms.models import Batch, BatchSignature
from bianmin.foundation.persons.queries.visits import hidden
from bianmin.foundation.persons.vocab import Told
from bianmin.kernel import masks
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import Refused
from bianmin.kernel.ids import plain


class NoNumberTold(Refused):
    """The certificate says no number, so nobody knows who signs."""

    message = _("Your certificate tells no number. Use one that does, or ask the office how to sign.")


class OtherOrganisation(Refused):
    """The certificate is not the partner's."""

    message = _("This certificate is not the one the office noted for {name}. Use that one, or telephone the office.")


@act()
def sign_table(*, table: Batch, told: Told, name: str, by: Actor, at: datetime) -> None:
    """Keep who signed a table, when, and the SHA-256 of its file; signing twice changes nothing.

    `name` is what the provider is called here. Where the office noted the partner's number, only that one signs.

    Raises:
        NoNumberTold, OtherOrganisation.
    """
    number, partner = plain(told.number)[:40], table.partner
    if not number:
        raise NoNumberTold
    if partner and partner.number and partner.number != number:
        raise OtherOrganisation(name=partner.name)
    said = {
        "agency": table.agency,
        "provider": told.issuer[:200],
        "name": name[:60],
        "identity": hidden(f"{told.issuer} {told.subject}"),
        "number": number if partner and partner.number else masks.id_number(number),
        "digest": table.digest,
        "signed_by": by.key,
        "signed_at": at,
    }
    _signature, new = BatchSignature.objects.get_or_create(batch=table, defaults=said)
    if new:
        record(verb="forms.sign", subject=str(table), agency=table.agency, by=by, at=at)
