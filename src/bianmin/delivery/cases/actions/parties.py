"""Keep who acts besides the applicant, and check a representation."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.cases.models import Case, Party
from bianmin.delivery.cases.queries.visible import row
from bianmin.delivery.cases.rules import works_on
from bianmin.delivery.cases.vocab import Application
from bianmin.delivery.cases.vocab.mandate import Proof
from bianmin.delivery.cases.vocab.party import Part, Soundness
from bianmin.foundation.audit.actions import record
from bianmin.foundation.persons.actions import add_person
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, NotFound, Refused


class ChooseSoundness(Refused):
    """Neither sound nor not was said."""

    message = _("Choose whether the representation is sound.")


class SayWhyUnsound(Refused):
    """It was found not sound, and why is missing."""

    message = _("Write what is wrong with the representation, so that the applicant can be told.")


def keep_parties(case: Case, filing: Application, *, by: Actor, at: datetime) -> None:
    """Keep the agent with the relation, and the co-signer."""
    if case.proxy is not None:
        Party.objects.create(
            agency=case.agency, case=case, person=case.proxy, part=Part.AGENT, relation=filing.relation[:60]
        )
    if filing.cosigner is not None:
        person = add_person(agency=case.agency, by=by, at=at, **filing.cosigner.said())
        Party.objects.create(
            agency=case.agency, case=case, person=person, part=Part.COSIGNER, confirmed_at=filing.cosigned_at
        )


@act()
def check_representation(*, number: str, soundness: str, note: str, by: Actor, at: datetime) -> None:
    """Write down whether somebody may act for the applicant 查核代理權: by the letter of authority or by law.

    Raises:
        NotFound: nobody acts for the applicant. NotAllowed, ChooseSoundness, SayWhyUnsound.
    """
    case = row(by, number)
    if not works_on(by, case):
        raise NotAllowed
    party = Party.objects.filter(agency=case.agency, case=case, part=Part.AGENT).first()
    if party is None:
        raise NotFound
    if soundness not in Soundness.values:
        raise ChooseSoundness(field="soundness")
    if soundness == Soundness.UNSOUND and not note.strip():
        raise SayWhyUnsound(field="note")
    party.soundness, party.note = soundness, note.strip()[:200]
    party.checked_at, party.checked_by = at, by.key
    party.save(update_fields=["soundness", "note", "checked_at", "checked_by"])
    shown = Proof.LETTER if soundness == Soundness.SOUND else Proof.NONE
    case.mandates.filter(applied=True, revoked_at__isnull=True).update(proof=shown)
    record(verb="cases.check_representation", subject=case.subject, agency=case.agency, by=by, at=at)
