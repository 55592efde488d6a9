"""Who may build and read reports."""

from django.db.models import Q

from bianmin.kernel.actor import Actor, Permission, Role

READERS = (Permission.READ_REPORTS,)
"""Roles that read their agency's reports."""


def may_build(actor: Actor, agency: str) -> bool:
    """A chief or research officer of the agency builds its reports."""
    return actor.has(Role.SYSTEM) or agency in actor.agencies(Permission.WRITE_REPORTS)


def readable(actor: Actor) -> Q:
    """The reports an actor may read: those of the agencies in which it works."""
    return Q() if actor.has(Role.SYSTEM) else Q(agency__in=actor.agencies(*READERS))
