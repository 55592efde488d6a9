"""Who may read and answer ratings."""

from django.db.models import Q

from bianmin.kernel.actor import Actor, Role
from bianmin.kernel.reach import in_reach


def readable(actor: Actor) -> Q:
    """The ratings an actor may read: officers, and chiefs of a unit, their units'.

    Auditors, and chiefs of the agency, read all of it.
    """
    return in_reach(actor)


def may_answer(actor: Actor, agency: str) -> bool:
    """A chief of the agency answers 主管回應."""
    return agency in actor.agencies(Role.CHIEF)
