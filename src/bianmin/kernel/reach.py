"""What an actor reaches by the roles held, as a query over rows that know their agency and unit."""

from functools import reduce
from operator import or_

from django.db.models import Q

from bianmin.kernel.actor import Actor, Role

HEADS = (Role.CHIEF, Role.AUDITOR)
"""Roles that read everything of an agency they are held for."""


def in_reach(actor: Actor, also: Q | None = None, *, columns: tuple[str, ...] = ("unit_path",)) -> Q:
    """The rows of the actor's units and those below, all of an agency for its chiefs and auditors, and others `also`.

    `columns` hold the units a row belongs to. The platform reaches everything.
    """
    if actor.has(Role.SYSTEM):
        return Q()
    seen = Q(agency__in=actor.heading(*HEADS)) | (also or Q())
    for grant in actor.grants:
        if grant.in_unit:
            units = (Q(**{f"{column}__startswith": grant.path}) for column in columns)
            seen |= Q(agency=grant.agency) & reduce(or_, units)
    return seen
