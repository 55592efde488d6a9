"""Who may see a case, and what may be done with it now."""

from django.db.models import Q

from bianmin.delivery.cases.models import Case
from bianmin.kernel.actor import Actor


def readable(actor: Actor) -> Q:
    """The cases an actor may see."""
    raise NotImplementedError


def verbs(actor: Actor, case: Case) -> frozenset[str]:
    """What the actor may do with the case now."""
    raise NotImplementedError
