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
    """The talks an actor may read: officers their units', chiefs and auditors their agency's, holders the own."""
    if actor.has(Role.SYSTEM):
        return Q()
    seen = Q(agency__in=actor.agencies(*READERS)) | Q(subject__in=actor.holds)
    for path in actor.paths(Role.OFFICER):
        seen |= Q(agency__in=actor.agencies(Role.OFFICER), unit_path__startswith=path)
    return seen
