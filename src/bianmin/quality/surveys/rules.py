"""Who designs surveys, reads their results, and is asked among colleagues."""

from django.db.models import Q

from bianmin.kernel.actor import Actor, Permission, Role

KEEPERS = (Permission.KEEP_FIGURES,)


def may_keep(actor: Actor, agency: str) -> bool:
    """Whoever keeps the figures of an agency designs its surveys 研考."""
    return actor.has(Role.SYSTEM) or agency in actor.agencies(*KEEPERS)


def may_read(actor: Actor, agency: str) -> bool:
    """The house reads the results of its surveys; the words that people wrote only who keeps the figures."""
    return may_keep(actor, agency) or agency in actor.agencies(Permission.BELONG)


def readable(actor: Actor) -> Q:
    """The surveys an actor may read."""
    if actor.has(Role.SYSTEM):
        return Q()
    return Q(agency__in=actor.agencies(Permission.BELONG, *KEEPERS))


def is_asked(actor: Actor, agency: str) -> bool:
    """Whether the actor is one of the colleagues whom a survey of the staff asks."""
    return agency in actor.agencies(Permission.SUGGEST)
