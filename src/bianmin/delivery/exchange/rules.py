"""Who reads look-ups."""

from django.db.models import Q

from bianmin.kernel.actor import Actor
from bianmin.kernel.reach import in_reach


def readable(actor: Actor) -> Q:
    """The look-ups an actor may read: officers, and chiefs of a unit, their units'.

    Auditors, and chiefs of the agency, read all of it.
    """
    return in_reach(actor)
