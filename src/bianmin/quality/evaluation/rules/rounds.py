"""Who holds a round of scoring, who sees it, and who may score whom."""

from django.db.models import Q

from bianmin.kernel.actor import Actor, Role
from bianmin.quality.evaluation.models import Entrant, Round
from bianmin.quality.evaluation.vocab import RoundState

HOLDERS = (Role.CHIEF, Role.RESEARCH)


def may_hold(actor: Actor, agency: str) -> bool:
    """Chiefs and research officers of the agency that evaluates."""
    return actor.has(Role.SYSTEM) or agency in actor.agencies(*HOLDERS)


def visible(actor: Actor) -> Q:
    """Rounds of the agency for its chiefs, research officers and auditors; judges' own; closed ones for entrants."""
    if actor.has(Role.SYSTEM):
        return Q()
    found = Q(agency__in=actor.agencies(*HOLDERS, Role.AUDITOR)) | Q(judges__person=actor.key)
    return found | Q(state=RoundState.CLOSED, entrants__agency__in=actor.agencies(*Role))


def works_there(actor: Actor, entrant: Entrant, round_of: Round) -> bool:
    """Whether the actor belongs to who is evaluated: nobody scores the own unit, nor the own agency for another."""
    if entrant.agency != round_of.agency:
        return entrant.agency in actor.agencies(*Role)
    root = f"/{entrant.agency}/"
    paths = actor.paths(*Role)
    return entrant.unit_path != root and any(path.startswith(entrant.unit_path) for path in paths)
