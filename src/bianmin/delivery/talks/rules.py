"""Who reads a talk, and who answers it."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bianmin.kernel.actor import Actor, Role
from bianmin.kernel.errors import NotFound

READERS = (Role.CHIEF, Role.AUDITOR)
"""Roles that read every talk of their agency."""


class VisitIsOver(NotFound):
    """The key of a visit opens nothing, or nothing any more."""

    message = _("This conversation is over. Open it again with receipt number and query code.")


def readable(actor: Actor) -> Q:
    """The talks an actor may read: holders their own; officers and chiefs of a unit their units'.

    Auditors, and chiefs of the agency, read all of it.
    """
    if actor.has(Role.SYSTEM):
        return Q()
    seen = Q(agency__in=actor.heading(*READERS)) | Q(subject__in=actor.holds)
    for grant in actor.grants:
        if grant.in_unit:
            seen |= Q(agency=grant.agency, unit_path__startswith=grant.path)
    return seen
