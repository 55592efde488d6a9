"""Who sees an improvement and what may be done with it now."""

from typing import Final

from django.db.models import Q

from bianmin.kernel.actor import Actor, Permission, Role
from bianmin.quality.improvements.models import Improvement
from bianmin.quality.improvements.vocab import State, Verb

UNIT: Final = "unit:"
"""What an owner begins with that is a unit, not a person."""
AGENCY_DEPTH: Final = 2
"""How many strokes the path of a whole agency has."""


def holds(actor: Actor, unit_path: str, *wanted: Permission) -> bool:
    """Whether one of the permissions is held in a unit or above it; the platform holds all."""
    return actor.over(unit_path, *wanted)


def section(owner: str) -> str:
    """The path of the unit that is responsible 承辦單位, where the owner is one: `unit:/A/records/`; else empty."""
    return owner.removeprefix(UNIT) if owner.startswith(UNIT) else ""


def visible(actor: Actor) -> Q:
    """The improvements of the units in which one reads them, and those one owns or carries out."""
    if actor.has(Role.SYSTEM):
        return Q()
    found = Q(owner=actor.key)
    for path in actor.paths(Permission.READ_IMPROVEMENTS):
        found |= Q(unit_path__startswith=path)
    for path in actor.paths(Permission.CARRY_OUT):
        found |= Q(owner__startswith=f"{UNIT}{path}")
    return found


def may_begin(actor: Actor, unit_path: str) -> bool:
    """Those who begin improvements for the unit."""
    return holds(actor, unit_path, Permission.BEGIN_IMPROVEMENTS)


def same_person(actor: Actor, *keys: str) -> bool:
    """Whether the actor, or whoever is stood in for, is one of these people."""
    return bool({actor.key, actor.deputising_for} & set(keys) - {""})


def of_section(actor: Actor, owner: str) -> bool:
    """Whether the owner is a unit of which the actor is a member; the whole agency is no section."""
    path = section(owner)
    return bool(path) and path.count("/") > AGENCY_DEPTH and any(grant.path.startswith(path) for grant in actor.grants)


def carries_out(actor: Actor, owner: str) -> bool:
    """Whether the actor is the owner, or carries out what the unit that owns it has to do."""
    path = section(owner)
    return holds(actor, path, Permission.CARRY_OUT) if path else same_person(actor, owner)


def doer(actor: Actor, row: Improvement) -> bool:
    """Whether the actor owns it, reported it done, or is of the section that owns it: somebody else verifies."""
    return same_person(actor, row.owner, row.done_by) or of_section(actor, row.owner)


def allowed(actor: Actor, row: Improvement) -> frozenset[Verb]:
    """The verbs an actor may use on an improvement now.

    Who owns it or a judge reports and finishes, somebody else verifies; a judge opens it again.
    """
    judge = holds(actor, row.unit_path, Permission.JUDGE_IMPROVEMENTS)
    if row.state == State.OPEN and (judge or carries_out(actor, row.owner)):
        return frozenset({Verb.FINISH, Verb.REPORT})
    if row.state == State.DONE and judge and not doer(actor, row):
        return frozenset({Verb.VERIFY, Verb.SEND_BACK})
    if row.state == State.VERIFIED and judge:
        return frozenset({Verb.REOPEN})
    return frozenset()
