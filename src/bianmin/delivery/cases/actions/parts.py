"""Parts of a case 子案: opened with it, each decided by its own unit; the whole is decided when all of them are."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.cases.actions.steps import change, happened
from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.queries.parts import parts_of
from bianmin.delivery.cases.vocab import GIVEN, OPEN, EventKind, Outcome, State
from bianmin.delivery.cases.vocab.part import PartCard
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import Refused


class PartsAreOpen(Refused):
    """Some parts are not decided yet."""

    message = _("Not all parts are decided yet: {parts}. The whole is decided when all of them are.")


class NeededPartIsLost(Refused):
    """A part without which there is nothing to grant."""

    message = _("{parts} was not granted, and without it nothing of the whole can be. Refuse it, and say why.")


class PartIsLost(Refused):
    """A part is missing of what would be granted in full."""

    message = _("{parts} was not granted. Grant the whole in part, or refuse it.")


def join_whole(part: Case, whole: Case, name: str, *, by: Actor, at: datetime) -> None:
    """Make a case that was just received a part of another; both timelines say so."""
    change(part, "join_whole", by=by, at=at, parent_id=whole.pk, reply_due_on=None)
    happened(part, EventKind.PART_OF, by=by, at=at, public=False, number=whole.number)
    happened(whole, EventKind.PART_OPENED, by=by, at=at, name=name)


def check_parts(case: Case, outcome: str) -> None:
    """Refuse a decision on the whole that its parts do not allow.

    Raises:
        PartsAreOpen, NeededPartIsLost, PartIsLost.
    """
    parts = parts_of(case)
    waiting, lost = [part for part in parts if part.open], [part for part in parts if part.lost]
    needed = [part for part in lost if part.needed]
    if waiting:
        raise PartsAreOpen(field="outcome", parts=_named(waiting))
    if needed and outcome in GIVEN:
        raise NeededPartIsLost(field="outcome", parts=_named(needed))
    if lost and outcome == Outcome.GRANTED:
        raise PartIsLost(field="outcome", parts=_named(lost))


def _named(parts: Iterable[PartCard]) -> str:
    return "、".join(part.name for part in parts)


def tell_whole(part: Case, *, by: Actor, at: datetime) -> None:
    """Write into the whole that a part ended, and when it waits for none any more."""
    whole = part.parent
    if whole is None:
        return
    given = part.outcome in GIVEN
    kind = EventKind.PART_GRANTED if given else EventKind.PART_LOST
    happened(whole, kind, by=by, at=at, name=part.service_name)
    if not whole.parts.filter(state__in=OPEN).exists():
        happened(whole, EventKind.PARTS_DONE, by=by, at=at)


def close_parts(whole: Case, *, by: Actor, at: datetime) -> None:
    """Withdraw the parts that are still open with the whole."""
    for part in whole.parts.filter(state__in=OPEN):
        change(part, "withdraw", by=by, at=at, state=State.WITHDRAWN.value, proposed_by="", proposed_for="")
        happened(part, EventKind.WITHDRAWN, by=by, at=at)
