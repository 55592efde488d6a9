"""Who sees and who writes a self-evaluation, and what its scores may be."""

from collections.abc import Iterable, Mapping

from django.db.models import Exists, OuterRef, Q

from bianmin.kernel.actor import Actor, Permission, Role
from bianmin.quality.evaluation.models import Node, Round, SelfEvaluation
from bianmin.quality.evaluation.vocab import State


def visible(actor: Actor) -> Q:
    """The self-evaluations of the agencies one works in, and of those one judges or visits under the same edition."""
    if actor.has(Role.SYSTEM):
        return Q()
    invited = Q(judges__person=actor.key) | Q(guests__person=actor.key)
    same = {"framework": OuterRef("framework"), "year": OuterRef("year"), "entrants__agency": OuterRef("agency")}
    return Q(agency__in=actor.agencies(Permission.BELONG)) | Q(Exists(Round.objects.filter(invited, **same)))


def may_write(actor: Actor, agency: str) -> bool:
    """Those who draft the agency's plans write it."""
    return actor.has(Role.SYSTEM) or agency in actor.agencies(Permission.DRAFT_PLANS)


def writable(actor: Actor, row: SelfEvaluation) -> bool:
    """Whether the actor may write it now: a final one is written by nobody."""
    return row.state == State.DRAFT and may_write(actor, row.agency)


def scored(nodes: Iterable[Node], scores: Mapping[int, int]) -> dict[int, int]:
    """The score of every node by its key: its own, or else the sum of those below; nodes without any are left out."""
    totals = dict(scores)
    for node in sorted(nodes, key=lambda node: -node.position):
        if node.pk in totals and node.parent_id is not None and node.parent_id not in scores:
            totals[node.parent_id] = totals.get(node.parent_id, 0) + totals[node.pk]
    return totals


def over_weight(nodes: Iterable[Node], scores: Mapping[int, int]) -> list[Node]:
    """Nodes whose score is more than the weight the edition prints for them."""
    kept = list(nodes)
    totals = scored(kept, scores)
    return [node for node in kept if node.weight is not None and totals.get(node.pk, 0) > node.weight]
