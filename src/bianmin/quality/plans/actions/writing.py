"""Make the rows of a plan from its document, and the document from its rows."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from bianmin.foundation.packs.vocab import Shape
from bianmin.kernel.errors import Refused
from bianmin.quality.indicators.queries.definitions import targets_of
from bianmin.quality.indicators.queries.values import root_of
from bianmin.quality.indicators.vocab.spans import span
from bianmin.quality.plans.models import Area, Item, Plan, Profile, Row
from bianmin.quality.plans.vocab.cards import State
from bianmin.quality.plans.vocab.deadlines import deadline
from bianmin.quality.plans.vocab.shapes import NO_JUDGE, AreaShape, ItemShape, PlannedTarget, PlanPack
from bianmin.quality.plans.vocab.strategies import walk

TABLE = {"areas", "rows", "items"}


class UnknownCodes(Refused):
    """Rows or items name areas, rows, items or strategies that the plan has not, or a code stands twice."""

    message = _(
        "{pack}: no area, row, item or strategy of the plan, or more than one, has the code {codes}. Mend the codes."
    )


class EmptyPlan(Refused):
    """A plan with neither items nor strategies says nothing."""

    message = _("{pack}: a plan has items, or strategies for the plans below it. Write one of them.")


class UnknownJudge(Refused):
    """The plan names rules that are not loaded."""

    message = _("{pack}: the drafting rules {judge} are not loaded. Load them first, or write judge: none.")


def plain(shape: Shape, *, without: Iterable[str] = ()) -> dict[str, Any]:
    """A shape as it is kept in a row."""
    return shape.model_dump(mode="json", exclude_defaults=True, exclude=set(without))


def _walk(areas: list[AreaShape], above: str = "") -> Iterator[tuple[str, AreaShape]]:
    for area in areas:
        yield above, area
        yield from _walk(area.areas, area.code)


def _check(document: PlanPack) -> None:
    if not document.items and not document.strategies:
        raise EmptyPlan(pack=document.id)
    _check_codes(document)
    _check_origins(document)
    known = Profile.objects.filter(code=document.judge, agency__in=("", document.agency), current=True)
    if document.judge != NO_JUDGE and not known.exists():
        raise UnknownJudge(pack=document.id, judge=document.judge)


def _areas_named(document: PlanPack) -> set[str]:
    rows = {code for row in document.rows for code in row.areas}
    return rows | {code for item in document.items for code in item.areas}


def _check_codes(document: PlanPack) -> None:
    """Refuse codes that stand twice, or name what the document does not have."""
    areas = [area.code for _above, area in _walk(document.areas)]
    rows, items = [row.code for row in document.rows], [item.code for item in document.items]
    strategies = [node.shape.code for node in walk(document.strategies)]
    twice = {code for codes in (areas, rows, items, strategies) for code in codes if codes.count(code) > 1}
    wrong = twice | ({code for item in document.items for code in item.strategies} - {*strategies})
    wrong |= _areas_named(document) - {*areas}
    wrong |= {item.row for item in document.items} - {*rows, ""}
    wrong |= {item.same_as for item in document.items} - {*items, ""}
    if wrong:
        raise UnknownCodes(pack=document.id, codes=", ".join(sorted(wrong)))


def _check_origins(document: PlanPack) -> None:
    """Refuse origins that the plan above has not; one that is not loaded here cannot be asked."""
    origins = {code for node in walk(document.strategies) for code in node.shape.origins}
    follows = document.follows
    above = Plan.objects.filter(agency=follows.agency, code=follows.plan, current=True).first() if follows else None
    known = {node.shape.code for node in walk(above.shape.strategies)} if above else origins
    if wrong := origins - known:
        raise UnknownCodes(pack=document.id, codes=", ".join(sorted(wrong)))


def write_plan(document: PlanPack) -> Plan:
    """Make a new version of a plan, a draft (or history), and take the place of the version before it.

    Raises:
        EmptyPlan, UnknownCodes, UnknownJudge: the document does not hold together.
    """
    _check(document)
    Plan.objects.filter(agency=document.agency, code=document.id, current=True).update(current=False)
    plan = Plan.objects.create(
        agency=document.agency, code=document.id, version=document.version, year=document.year, title=document.title,
        state=State.HISTORY if document.history else State.DRAFT, definition=plain(document, without=TABLE),
    )  # fmt: skip
    areas: dict[str, Area] = {}
    for place, (above, shape) in enumerate(_walk(document.areas)):
        areas[shape.code] = Area.objects.create(
            plan=plan, parent=areas.get(above), code=shape.code, position=place,
            definition=plain(shape, without=["areas"]),
        )  # fmt: skip
    rows = {row.code: row for row in _write_rows(plan, document, areas)}
    for place, each in enumerate(document.items):
        write_item(plan, each, place, areas, rows)
    return plan


def _write_rows(plan: Plan, document: PlanPack, areas: dict[str, Area]) -> Iterator[Row]:
    for place, shape in enumerate(document.rows):
        row = Row.objects.create(plan=plan, code=shape.code, position=place, definition=plain(shape))
        row.areas.set([areas[code] for code in shape.areas])
        yield row


def write_item(plan: Plan, shape: ItemShape, position: int, areas: dict[str, Area], rows: dict[str, Row]) -> Item:
    """Make the row of an item, or write it anew where its code is there already."""
    row = rows.get(shape.row)
    inherited = deadline(row.shape.deadline).last if row else None
    last = deadline(shape.deadline).last or inherited
    values = {"row": row, "position": position, "due_on": last, "definition": plain(shape)}
    item, _made = Item.objects.update_or_create(plan=plan, code=shape.code, defaults=values)
    item.areas.set([areas[code] for code in shape.areas])
    return item


def _nested(area: Area, below: dict[int | None, list[Area]]) -> dict[str, Any]:
    deeper = [_nested(each, below) for each in below.get(area.pk, [])]
    return {**area.definition, **({"areas": deeper} if deeper else {})}


def document_of(plan: Plan) -> dict[str, Any]:
    """The document of a plan from its rows."""
    below: dict[int | None, list[Area]] = {}
    for area in plan.areas.order_by("position"):
        below.setdefault(area.parent_id, []).append(area)
    table = {
        "areas": [_nested(area, below) for area in below.get(None, [])],
        "rows": [row.definition for row in plan.rows.order_by("position")],
        "items": [item.definition for item in plan.items.order_by("position")],
    }
    return {**plan.definition, **{name: rows for name, rows in table.items() if rows}}


def targets_now(plan: Plan) -> list[PlannedTarget]:
    """The targets in force for the plan's indicators, as the plan keeps them."""
    codes = {code for item in plan.items.all() for code in item.shape.indicators}
    found = targets_of(plan.agency, path=root_of(plan.agency), span=span(str(plan.year)))
    return [
        PlannedTarget(indicator=each.indicator, op=each.op, value=each.value, source=each.source)
        for each in found
        if each.indicator in codes
    ]
