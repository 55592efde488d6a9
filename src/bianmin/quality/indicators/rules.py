"""Who may read figures, type them in and publish them."""

from django.db.models import Q

from bianmin.foundation.facts.vocab import Fact
from bianmin.kernel.actor import Actor, Permission, Role

READERS_OF_ROWS = (Permission.READ_ROWS,)


def works_in(actor: Actor, agency: str) -> bool:
    """The platform itself, or anybody with a role in the agency."""
    return actor.has(Role.SYSTEM) or agency in actor.agencies(Permission.BELONG)


def may_enter(actor: Actor, agency: str) -> bool:
    """Counts are typed in by officers, chiefs and research officers of the agency."""
    return actor.has(Role.SYSTEM) or agency in actor.agencies(Permission.TYPE_COUNTS)


def may_publish(actor: Actor, agency: str) -> bool:
    """Values are published by chiefs and research officers of the agency."""
    return actor.has(Role.SYSTEM) or agency in actor.agencies(Permission.KEEP_FIGURES)


def rows_readable(actor: Actor, fact: Fact) -> Q:
    """The rows of a fact whose numbers the actor may see: those of the units in which a role is held, and below."""
    if actor.has(Role.SYSTEM):
        return Q()
    readable = Q(pk__in=[])
    for path in actor.paths(*READERS_OF_ROWS):
        readable |= Q(**{f"{fact.unit}__startswith": path})
    return readable
