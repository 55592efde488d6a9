"""Write the strategies of a draft: take over those of the plan above, and put them into one's own words."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound, Refused
from bianmin.quality.plans.actions.drafts import draft_of
from bianmin.quality.plans.actions.moves import keep_act
from bianmin.quality.plans.actions.writing import plain
from bianmin.quality.plans.models import Plan
from bianmin.quality.plans.queries.plans import plan as read
from bianmin.quality.plans.vocab.cards import Verb
from bianmin.quality.plans.vocab.strategies import Follows, StrategyShape, own_code, walk


class NoPlanAbove(Refused):
    """The plan chosen is not there for the actor, or has no strategies."""

    message = _("Choose a plan that has strategies.")


class StrategyIsServed(Refused):
    """A strategy that items serve is left out."""

    message = _("Items {items} serve strategies that are left out here. Change these items first, or keep them.")


def _copied(shapes: list[StrategyShape]) -> list[StrategyShape]:
    """The strategies as they are taken over: their words, numbered without the letters of the plan above."""
    return [
        StrategyShape(
            code=own_code(shape.code), name=shape.name, how="same", origins=[shape.code],
            strategies=_copied(shape.strategies),
        )
        for shape in shapes
    ]  # fmt: skip


@transaction.atomic
def take_over(*, agency: str, code: str, above: tuple[str, str], by: Actor, at: datetime) -> Plan:
    """Take over the strategies of another plan (agency and code) into a draft, unchanged.

    Raises:
        NoPlanAbove: `follows` says so at its field.
        NotFound, NotAllowed: no such draft for this actor.
    """
    row = draft_of(agency, code, by)
    try:
        found = read(by, agency=above[0], code=above[1])
    except NotFound as missing:
        raise NoPlanAbove(field="follows") from missing
    if not found.head.strategies or found.code == code:
        raise NoPlanAbove(field="follows")
    follows = Follows(agency=found.agency, plan=found.code)
    return _keep(row, _copied(found.head.strategies), follows, by=by, at=at)


@transaction.atomic
def keep_strategies(*, agency: str, code: str, strategies: list[StrategyShape], by: Actor, at: datetime) -> Plan:
    """Write the strategies of a draft.

    Raises:
        StrategyIsServed: an item names one that is left out.
        NotFound, NotAllowed: no such draft for this actor.
    """
    row = draft_of(agency, code, by)
    known = {node.shape.code for node in walk(strategies)}
    if served := [item.code for item in row.items.order_by("position") if set(item.shape.strategies) - known]:
        raise StrategyIsServed(field="", items=", ".join(served))
    return _keep(row, strategies, row.shape.follows, by=by, at=at)


def _keep(row: Plan, strategies: list[StrategyShape], follows: Follows | None, *, by: Actor, at: datetime) -> Plan:
    changed = {"strategies": strategies, "follows": follows}
    row.definition = plain(row.shape.model_copy(update=changed))
    row.save(update_fields=["definition"])
    keep_act(row, Verb.EDIT, by=by, at=at)
    return row
