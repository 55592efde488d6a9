"""Keep an electronic signature, when the number that was typed is the one that was proved."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.cases.models import Case, Signature
from bianmin.delivery.cases.queries.signature import digest
from bianmin.delivery.cases.vocab import Application
from bianmin.foundation.audit.actions import record
from bianmin.kernel.actor import Actor, Assurance
from bianmin.kernel.errors import NotAllowed, Refused
from bianmin.kernel.ids import plain


class NumberDiffers(Refused):
    """Somebody proved by one number applies under another."""

    message = _("The number you typed is not the one of your certificate. Correct it, or sign out before you apply.")


def check_signed(filing: Application, by: Actor) -> bool:
    """Whether an application is signed; by the proxy's certificate where somebody applies for another.

    Raises:
        NotAllowed: nobody vouches for who sends it. NumberDiffers: it is somebody else's number.
    """
    if filing.signed is None:
        return False
    if by.assurance < Assurance.IDENTITY or not filing.signed.number:
        raise NotAllowed
    signer = filing.proxy or filing.applicant
    if plain(signer.id_number) != plain(filing.signed.number):
        raise NumberDiffers(field="proxy_id_number" if filing.proxy else "id_number")
    return True


def keep_signature(case: Case, filing: Application, *, by: Actor, at: datetime) -> None:
    """Keep who signed what with a case 電子簽章, where it is signed."""
    if filing.signed is None:
        return
    Signature.objects.create(
        agency=case.agency,
        case=case,
        provider=filing.signed.provider[:200],
        name=filing.signed.name[:60],
        identity=filing.signed.identity,
        level=filing.signed.level.value,
        by_proxy=filing.proxy is not None,
        digest=digest(case),
        signed_by=by.key,
        signed_at=at,
    )
    record(verb="cases.sign", subject=case.subject, agency=case.agency, by=by, at=at)
