"""Intake: an officer receives an application by whatever way it came, with the least that this way needs."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.cases.vocab import Application, Receipt
from bianmin.delivery.cases.vocab.intake import NEEDS
from bianmin.journeys.apply import apply
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import Refused


class PhoneNeeded(Refused):
    """Nobody could be called back."""

    message = _("Write a telephone number: what came this way is answered by telephone.")


class AddressNeeded(Refused):
    """There is nowhere to send an answer, or to go."""

    message = _("Write an address: the answer is posted there, or the visit was there.")


class PlaceNeeded(Refused):
    """Nobody would know where it was received."""

    message = _("Write where the mobile service stood.")


MISSING = {"phone": PhoneNeeded, "address": AddressNeeded, "place": PlaceNeeded}


def check_least(application: Application) -> None:
    """Refuse an application that lacks what its way in needs; whoever applies for another answers for both.

    Raises:
        PhoneNeeded, AddressNeeded, PlaceNeeded: `field` names the input.
    """
    who = application.proxy or application.applicant
    for name in NEEDS.get(application.channel, ()):
        known = application.place if name == "place" else getattr(who, name) or getattr(application.applicant, name)
        if not known.strip():
            raise MISSING[name](field=name)


@act()
def receive(*, application: Application, by: Actor, at: datetime, proof: str = "", proxy_proof: str = "") -> Receipt:
    """Receive an application as an officer, by any way it came.

    Raises:
        PhoneNeeded, AddressNeeded, PlaceNeeded; what `apply` refuses.
    """
    check_least(application)
    return apply(application=application, proof=proof, proxy_proof=proxy_proof, by=by, at=at)
