"""Who sees an improvement and what may be done with it now."""

from django.db.models import Q

from bianmin.kernel.actor import Actor, Role
from bianmin.quality.improvements.models import Improvement
from bianmin.quality.improvements.vocab import State, Verb

READERS = (Role.OFFICER, Role.CHIEF, Role.RESEARCH, Role.AUDITOR)
JUDGES = (Role.CHIEF, Role.RESEARCH)


def holds(actor: Actor, unit_path: str, *roles: Role) -> bool:
    """Whether one of the roles is held in a unit or above it; the platform holds all."""
    return actor.has(Role.SYSTEM) or any(unit_path.startswith(path) for path in actor.paths(*roles))


def visible(actor: Actor) -> Q:
    """The improvements of the units in which a role is held, and those the actor owns."""
    if actor.has(Role.SYSTEM):
        return Q()
    found = Q(owner=actor.key)
    for path in actor.paths(*READERS):
        found |= Q(unit_path__startswith=path)
    return found


def may_begin(actor: Actor, unit_path: str) -> bool:
    """Officers, chiefs and research officers of the unit."""
    return holds(actor, unit_path, Role.OFFICER, *JUDGES)


def same_person(actor: Actor, *keys: str) -> bool:
    """Whether the actor, or whoever is stood in for, is one of these people."""
    return bool({actor.key, actor.deputising_for} & set(keys) - {""})


def allowed(actor: Actor, row: Improvement) -> frozenset[Verb]:
    """The verbs an actor may use on an improvement now: its owner or a chief finishes, somebody else verifies."""
    judge = holds(actor, row.unit_path, *JUDGES)
    if row.state == State.OPEN and (judge or same_person(actor, row.owner)):
        return frozenset({Verb.FINISH})
    if row.state == State.DONE and judge and not same_person(actor, row.owner, row.done_by):
        return frozenset({Verb.VERIFY, Verb.SEND_BACK})
    return frozenset()
