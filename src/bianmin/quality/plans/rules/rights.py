"""Who sees a plan, and who may move it on."""

from typing import Final

from django.db.models import Q

from bianmin.kernel.actor import Actor, Role
from bianmin.quality.plans.models import Plan
from bianmin.quality.plans.vocab.cards import State, Verb

PUBLIC_STATES: Final = (State.PUBLISHED, State.FILED, State.HISTORY)
NEXT: Final = {
    State.DRAFT: (Verb.APPROVE, State.APPROVED, (Role.CHIEF,)),
    State.APPROVED: (Verb.PUBLISH, State.PUBLISHED, (Role.CHIEF, Role.RESEARCH)),
    State.PUBLISHED: (Verb.FILE, State.FILED, (Role.CHIEF, Role.RESEARCH)),
}
"""From each state: the verb that moves it on, where to, and by whom."""


def visible(actor: Actor) -> Q:
    """What is published and what is history, for everybody; drafts for the people of the agency."""
    if actor.has(Role.SYSTEM):
        return Q()
    return Q(state__in=PUBLIC_STATES) | Q(agency__in=actor.agencies(*Role))


def allowed(actor: Actor, plan: Plan) -> frozenset[Verb]:
    """The verb the actor may use on a plan now, if any."""
    step = NEXT.get(State(plan.state))
    if step is None or not plan.current:
        return frozenset()
    verb, _state, roles = step
    mine = actor.has(Role.SYSTEM) or plan.agency in actor.agencies(*roles)
    return frozenset({verb}) if mine else frozenset()
