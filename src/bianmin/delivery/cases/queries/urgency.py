"""Why a case goes before others."""

from collections.abc import Sequence

from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.vocab import EventLine
from bianmin.delivery.cases.vocab.urgency import SAID, UrgencyCard


def urgency(case: Case, events: Sequence[EventLine]) -> UrgencyCard | None:
    """What the newest line that put it first says; None while it waits its turn."""
    said = [one for one in events if case.urgent and one.kind == SAID[case.urgent]]
    return UrgencyCard(case.urgent, str(said[-1].params["reason"]), said[-1].actor, said[-1].at) if said else None
