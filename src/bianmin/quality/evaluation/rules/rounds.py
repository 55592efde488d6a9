"""Who holds a round of scoring, who sees it, and who may score whom."""

from collections.abc import Collection

from django.db.models import Q

from bianmin.kernel.actor import Actor, Permission, Role
from bianmin.quality.evaluation.models import Entrant, Guest, Judge, Round
from bianmin.quality.evaluation.vocab import Part, RoundState, Stage

STANDS_BY = (Part.COACH, Part.HOST)
"""Parts that keep somebody from scoring the same unit."""


def root(agency: str) -> str:
    """The path of a whole agency."""
    return f"/{agency}/"


def may_open(actor: Actor, agency: str) -> bool:
    """Whoever holds evaluations in the agency or in a unit of it."""
    return actor.has(Role.SYSTEM) or agency in actor.agencies(Permission.HOLD_ROUNDS)


def may_hold(actor: Actor, row: Round) -> bool:
    """Whoever holds evaluations in the unit whose round it is, or above it."""
    return actor.over(row.unit_path or root(row.agency), Permission.HOLD_ROUNDS)


def may_evaluate(actor: Actor, agency: str, entrant_agency: str, path: str, lower: Collection[str]) -> bool:
    """Units below one's own, and the agencies below (`lower`) with their units."""
    if entrant_agency == agency:
        return actor.over(path, Permission.HOLD_ROUNDS)
    return entrant_agency in lower and path.startswith(root(entrant_agency))


def seat(actor: Actor, agency: str) -> str:
    """The unit for which the actor holds a round: the highest in which she may."""
    paths = [path for path in actor.paths(Permission.HOLD_ROUNDS) if path.startswith(root(agency))]
    return min(paths, key=len, default=root(agency))


def visible(actor: Actor) -> Q:
    """Rounds for those who hold or audit them; for judges and guests; closed ones for whoever was evaluated."""
    if actor.has(Role.SYSTEM):
        return Q()
    found = Q(judges__person=actor.key) | Q(guests__person=actor.key)
    for path in actor.paths(Permission.HOLD_ROUNDS, Permission.READ_ROUNDS):
        found |= Q(unit_path__startswith=path)
    found |= Q(unit_path="", agency__in=actor.agencies(Permission.HOLD_ROUNDS, Permission.READ_ROUNDS))
    return found | Q(state=RoundState.CLOSED, entrants__agency__in=actor.agencies(Permission.BELONG))


def works_there(actor: Actor, entrant: Entrant, round_of: Round) -> bool:
    """Whether the actor belongs to who is evaluated: nobody scores the own unit, nor the own agency for another."""
    paths = actor.paths(Permission.BELONG)
    if entrant.agency != round_of.agency:
        return entrant.agency in actor.agencies(Permission.BELONG)
    return entrant.unit_path != root(entrant.agency) and any(path.startswith(entrant.unit_path) for path in paths)


def stands_by(person: str, entrant: Entrant, guests: Collection[Guest]) -> bool:
    """Whether somebody coaches the unit or speaks for it: then another member scores."""
    return any(
        guest.person == person and guest.part in STANDS_BY and guest.entrant_id in (None, entrant.pk)
        for guest in guests
    )


def may_score(actor: Actor, judge: Judge | None, entrant: Entrant, round_of: Round, guests: Collection[Guest]) -> bool:
    """Whether the actor scores this entrant now, as a member of the committee with the permission to."""
    if entrant.stage == Stage.UNLISTED:
        return False
    if judge is None or round_of.state != RoundState.OPEN or not actor.has(Permission.SCORE):
        return False
    return not works_there(actor, entrant, round_of) and not stands_by(judge.person, entrant, guests)
