"""Who may read and write registers."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from django.db.models import Q

from bianmin.kernel.actor import Actor, Permission, Role
from bianmin.quality.registers.models import Entry
from bianmin.quality.registers.vocab import Register

READERS: Final = (Role.OFFICER, Role.CHIEF, Role.AUDITOR)
WRITERS: Final = (Role.OFFICER, Role.CHIEF)


def _held(actor: Actor, of: Register, wanted: Iterable[Role | Permission]) -> bool:
    return actor.has(Role.SYSTEM) or of.agency in actor.agencies(*wanted)


def may_read(actor: Actor, of: Register) -> bool:
    """Whether the actor reads every entry of a register of an agency."""
    return _held(actor, of, of.reads or READERS)


def may_enter(actor: Actor, of: Register) -> bool:
    """Whether the actor enters into a register."""
    return _held(actor, of, of.enters or WRITERS)


def may_report(actor: Actor, of: Register) -> bool:
    """Whether somebody of the public enters into a register; what was entered is read by the house alone."""
    return of.everybody and not actor.staff


def may_close(actor: Actor, of: Register) -> bool:
    """Whether the actor closes entries of a register that the actor may see."""
    return _held(actor, of, of.closes) if of.closes else may_enter(actor, of)


def opens(actor: Actor, of: Register) -> bool:
    """Whether there is anything in a register for the actor."""
    return may_read(actor, of) or may_enter(actor, of)


def readable(actor: Actor, registers: Iterable[Register]) -> Q:
    """The entries of registers that an actor may see: all, or the own ones where the actor enters only."""
    seen = Q(pk__in=())
    for one in registers:
        of = Q(agency=one.agency, register=one.id)
        if may_read(actor, one):
            seen |= of
        elif may_enter(actor, one):
            seen |= of & Q(entered_by=actor.key)
    return seen


def holding(on: date) -> Q:
    """The entries that hold on a day: not closed, their last day not past."""
    return Q(closed_on__isnull=True) & (Q(until_on__isnull=True) | Q(until_on__gte=on))


def holds(entry: Entry, on: date) -> bool:
    """Whether one entry holds on a day: `holding` for one row."""
    return entry.closed_on is None and (entry.until_on is None or entry.until_on >= on)
