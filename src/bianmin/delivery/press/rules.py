"""Who reads what the media said, who answers it, and who approves and publishes the answer."""

from typing import Final

from django.db.models import Q

from bianmin.delivery.press.models import Item
from bianmin.delivery.press.vocab import ItemCard
from bianmin.kernel.actor import Actor, Permission, Role

WORKERS: Final = (Role.OFFICER, Role.CHIEF, Permission.ANSWER_OPINIONS)
"""Who writes down and answers; whoever sees to opinions sees to the press too (004 lines 275 to 281)."""
READERS: Final = (*WORKERS, Role.AUDITOR)


def readable(actor: Actor) -> Q:
    """The items an actor may read: the whole agency's, for they stood in public."""
    if actor.has(Role.SYSTEM):
        return Q()
    return Q(agency__in=actor.agencies(*READERS))


def may_write_down(actor: Actor, agency: str) -> bool:
    """Whoever works for the public of an agency writes down what was said of it."""
    return actor.has(Role.SYSTEM) or agency in actor.agencies(*WORKERS)


def may_handle(actor: Actor, item: Item | ItemCard) -> bool:
    """Whoever works in the unit it was given to, or above it, and the one it was given to by name."""
    if item.agency not in actor.agencies(*WORKERS):
        return False
    return actor.over(item.unit_path, *WORKERS) or item.officer in {actor.key, *actor.absent}


def may_lead(actor: Actor, item: Item | ItemCard) -> bool:
    """A chief over the unit approves, notes and publishes 主管."""
    return item.agency in actor.agencies(Role.CHIEF) and actor.over(item.unit_path, Role.CHIEF)
