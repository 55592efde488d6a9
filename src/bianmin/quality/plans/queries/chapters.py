"""Chapters of a plan as blocks of paper: its strategies, and its areas where it has no table."""

from django.utils.translation import gettext as _

from bianmin.foundation.documents.tree import Block, Column, Heading, Items, Line, Table
from bianmin.quality.plans.vocab.cards import AreaCard, PlanCard
from bianmin.quality.plans.vocab.strategies import StrategyShape, walk


def strategies(card: PlanCard, level: int) -> list[Block]:
    """The strategies of a plan, those below each as a list under it."""
    blocks = list[Block]()
    for shape in card.head.strategies:
        blocks.append(Heading(level, shape.name))
        blocks += [Items(tuple((below.name,) for below in shape.strategies), ordered=True)] if shape.strategies else []
    return blocks


def strategy_table(card: PlanCard) -> list[Block]:
    """Each strategy that measures hang on, beside the items that carry it out; a dash where none does."""
    leaves = [(node.above, node.shape) for node in walk(card.head.strategies) if node.leaf]
    if not leaves:
        return []
    names = {shape.code: shape.name for shape in card.head.strategies}
    lines, before = list[tuple[Line, ...]](), ""
    for above, shape in leaves:
        lines.append((("" if above == before else names.get(above, ""),), (shape.name,), _carried(card, shape)))
        before = above
    return [
        Table((Column(1.6), Column(2.2), Column(2.6)), (card.head.headings.strategies, "", _("Items")), tuple(lines))
    ]


def _carried(card: PlanCard, shape: StrategyShape) -> Line:
    found = [item for item in card.items if shape.code in item.shape.strategies]
    return ("\n".join(f"{item.code} {item.shape.text}" for item in found) or "-",)


def areas_listed(card: PlanCard, level: int) -> list[Block]:
    """The names of the areas, those below each as a list under it."""
    blocks = list[Block]()
    for top in (area for area in card.areas if not area.parent):
        blocks.append(Heading(level, top.shape.name))
        blocks.append(Items(tuple((line,) for line in _below(card, top)), ordered=True))
    return blocks


def _below(card: PlanCard, top: AreaCard) -> list[str]:
    """The areas directly below one, each with those below it."""
    found = []
    for area in (each for each in card.areas if each.parent == top.code):
        names = "、".join(each.shape.name for each in card.areas if each.parent == area.code)
        found.append(f"{area.shape.name}：{names}" if names else area.shape.name)
    return found
