"""The rules of drafting 研訂原則 that a governing plan sets, each a check over the whole plan."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from bianmin.kernel.rocdate import FOUNDED
from bianmin.quality.plans.vocab.cards import Judgement, PlanCard
from bianmin.quality.plans.vocab.deadlines import Kind
from bianmin.quality.plans.vocab.shapes import DraftingRule

COVERS: Final = ("check", "publish", "reward")
"""What the section on evaluation must cover: unannounced checks, publishing results, rewards and sanctions."""
DECEMBER: Final = 12
Found = Iterator[tuple[str, str]]
"""Code of the item (empty: the plan) and a sentence."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What is judged: the plan, the indicators that can be measured, and the pages it prints on, where known."""

    plan: PlanCard
    measured: Collection[str]
    pages: int | None = None

    @property
    def year(self) -> int:
        """The Gregorian year of the plan."""
        return self.plan.head.year + FOUNDED - 1


def drawn(draft: Draft, _rule: DraftingRule) -> Found:
    """Every item is drawn from a strategy of the plan and an area."""
    if not draft.plan.head.strategies:
        yield "", _("Take over the strategies of the governing plan, and say which item serves which.")
        return
    rows = {row.code: row.shape.areas for row in draft.plan.rows}
    for item in draft.plan.items:
        if not item.shape.strategies:
            yield item.code, _("Say which strategy this item serves.")
        if not item.areas and not rows.get(item.shape.row):
            yield item.code, _("Say which area this item belongs to.")


def measurable(draft: Draft, _rule: DraftingRule) -> Found:
    """Every item has a quantity or an indicator."""
    for item in draft.plan.items:
        if not item.shape.quantities and not item.shape.indicators:
            yield item.code, _("Give a quantity or an indicator by which it can be measured.")


def benefit(draft: Draft, _rule: DraftingRule) -> Found:
    """Every item says what good it does."""
    for item in draft.plan.items:
        if not item.shape.benefit:
            yield item.code, _("Say what benefit is expected.")


def evaluable(draft: Draft, _rule: DraftingRule) -> Found:
    """Every indicator named is one that is measured here."""
    for item in draft.plan.items:
        for code in item.shape.indicators:
            if code not in draft.measured:
                yield (
                    item.code,
                    _("Indicator %(code)s is not measured here. Load it, or choose another.") % {"code": code},
                )


def deadline(draft: Draft, _rule: DraftingRule) -> Found:
    """Every item has a deadline that can be read."""
    for item in draft.plan.items:
        if item.deadline.kind in (Kind.BLANK, Kind.UNREADABLE):
            yield item.code, _("Set a deadline: a day, a month, a range, or how often.")


def uniform_deadline(draft: Draft, rule: DraftingRule) -> Found:
    """Not all items (or a share of them) end in December of the plan's year."""
    ends = [item.deadline.last for item in draft.plan.items]
    late = sum(day is not None and (day.year, day.month) == (draft.year, DECEMBER) for day in ends)
    if len(ends) > 1 and late * 100 >= len(ends) * rule.share:
        yield "", _("%(late)s of %(all)s items end in December. Set each its own deadline.") % {
            "late": late, "all": len(ends),
        }  # fmt: skip


def certain_deadline(draft: Draft, rule: DraftingRule) -> Found:
    """No deadline uses a word that says nothing."""
    for item in draft.plan.items:
        for term in rule.terms:
            if term in item.deadline.text:
                yield item.code, _("The deadline says “%(term)s”. Write when or how often.") % {"term": term}


def within_year(draft: Draft, _rule: DraftingRule) -> Found:
    """Every deadline lies in the plan's year."""
    for item in draft.plan.items:
        if item.deadline.last is not None and item.deadline.last.year != draft.year:
            yield item.code, _("The deadline lies outside the plan's year.")


def lead_unit(draft: Draft, _rule: DraftingRule) -> Found:
    """Every item names the unit that leads."""
    for item in draft.plan.items:
        if all(unit.role != "lead" for unit in item.shape.units):
            yield item.code, _("Name the unit that leads, and those that co-operate.")


def pages(draft: Draft, rule: DraftingRule) -> Found:
    """The plan prints on no more than so many pages."""
    if draft.pages is not None and draft.pages > rule.most:
        yield "", _("It prints on %(pages)s pages; %(most)s are the rule.") % {"pages": draft.pages, "most": rule.most}


def goals_linked(draft: Draft, _rule: DraftingRule) -> Found:
    """Every goal says which goal of the governing plan it serves."""
    goals = draft.plan.head.goals
    if not goals:
        yield "", _("Write the plan's goals.")
    for goal in goals:
        if not goal.serves:
            yield "", _("Say which goal of the governing plan this one serves: %(goal)s") % {"goal": goal.text}


def period(draft: Draft, _rule: DraftingRule) -> Found:
    """The period is the plan's year, January to December."""
    given = draft.plan.head.period
    if given is None or (given.first, given.last) != (date(draft.year, 1, 1), date(draft.year, 12, 31)):
        yield "", _("The period runs from January to December of the plan's year.")


def sections(draft: Draft, _rule: DraftingRule) -> Found:
    """The section on evaluation covers checks, publication and rewards."""
    parts = [section for section in draft.plan.head.sections if section.role == "evaluation"]
    covered = {entry.covers for section in parts for entry in section.entries}
    names = {
        "check": _("unannounced checks"),
        "publish": _("publishing results and demands"),
        "reward": _("rewards and sanctions"),
    }
    for part in COVERS:
        if part not in covered:
            yield "", _("The section on evaluation does not cover %(part)s.") % {"part": names[part]}


CHECKS: Final[dict[str, Callable[[Draft, DraftingRule], Found]]] = {
    check.__name__: check
    for check in (
        measurable, benefit, evaluable, deadline, uniform_deadline, certain_deadline, within_year, lead_unit, pages,
        goals_linked, period, sections, drawn,
    )
}  # fmt: skip


def judged(draft: Draft, rules: Collection[DraftingRule]) -> list[Judgement]:
    """What the rules find, in their order."""
    return [
        Judgement(rule.code, rule.severity, item, sentence)
        for rule in rules
        for item, sentence in CHECKS[rule.check](draft, rule)
    ]
