"""Read a plan by its strategies: where each comes from, which items carry it out, and what of the house serves it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from bianmin.delivery.catalog.queries.sheets import sheets
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound
from bianmin.quality.indicators.queries.definitions import indicators
from bianmin.quality.indicators.queries.values import values
from bianmin.quality.indicators.vocab.spans import Span
from bianmin.quality.indicators.vocab.values import Value
from bianmin.quality.plans.queries.plans import against, plan, visible_to, written_goals, year_of
from bianmin.quality.plans.vocab.cards import ItemCard, PlanCard
from bianmin.quality.plans.vocab.strategies import MeansPack, Node, Serving, StrategyShape, walk

MEANS: Final = "means"
Key = tuple[str, str]
"""A strategy of a plan: the plan's code and the strategy's."""


@dataclass(frozen=True, slots=True)
class StrategyLine:
    """A strategy with its origins in the plan above, the items that carry it out, and what serves it.

    `gap`: measures hang on it and none does; in a plan without items of its own, nothing of the house serves it.
    """

    node: Node
    origins: tuple[StrategyShape, ...]
    items: tuple[ItemCard, ...]
    serving: tuple[Serving, ...]
    gap: bool

    @property
    def indicators(self) -> tuple[str, ...]:
        """Codes of the indicators of its items and of what serves it, each once."""
        codes = [code for item in self.items for code in item.shape.indicators]
        return tuple(dict.fromkeys(codes + [code for one in self.serving for code in one.indicators]))


def means(agency: str) -> dict[str, MeansPack]:
    """What serves strategies in an agency: the packs shared by all, and its own, by code."""
    return {**sheets("", MEANS, MeansPack), **(sheets(agency, MEANS, MeansPack) if agency else {})}


def plan_above(actor: Actor, card: PlanCard) -> PlanCard | None:
    """The plan whose strategies this one takes over; None where it names none or the reader may not see it."""
    follows = card.head.follows
    if follows is None:
        return None
    try:
        return plan(actor, agency=follows.agency, code=follows.plan)
    except NotFound:
        return None


def plans_with_strategies(actor: Actor, *, without: str) -> list[tuple[str, str, str]]:
    """Plans whose strategies another may take over: agency, code and title; without one's own code."""
    rows = visible_to(actor).exclude(code=without)
    return [(row.agency, row.code, row.title) for row in rows if row.definition.get("strategies")]


def by_strategy(actor: Actor, card: PlanCard) -> list[StrategyLine]:
    """The strategies of a plan in their order, each with what it comes from, what carries it out, what serves it."""
    above = plan_above(actor, card)
    known = {node.shape.code: node.shape for node in walk(above.head.strategies)} if above else {}
    return [_line(node, card, known, _serving(card.agency)) for node in walk(card.head.strategies)]


def _serving(agency: str) -> Mapping[Key, Serving]:
    return {(pack.plan, each.strategy): each for pack in means(agency).values() for each in pack.means}


def _line(
    node: Node, card: PlanCard, above: Mapping[str, StrategyShape], serving: Mapping[Key, Serving]
) -> StrategyLine:
    shape = node.shape
    keys = [(card.code, shape.code)]
    keys += [(card.head.follows.plan, code) for code in shape.origins] if card.head.follows else []
    items = tuple(item for item in card.items if shape.code in item.shape.strategies)
    served = tuple(serving[key] for key in keys if key in serving)
    return StrategyLine(
        node=node,
        origins=tuple(above[code] for code in shape.origins if code in above),
        items=items,
        serving=served,
        gap=node.leaf and not (items if card.items else served),
    )


def strategy_values(actor: Actor, card: PlanCard, lines: Iterable[StrategyLine], *, over: Span) -> dict[str, Value]:
    """The values over a span of all indicators of some strategies that are measured in the agency, by code.

    Over the plan's own year they are compared with the targets that it sets itself.

    Raises:
        NotAllowed: the actor may not read the agency's figures.
    """
    known = indicators(card.agency)
    codes = sorted({code for line in lines for code in line.indicators if code in known})
    found = values(actor, codes, agency=card.agency, span=over) if codes else []
    written = written_goals(card) if over == year_of(card) else {}
    return {value.code: against(value, written.get(value.code)) for value in found}
