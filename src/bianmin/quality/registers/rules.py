"""Who may read and write registers."""

from datetime import date
from typing import Final

from django.db.models import Q

from bianmin.kernel.actor import Actor, Role
from bianmin.quality.registers.models import Entry

READERS: Final = (Role.OFFICER, Role.CHIEF, Role.AUDITOR, Role.RESEARCH)
WRITERS: Final = (Role.OFFICER, Role.CHIEF)


def readable(actor: Actor) -> Q:
    """The entries an actor may see: those of the agencies whose registers are read by the actor's role."""
    return Q() if actor.has(Role.SYSTEM) else Q(agency__in=actor.agencies(*READERS))


def may_write(actor: Actor, agency: str) -> bool:
    """Whether the actor enters into the agency's registers, and closes entries."""
    return actor.has(Role.SYSTEM) or agency in actor.agencies(*WRITERS)


def holding(on: date) -> Q:
    """The entries that hold on a day: not closed, their last day not past."""
    return Q(closed_on__isnull=True) & (Q(until_on__isnull=True) | Q(until_on__gte=on))


def holds(entry: Entry, on: date) -> bool:
    """Whether one entry holds on a day: `holding` for one row."""
    return entry.closed_on is None and (entry.until_on is None or entry.until_on >= on)
