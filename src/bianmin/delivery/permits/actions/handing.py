"""Hand a permit out 發證, and remind whoever has not fetched it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.permits.actions.steps import act_on, change, happened
from bianmin.delivery.permits.models import Handing, Permit
from bianmin.delivery.permits.queries.published import kind_version
from bianmin.delivery.permits.queries.validity import period_end
from bianmin.delivery.permits.vocab.states import EventKind, Proof, Verb, Way
from bianmin.foundation.clock.queries import office_calendar
from bianmin.foundation.persons.actions import add_person
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import Refused
from bianmin.kernel.rocdate import local_day

IN_PERSON = (Proof.ID_CARD, Proof.RESIDENCE, Proof.PASSPORT, Proof.TWO_CARDS)


class ProofIsMissing(Refused):
    """Nothing proved who fetched it."""

    message = _("Choose what proved the identity of whoever fetches it.")


class TrackingIsMissing(Refused):
    """A registered letter without its number."""

    message = _("Enter the number of the registered letter, as it stands on the post office's receipt.")


class ProxyNeedsProof(Refused):
    """Somebody fetches it for the holder without a name, power of attorney or proof."""

    message = _("Enter the name of who fetches it for the holder, and what proved the identity of both.")


@dataclass(frozen=True, slots=True)
class Fetched:
    """How a paper is handed out; for a registered letter `tracking` is its number, in person `proof` what was shown.

    `proxy` is the name of who fetches it for the holder with a power of attorney, `proxy_proof` what she showed.
    """

    way: str
    proof: str = ""
    proxy: str = ""
    proxy_proof: str = ""
    tracking: str = ""
    rights: bool = False
    folder: bool = False


def _checked(fetched: Fetched) -> Fetched:
    if fetched.way == Way.REGISTERED:
        if not fetched.tracking.strip():
            raise TrackingIsMissing(field="tracking")
        return Fetched(Way.REGISTERED, Proof.POST, tracking=fetched.tracking.strip()[:40], rights=fetched.rights)
    if fetched.way not in Way.values or fetched.proof not in IN_PERSON:
        raise ProofIsMissing(field="proof")
    if bool(fetched.proxy.strip()) != (fetched.proxy_proof in IN_PERSON):
        raise ProxyNeedsProof(field="proxy")
    return fetched


@act()
def hand_out(*, number: str, fetched: Fetched, unit: str, by: Actor, at: datetime) -> None:
    """Record that a permit went to its holder: to whom, on what proof, by whom, with the rights and the folder.

    `unit` is the path of the unit that hands it out.

    Raises:
        ProofIsMissing, TrackingIsMissing, ProxyNeedsProof: nothing was recorded.
    """
    permit, how = act_on(number, Verb.HAND_OUT, by=by, at=at), _checked(fetched)
    of = kind_version(permit.agency, permit.kind, permit.kind_version)
    proxy = add_person(agency=permit.agency, name=how.proxy, by=by, at=at) if how.proxy.strip() else None
    Handing.objects.create(
        agency=permit.agency,
        permit=permit,
        way=how.way,
        proof=how.proof,
        proxy=proxy,
        proxy_proof=how.proxy_proof,
        tracking=how.tracking,
        rights_given=how.rights and bool(of.rights),
        folder_given=how.folder and of.folder,
        unit_path=unit or permit.unit_path,
        by=by.key,
        at=at,
        on=local_day(at),
    )
    change(permit, "hand_out", by=by, at=at, handed_on=local_day(at), remind_on=None, way=how.way)
    happened(permit, EventKind.HANDED, by=by, at=at, way=how.way)


@act()
def remind(*, permit: Permit, by: Actor, at: datetime) -> None:
    """Count one reminder to fetch it, and set the day of the next, if there is one."""
    of, day = kind_version(permit.agency, permit.kind, permit.kind_version), local_day(at)
    times = permit.reminded + 1
    calendar = office_calendar(permit.agency)
    again = period_end(day, of.pickup.remind_after, calendar, first_day_counts=False)
    change(permit, "remind", by=by, at=at, reminded=times, remind_on=again if times < of.pickup.reminders else None)
    happened(permit, EventKind.REMINDED, by=by, at=at)
