"""Apply: the case is kept, the receipt is acknowledged; at the counter it may be decided in the same act."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bianmin.delivery.cases.vocab import DecisionCard, Particulars, Receipt
from bianmin.delivery.catalog.vocab import ServiceCard
from bianmin.foundation.forms.vocab import Kept
from bianmin.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Application:
    """What was applied for, as a form's check let it through."""

    service: ServiceCard
    channel: str
    answers: Mapping[str, Any]
    form_version: str
    applicant: Particulars
    pickup: str
    key: str
    proxy: Particulars | None = None
    uploads: Mapping[str, Sequence[Kept]] | None = None


def apply(*, application: Application, by: Actor, at: datetime) -> Receipt:
    """Keep an application, and tell the applicant: by the receipt itself, and by a message where there is a way.

    One transaction; the same key again gives the same receipt and sends nothing.
    """
    raise NotImplementedError


def serve_at_counter(
    *, application: Application, outcome: str, by: Actor, at: datetime, proof: str = "", reasons: str = ""
) -> tuple[Receipt, DecisionCard]:
    """Receive, prove, decide and hand over a matter while the citizen waits 隨到隨辦, in one transaction.

    Only for services that can be decided on the spot; `proof` says which paper proved the identity.
    """
    raise NotImplementedError
