"""What comes onto the agenda of a group's next meeting by itself, as its pack says."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from bianmin.foundation.accounts.queries import staff_of
from bianmin.foundation.orgs.queries import units_of
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound
from bianmin.kernel.rocdate import FOUNDED
from bianmin.quality.groups.vocab import BASIS, PLAN, PROPOSAL, TRACKED, UNIT, GroupShape, Item, Suggested, Topic
from bianmin.quality.improvements.queries import cards as improvements
from bianmin.quality.improvements.vocab import State as Done
from bianmin.quality.plans.queries.plans import card_of as plan_of
from bianmin.quality.plans.queries.plans import visible_to as plans_visible_to
from bianmin.quality.plans.rules.rights import IN_FORCE
from bianmin.quality.plans.vocab.cards import State as PlanState
from bianmin.quality.registers.queries.entries import visible_to as entries_visible_to
from bianmin.quality.registers.queries.people import entered_by
from bianmin.quality.registers.queries.published import name_of, register

PROPOSALS: Final = "proposals"
SUGGESTIONS: Final = "suggestions"
DEEPEST: Final = 3
"""How many strokes the path of a unit right below the agency has."""
Drawn = list[tuple[str, str]]
"""What each item is about, and the number of the improvement it reports on, if it does."""


def _units(_actor: Actor, agency: str, on: date) -> Drawn:
    return [(row.name, "") for row in units_of(agency, on=on) if row.path.count("/") == DEEPEST]


def _bases(actor: Actor, agency: str, _on: date) -> Drawn:
    """Each basis of the newest plan that is being drafted 計畫依據."""
    row = plans_visible_to(actor).filter(agency=agency, state__in=(PlanState.DRAFT, PlanState.SUBMITTED)).first()
    return [(f"{one.issuer}{one.title}", "") for one in plan_of(actor, row).head.bases] if row else []


def _plans(actor: Actor, agency: str, on: date) -> Drawn:
    year = on.year - FOUNDED + 1
    return [(row.title, "") for row in plans_visible_to(actor).filter(agency=agency, year=year, state__in=IN_FORCE)]


def _proposals(actor: Actor, agency: str, _on: date) -> Drawn:
    """Each proposal of colleagues that waits, as far as the actor may read it."""
    try:
        of = register(agency, PROPOSALS)
    except NotFound:
        return []
    rows = entries_visible_to(actor, of).filter(agency=agency, register=PROPOSALS, closed_on__isnull=True)
    return [(f"{row.number} {name_of(row)}", "") for row in rows.order_by("pk")[:50]]


def _tracked(actor: Actor, agency: str, on: date) -> Drawn:
    works = improvements(actor, agency=agency, on=on, states=(Done.OPEN, Done.DONE))
    return [(f"{work.number} {work.measure}", work.number) for work in works]


DRAWN: Final[Mapping[str, Callable[[Actor, str, date], Drawn]]] = {
    UNIT: _units, BASIS: _bases, PLAN: _plans, PROPOSAL: _proposals, TRACKED: _tracked,
}  # fmt: skip


def _items(actor: Actor, agency: str, topic: Topic, on: date) -> list[Item]:
    if not topic.each:
        return [Item(text=topic.text, must=topic.must)]
    found = DRAWN[topic.each](actor, agency, on)
    return [Item(text=f"{topic.text}：{about}", ref=ref, must=topic.must) for about, ref in found]


def drawn(actor: Actor, agency: str, shape: GroupShape, *, on: date) -> list[Item]:
    """The agenda of a meeting in this month or the next, as far as the actor may read what it draws from."""
    months = {on.month, on.month % 12 + 1}
    topics = [topic for topic in shape.topics if not topic.months or months.intersection(topic.months)]
    return [item for topic in topics for item in _items(actor, agency, topic, on)]


def suggested(agency: str, shape: GroupShape, *, on: date) -> list[Suggested]:
    """How many suggestions each colleague has made in the year of a meeting, where the group asks for some."""
    least = max((topic.suggestions for topic in shape.topics), default=0)
    if not least:
        return []
    made = entered_by(agency, SUGGESTIONS, date(on.year, 1, 1), on)
    return [Suggested(f"{one.name} {one.title}".strip(), made.get(one.key, 0), least) for one in staff_of(agency)]
