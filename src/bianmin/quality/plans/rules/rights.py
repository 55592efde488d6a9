"""Who sees a plan, who drafts it, and who may move it on."""

from typing import Final

from django.db.models import Q

from bianmin.kernel.actor import Actor, Role
from bianmin.quality.plans.models import Plan
from bianmin.quality.plans.vocab.cards import State, Verb

PUBLIC_STATES: Final = (State.PUBLISHED, State.FILED, State.HISTORY)
IN_FORCE: Final = (State.APPROVED, State.PUBLISHED, State.FILED)
DRAFTERS: Final = (Role.CHIEF, Role.RESEARCH)
MOVES: Final = {
    Verb.SUBMIT: ((State.DRAFT,), State.SUBMITTED, DRAFTERS),
    Verb.RETURN: ((State.SUBMITTED,), State.DRAFT, (Role.CHIEF,)),
    Verb.APPROVE: ((State.DRAFT, State.SUBMITTED), State.APPROVED, (Role.CHIEF,)),
    Verb.PUBLISH: ((State.APPROVED,), State.PUBLISHED, DRAFTERS),
    Verb.FILE: ((State.PUBLISHED,), State.FILED, DRAFTERS),
    Verb.AMEND: (IN_FORCE, State.DRAFT, DRAFTERS),
}
"""Each verb: from which states, where to, and by whom. The head may approve a draft that nobody submitted."""


def visible(actor: Actor) -> Q:
    """What is published and what is history, for everybody; drafts for the people of the agency."""
    if actor.has(Role.SYSTEM):
        return Q()
    return Q(state__in=PUBLIC_STATES) | Q(agency__in=actor.agencies(*Role))


def holds(actor: Actor, agency: str, *roles: Role) -> bool:
    """Whether one of the roles is held in the agency; the platform holds all."""
    return actor.has(Role.SYSTEM) or agency in actor.agencies(*roles)


def may_draft(actor: Actor, plan: Plan) -> bool:
    """A draft in force is written by chiefs and research officers; one that was submitted waits for its return."""
    return plan.current and plan.state == State.DRAFT and holds(actor, plan.agency, *DRAFTERS)


def allowed(actor: Actor, plan: Plan) -> frozenset[Verb]:
    """The verbs the actor may use on a plan now."""
    if not plan.current:
        return frozenset()
    return frozenset(
        verb
        for verb, (states, _to, roles) in MOVES.items()
        if plan.state in states and holds(actor, plan.agency, *roles)
    )
