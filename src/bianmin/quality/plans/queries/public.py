"""What the public reads of a plan: the version that was published, beside the values that were published."""

from dataclasses import dataclass

from bianmin.kernel.errors import NotFound
from bianmin.quality.indicators.queries.definitions import goals, indicators
from bianmin.quality.indicators.queries.snapshots import SnapshotCard, published
from bianmin.quality.indicators.queries.values import root_of
from bianmin.quality.indicators.vocab.definitions import IndicatorShape
from bianmin.quality.plans.queries.plans import public_plans, written_goals, year_of
from bianmin.quality.plans.vocab.cards import PlanCard


@dataclass(frozen=True, slots=True)
class PublicFigure:
    """An indicator of a plan: its target, and the values published for the year and the year before."""

    shape: IndicatorShape
    goal: str
    demonstration: bool
    now: SnapshotCard | None
    before: SnapshotCard | None


def public_plan(agency: str, code: str) -> PlanCard:
    """A plan as it was published.

    Raises:
        NotFound: none of this code was.
    """
    card = next((each for each in public_plans(agency) if each.code == code), None)
    if card is None:
        raise NotFound
    return card


def public_figures(card: PlanCard) -> dict[str, PublicFigure]:
    """The indicators of a published plan by code; values only where they were published."""
    known, over, values = indicators(card.agency), year_of(card), published(card.agency)
    codes = [
        code for code in dict.fromkeys(each for item in card.items for each in item.shape.indicators) if code in known
    ]
    force = goals([known[code] for code in codes], agency=card.agency, path=root_of(card.agency), span=over)
    targets = force | written_goals(card)
    found: dict[str, PublicFigure] = {}
    for code in codes:
        goal, now = targets.get(code), values.get((code, over.text))
        words = goal.printed if goal else now.goal if now else ""
        made_up = bool(goal and goal.demonstration)
        before = values.get((code, over.year_before.text))
        found[code] = PublicFigure(known[code].shape, words, made_up, now, before)
    return found
