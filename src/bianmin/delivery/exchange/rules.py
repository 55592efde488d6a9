"""Who reads look-ups."""

from django.db.models import Q

from bianmin.kernel.actor import Actor, Role

READERS = (Role.CHIEF, Role.AUDITOR)
"""Roles that read every look-up of their agency."""


def readable(actor: Actor) -> Q:
    """The look-ups an actor may read: officers, and chiefs of a unit, their units'.

    Auditors, and chiefs of the agency, read all of it.
    """
    if actor.has(Role.SYSTEM):
        return Q()
    seen = Q(agency__in=actor.heading(*READERS))
    for grant in actor.grants:
        if grant.in_unit:
            seen |= Q(agency=grant.agency, unit_path__startswith=grant.path)
    return seen
