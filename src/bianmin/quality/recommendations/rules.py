"""Who begins lists of recommendations, who writes how one is handled, and who reads them."""

from django.db.models import Q

from bianmin.kernel.actor import Actor, Permission, Role


def may_list(actor: Actor, agency: str) -> bool:
    """Whoever keeps the figures or the minutes of an agency lists what is recommended to it."""
    return actor.has(Role.SYSTEM) or agency in actor.agencies(Permission.KEEP_FIGURES, Permission.KEEP_MINUTES)


def may_handle(actor: Actor, agency: str, unit_path: str) -> bool:
    """Whoever lists, and whoever carries out the work of the unit in charge 承辦單位."""
    return may_list(actor, agency) or actor.over(unit_path, Permission.CARRY_OUT)


def readable(actor: Actor, above: frozenset[str] = frozenset()) -> Q:
    """The lists of the house, and of the agencies below (`above` names them)."""
    if actor.has(Role.SYSTEM):
        return Q()
    return Q(agency__in=actor.agencies(Permission.BELONG) | above)
