"""Steps of the review: take over, record the proof of identity, forward."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.cases.actions.dues import stop
from bianmin.delivery.cases.actions.proof import kinds
from bianmin.delivery.cases.actions.steps import act_on, change, happened
from bianmin.delivery.cases.queries.dues import service_of
from bianmin.delivery.cases.queries.people import stand_in
from bianmin.delivery.cases.vocab import EventKind, State, Verb
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import Refused
from bianmin.kernel.rocdate import local_day


class NobodyToForwardTo(Refused):
    """The service is decided here."""

    message = _("This service is decided by this office. There is no authority to forward it to.")


@act()
def take(*, number: str, by: Actor, at: datetime) -> None:
    """Take over a case 分辦/接辦: its review begins, and the actor is its officer."""
    case = act_on(number, Verb.TAKE, by=by)
    deputy = stand_in(by.key, local_day(at))
    change(case, "take", by=by, at=at, state=State.REVIEW.value, officer=by.key, deputy=deputy)
    happened(case, EventKind.TAKEN, by=by, at=at)


@act()
def record_proof(*, number: str, kind: str, by: Actor, at: datetime, proxy_kind: str = "") -> None:
    """Record what proved the applicant's identity, and the proxy's where there is one 身分查驗.

    Raises:
        ProofKindIsUnknown, ProxyNeedsProof: nothing changed.
    """
    case = act_on(number, Verb.RECORD_PROOF, by=by)
    kept = kinds(kind, proxy_kind, proxy=case.proxy_id is not None)
    change(case, "record_proof", by=by, at=at, proof_recorded_on=local_day(at), **kept)
    happened(case, EventKind.PROVED, by=by, at=at)


@act()
def forward(*, number: str, by: Actor, at: datetime) -> str:
    """Forward a case to the authority that its service names 核轉, and give its name.

    The clock stands still meanwhile where the service says so.

    Raises:
        NobodyToForwardTo: the service names none.
    """
    case = act_on(number, Verb.FORWARD, by=by)
    authority = service_of(case).offer.forward_to
    if authority is None:
        raise NobodyToForwardTo
    values = stop(case, reason="forwarded", by=by, at=at) if authority.clock == "pause" else {}
    change(case, "forward", by=by, at=at, state=State.FORWARDED.value, **values)
    happened(case, EventKind.FORWARDED, by=by, at=at, name=authority.name)
    return authority.name
