"""Who may read and answer ratings."""

from django.db.models import Q

from bianmin.kernel.actor import Actor, Role

READERS = (Role.CHIEF, Role.AUDITOR)
"""Roles that read every rating of their agency."""


def readable(actor: Actor) -> Q:
    """The ratings an actor may read: officers, and chiefs of a unit, their units'.

    Auditors, and chiefs of the agency, read all of it.
    """
    if actor.has(Role.SYSTEM):
        return Q()
    units = Q(agency__in=actor.heading(*READERS))
    for grant in actor.grants:
        if grant.in_unit:
            units |= Q(agency=grant.agency, unit_path__startswith=grant.path)
    return units


def may_answer(actor: Actor, agency: str) -> bool:
    """A chief of the agency answers 主管回應."""
    return agency in actor.agencies(Role.CHIEF)
