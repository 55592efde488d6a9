"""Who checks, who reads what a check found and when, and who publishes it."""

from typing import Final

from django.db.models import Q

from bianmin.kernel.actor import Actor, Permission, Role
from bianmin.quality.checks.vocab.cards import State

AGENCY_DEPTH: Final = 2
"""How many strokes the path of a whole agency has."""


def own_unit(actor: Actor, unit_path: str) -> bool:
    """Whether somebody works in the unit, or below it; the whole agency is nobody's own."""
    inside = any(grant.path.startswith(unit_path) for grant in actor.grants)
    return inside and unit_path.count("/") > AGENCY_DEPTH


def may_review(actor: Actor, agency: str) -> bool:
    """Whoever keeps the figures of an agency reviews its quarters and prepares the meeting 研考."""
    return actor.has(Role.SYSTEM) or agency in actor.agencies(Permission.KEEP_FIGURES)


def may_publish(actor: Actor, agency: str) -> bool:
    """A chief of the whole agency publishes results 公布."""
    return agency in actor.agencies(Role.CHIEF) and actor.over(f"/{agency}/", Role.CHIEF)


def readable(actor: Actor, above: frozenset[str] = frozenset()) -> Q:
    """The checks an actor may read: closed ones of the house and of the agencies below (`above` names them).

    Open ones for who opened them, and for whoever checks from above the unit in the agency that checks: the unit
    itself, and an agency that is checked by another, learn of a check when it is closed 不定期查核.
    """
    if actor.has(Role.SYSTEM):
        return Q()
    house = actor.agencies(Permission.BELONG)
    found = Q(made_by=actor.key) | Q(state=State.CLOSED) & (Q(agency__in=house | above) | Q(by_agency__in=house))
    for grant in actor.grants:
        if grant.meets(Permission.INSPECT):
            over = Q(by_agency=grant.agency)
            if grant.path.count("/") > AGENCY_DEPTH:
                over &= Q(unit_path__startswith=grant.path) & ~Q(unit_path=grant.path)
            found |= over
    return found
