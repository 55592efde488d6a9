"""Who reads a talk, and who answers it."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound
from bianmin.kernel.reach import in_reach


class VisitIsOver(NotFound):
    """The key of a visit opens nothing, or nothing any more."""

    message = _("This conversation is over. Open it again with receipt number and query code.")


def readable(actor: Actor) -> Q:
    """The talks an actor may read: holders their own; officers and chiefs of a unit their units'.

    Auditors, and chiefs of the agency, read all of it.
    """
    return in_reach(actor, Q(subject__in=actor.holds))
