"""Who sees a plan, who drafts it, and who may move it on."""

from typing import Final

from django.db.models import Q

from bianmin.kernel.actor import Actor, Permission, Role
from bianmin.quality.plans.models import Plan
from bianmin.quality.plans.vocab.cards import State, Verb

PUBLIC_STATES: Final = (State.PUBLISHED, State.FILED, State.HISTORY)
IN_FORCE: Final = (State.APPROVED, State.PUBLISHED, State.FILED)
DRAFTERS: Final = (Permission.DRAFT_PLANS,)
MOVES: Final = {
    Verb.SUBMIT: ((State.DRAFT,), State.SUBMITTED, DRAFTERS),
    Verb.RETURN: ((State.SUBMITTED,), State.DRAFT, (Permission.APPROVE_PLANS,)),
    Verb.APPROVE: ((State.DRAFT, State.SUBMITTED), State.APPROVED, (Permission.APPROVE_PLANS,)),
    Verb.PUBLISH: ((State.APPROVED,), State.PUBLISHED, DRAFTERS),
    Verb.FILE: ((State.PUBLISHED,), State.FILED, (Permission.FILE,)),
    Verb.AMEND: (IN_FORCE, State.DRAFT, DRAFTERS),
}
"""Each verb: from which states, where to, and by whom. The head may approve a draft that nobody submitted."""


def visible(actor: Actor) -> Q:
    """What is published and what is history, for everybody; drafts for the people of the agency."""
    if actor.has(Role.SYSTEM):
        return Q()
    return Q(state__in=PUBLIC_STATES) | Q(agency__in=actor.agencies(Permission.BELONG))


def holds(actor: Actor, agency: str, *wanted: Permission) -> bool:
    """Whether one of the permissions is held in the agency; the platform holds all."""
    return actor.has(Role.SYSTEM) or agency in actor.agencies(*wanted)


def over(actor: Actor, plan: Plan, *wanted: Permission) -> bool:
    """Whether one of the permissions is held in the agency; for a unit's own plan in the unit or above it."""
    unit = plan.definition.get("unit", "")
    return actor.over(unit, *wanted) if unit else holds(actor, plan.agency, *wanted)


def may_draft(actor: Actor, plan: Plan) -> bool:
    """A draft in force is written by those who draft plans; one that was submitted waits for its return."""
    return plan.current and plan.state == State.DRAFT and over(actor, plan, *DRAFTERS)


def allowed(actor: Actor, plan: Plan) -> frozenset[Verb]:
    """The verbs the actor may use on a plan now."""
    if not plan.current:
        return frozenset()
    return frozenset(
        verb for verb, (states, _to, wanted) in MOVES.items() if plan.state in states and over(actor, plan, *wanted)
    )
