"""Who reads the groups and meetings of an agency, and who calls them."""

from django.db.models import Q

from bianmin.kernel.actor import Actor, Permission, Role


def may_read(actor: Actor, agency: str) -> bool:
    """Whoever works in the agency."""
    return actor.has(Role.SYSTEM) or agency in actor.agencies(Permission.BELONG)


def may_call(actor: Actor, agency: str) -> bool:
    """Whoever keeps the minutes of an agency calls meetings and writes down what came of them."""
    return actor.has(Role.SYSTEM) or agency in actor.agencies(Permission.KEEP_MINUTES)


def readable(actor: Actor) -> Q:
    """The meetings of the agencies one works in."""
    return Q() if actor.has(Role.SYSTEM) else Q(agency__in=actor.agencies(Permission.BELONG))
