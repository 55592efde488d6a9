"""Who reads the journal."""

from django.db.models import Q

from bianmin.kernel.actor import Actor, Role


def may_verify(actor: Actor) -> bool:
    """Auditors and chiefs, and the platform itself, have the chains verified."""
    return actor.has(Role.AUDITOR, Role.CHIEF, Role.SYSTEM)


def readable(actor: Actor) -> Q:
    """Lines of the agencies in which the actor is auditor or chief."""
    if actor.has(Role.SYSTEM):
        return Q()
    return Q(agency__in=actor.agencies(Role.AUDITOR, Role.CHIEF)) if actor.staff else Q(pk__in=())
