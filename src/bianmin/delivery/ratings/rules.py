"""Who may read and answer ratings."""

from django.db.models import Q

from bianmin.kernel.actor import Actor, Role

READERS = (Role.CHIEF, Role.AUDITOR)
"""Roles that read every rating of their agency."""


def readable(actor: Actor) -> Q:
    """The ratings an actor may read: chiefs and auditors their agency's, officers those of their units."""
    if actor.has(Role.SYSTEM):
        return Q()
    units = Q(agency__in=actor.agencies(*READERS))
    for path in actor.paths(Role.OFFICER):
        units |= Q(agency__in=actor.agencies(Role.OFFICER), unit_path__startswith=path)
    return units


def may_answer(actor: Actor, agency: str) -> bool:
    """A chief of the agency answers 主管回應."""
    return agency in actor.agencies(Role.CHIEF)
