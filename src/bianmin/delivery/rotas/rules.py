"""Who plans rotas, who reads them, and who may say that somebody else serves."""

from django.db.models import Q

from bianmin.delivery.rotas.models import Shift
from bianmin.kernel.actor import Actor, Permission, Role


def may_plan(actor: Actor, agency: str) -> bool:
    """Whoever gives out duties in the agency plans 排班: a chief."""
    return actor.has(Role.SYSTEM) or agency in actor.agencies(Permission.GIVE_DUTIES)


def may_read(actor: Actor, agency: str) -> bool:
    """Whoever works in the agency reads its tables."""
    return may_plan(actor, agency) or agency in actor.agencies(Permission.BELONG)


def own(actor: Actor) -> Q:
    """One's own duties."""
    return Q(agency=actor.agency, person=actor.key)


def may_change(actor: Actor, shift: Shift) -> bool:
    """Whoever plans, and whoever is on duty there, finds somebody else 代班."""
    return may_plan(actor, shift.agency) or (shift.agency == actor.agency and shift.person == actor.key)
