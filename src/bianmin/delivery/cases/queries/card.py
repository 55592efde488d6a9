"""One case as its office sees it."""

from bianmin.delivery.cases.vocab import CaseCard
from bianmin.kernel.actor import Actor


def case(actor: Actor, number: str) -> CaseCard:
    """The card of a case, masked, with what the actor may do now; NotFound when the actor may not see it."""
    raise NotImplementedError
