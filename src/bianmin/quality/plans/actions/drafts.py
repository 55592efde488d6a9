"""Write a draft on pages: amend a plan, and change its head, items and targets."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, NotFound, Refused
from bianmin.quality.indicators.queries.definitions import indicators, targets_of
from bianmin.quality.indicators.queries.values import root_of
from bianmin.quality.indicators.vocab.spans import span
from bianmin.quality.indicators.vocab.values import DEMONSTRATION
from bianmin.quality.plans.actions.moves import keep_act, locked
from bianmin.quality.plans.actions.writing import document_of, plain, targets_now, write_item, write_plan
from bianmin.quality.plans.models import Item, Plan
from bianmin.quality.plans.queries.plans import visible_to
from bianmin.quality.plans.rules.rights import may_draft
from bianmin.quality.plans.vocab.cards import Verb
from bianmin.quality.plans.vocab.deadlines import Kind, deadline
from bianmin.quality.plans.vocab.shapes import Head, ItemShape, PlannedTarget, PlanPack
from bianmin.quality.plans.vocab.strategies import walk

FIXED = ("id", "version", "agency", "year", "judge", "history", "source", "unit")
"""What is never changed on a page."""
DESK = "desk"
"""The source of what was written on pages."""


class NeedsText(Refused):
    """An item says nothing, or a plan has no title."""

    message = _("Write this before you go on.")


class UnreadableDeadline(Refused):
    """A deadline that is no day, month, range or rhythm."""

    message = _("“{text}” is no deadline. Write a day, a month, a range or how often: 114年6月, 114年1月至6月, 每月.")


class CodeIsTaken(Refused):
    """Another item of the plan has this number."""

    message = _("Item {code} is there already. Give another number.")


class UnknownName(Refused):
    """An area, strategy or indicator that is not there."""

    message = _("{names}: not in this plan or not measured here. Choose from the list.")


class LastItem(Refused):
    """A plan without items is none."""

    message = _("A plan has at least one item. Change this one instead of taking it out.")


def next_version(versions: Iterable[str], version: str) -> str:
    """The name of the version after one: the next whole number, else .1 and so on behind it."""
    taken = set(versions)
    count = 1
    while True:
        name = str(int(version) + count) if version.isdecimal() else f"{version}.{count}"
        if name not in taken:
            return name
        count += 1


@transaction.atomic
def amend(*, agency: str, code: str, by: Actor, at: datetime) -> Plan:
    """Begin the next version of an approved plan 修正: a draft like it, approved like the first; the old one stays.

    Raises:
        NotFound, NotAllowed: it is not there for this actor, not approved yet, or not the actor's.
    """
    plan = locked(agency, code, Verb.AMEND, by)
    versions = Plan.objects.filter(agency=agency, code=code).values_list("version", flat=True)
    document = PlanPack.model_validate(document_of(plan), strict=False)
    source = document.source if document.source == DEMONSTRATION else DESK
    targets = document.targets or targets_now(plan)
    changed = {"version": next_version(versions, plan.version), "source": source, "targets": targets}
    amended = write_plan(document.model_copy(update=changed))
    keep_act(amended, Verb.AMEND, place=plan.version, by=by, at=at)
    return amended


def in_force(agency: str, year: int) -> dict[str, tuple[str, str]]:
    """The targets in force for the whole agency and year: sign and number by indicator."""
    found = targets_of(agency, path=root_of(agency), span=span(str(year)))
    return {each.indicator: (each.op, each.value) for each in found}


def draft_of(agency: str, code: str, by: Actor) -> Plan:
    """The draft that is written, locked.

    Raises:
        NotFound, NotAllowed: it is not there for this actor, or not the actor's to write now.
    """
    plan = visible_to(by).select_for_update().filter(agency=agency, code=code).first()
    if plan is None:
        raise NotFound
    if not may_draft(by, plan):
        raise NotAllowed
    return plan


@transaction.atomic
def keep_item(*, agency: str, code: str, item: ItemShape, before: str = "", by: Actor, at: datetime) -> Item:
    """Write an item of a draft; `before` is the number it had, empty for a new one, which goes to the end.

    Raises:
        NeedsText, UnreadableDeadline, CodeIsTaken, UnknownName: `field` says where.
        NotFound, NotAllowed: no such draft or item for this actor.
    """
    plan = draft_of(agency, code, by)
    old = plan.items.filter(code=before).first() if before else None
    if before and old is None:
        raise NotFound
    areas = {area.code: area for area in plan.areas.all()}
    _check_item(plan, item, before, areas.keys())
    rows = {row.code: row for row in plan.rows.all()}
    if old is not None and item.code != before:
        Item.objects.filter(pk=old.pk).update(code=item.code)
    last = plan.items.aggregate(last=Max("position"))["last"]
    position = old.position if old is not None else (-1 if last is None else last) + 1
    kept = write_item(plan, item, position, areas, rows)
    keep_act(plan, Verb.EDIT, place=item.code, by=by, at=at)
    return kept


def _check_item(plan: Plan, item: ItemShape, before: str, areas: Iterable[str]) -> None:
    if not item.text.strip():
        raise NeedsText(field="text")
    if item.code != before and plan.items.filter(code=item.code).exists():
        raise CodeIsTaken(field="code", code=item.code)
    if deadline(item.deadline).kind is Kind.UNREADABLE:
        raise UnreadableDeadline(field="deadline", text=item.deadline)
    if strange := sorted(set(item.areas) - set(areas)):
        raise UnknownName(field="areas", names=", ".join(strange))
    if strange := sorted(set(item.strategies) - {node.shape.code for node in walk(plan.shape.strategies)}):
        raise UnknownName(field="strategies", names=", ".join(strange))
    if strange := sorted(set(item.indicators) - indicators(plan.agency).keys()):
        raise UnknownName(field="indicators", names=", ".join(strange))


@transaction.atomic
def drop_item(*, agency: str, code: str, item: str, by: Actor, at: datetime) -> None:
    """Take an item out of a draft.

    Raises:
        LastItem: it is the only one.
        NotFound, NotAllowed: no such draft or item for this actor.
    """
    plan = draft_of(agency, code, by)
    old = plan.items.filter(code=item).first()
    if old is None:
        raise NotFound
    if plan.items.count() == 1:
        raise LastItem
    old.areas.clear()
    old.delete()
    keep_act(plan, Verb.EDIT, place=f"-{item}", by=by, at=at)


@transaction.atomic
def keep_head(*, agency: str, code: str, head: Head, by: Actor, at: datetime) -> Plan:
    """Write what a draft says about itself; identity, version, year and rules stay.

    Raises:
        NeedsText: no title.
        NotFound, NotAllowed: no such draft for this actor.
    """
    plan = draft_of(agency, code, by)
    if not head.title.strip():
        raise NeedsText(field="title")
    kept = plan.shape
    fixed = {
        name: getattr(kept, name) for name in ("id", "version", "agency", "year", "judge", "history", "source", "unit")
    }
    plan.definition = plain(head.model_copy(update=fixed))
    plan.title = head.title
    plan.save(update_fields=["definition", "title"])
    keep_act(plan, Verb.EDIT, by=by, at=at)
    return plan


@transaction.atomic
def keep_targets(*, agency: str, code: str, targets: list[PlannedTarget], by: Actor, at: datetime) -> Plan:
    """Write the targets of a draft; they come into force when it is approved.

    Raises:
        UnknownName: an indicator that is not measured here.
        NotFound, NotAllowed: no such draft for this actor.
    """
    plan = draft_of(agency, code, by)
    if strange := sorted({each.indicator for each in targets} - indicators(agency).keys()):
        raise UnknownName(field="", names=", ".join(strange))
    plan.definition = plain(plan.shape.model_copy(update={"targets": targets}))
    plan.save(update_fields=["definition"])
    keep_act(plan, Verb.EDIT, by=by, at=at)
    return plan
