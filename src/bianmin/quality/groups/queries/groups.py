"""Read the groups of an agency: who sits in them, their meetings, and whether they met as often as they must."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from django.db.models import QuerySet

from bianmin.foundation.accounts.duties import sitting
from bianmin.foundation.packs.queries.held import held_or_shared
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound
from bianmin.kernel.rocdate import FOUNDED
from bianmin.quality.groups.models import Groups, Meeting
from bianmin.quality.groups.rules import may_call, readable
from bianmin.quality.groups.vocab import (
    GroupShape,
    GroupsPack,
    Item,
    MeetingCard,
    SeatCard,
    Sitter,
    Standing,
    State,
)
from bianmin.quality.indicators.vocab.spans import Span, span

SOON: Final = timedelta(days=30)
"""So long before the end of its time a meeting that was not held is told; a choice of the platform."""
MOST_MISSED: Final = 8


def pack_of(agency: str) -> GroupsPack | None:
    """The groups that hold for an agency: its own pack, else the one that all share."""
    return held_or_shared(Groups, GroupsPack, agency)


def groups_of(agency: str) -> tuple[GroupShape, ...]:
    """The groups of an agency in the order of its pack."""
    pack = pack_of(agency)
    return pack.groups if pack else ()


def group(agency: str, code: str) -> GroupShape:
    """A group by its code.

    Raises:
        NotFound: the agency has none.
    """
    found = next((one for one in groups_of(agency) if one.code == code), None)
    if found is None:
        raise NotFound
    return found


def seats(agency: str, shape: GroupShape, *, on: date) -> list[SeatCard]:
    """The seats of a group with who sits in them on a day."""
    holders = sitting(agency, [seat.duty for seat in shape.seats], on=on)
    people: dict[str, list[Sitter]] = {}
    for one in holders:
        sitter = Sitter(one.person, f"{one.name} {one.title}".strip(), one.valid_from, one.valid_until)
        people.setdefault(one.duty.code, []).append(sitter)
    return [SeatCard(seat, tuple(people.get(seat.duty, ()))) for seat in shape.seats]


def visible_to(actor: Actor) -> QuerySet[Meeting]:
    """The meetings an actor may read, the newest first."""
    return Meeting.objects.filter(readable(actor)).order_by("-held_on", "-pk")


def card_of(row: Meeting) -> MeetingCard:
    """The card of a row."""
    return MeetingCard(
        row.pk, row.agency, row.group, row.number, State(row.state), row.held_on, row.time, row.place,
        tuple(Item.model_validate(one, strict=False) for one in row.items), row.called_by, row.called_on, row.reason,
        row.minutes_id,
    )  # fmt: skip


def meetings(actor: Actor, *, agency: str, group: str) -> list[MeetingCard]:
    """The meetings of a group, the newest first."""
    return [card_of(row) for row in visible_to(actor).filter(agency=agency, group=group)[:100]]


def meeting(actor: Actor, key: int) -> MeetingCard:
    """One meeting.

    Raises:
        NotFound: there is none the actor may read.
    """
    row = visible_to(actor).filter(pk=key).first()
    if row is None:
        raise NotFound
    return card_of(row)


def _span(every: str, on: date) -> Span:
    year, month = on.year - FOUNDED + 1, on.month
    part = {
        "month": f"-{month:02}", "quarter": f"-Q{(month + 2) // 3}", "half-year": f"-H{(month + 5) // 6}",
    }.get(every, "")  # fmt: skip
    return span(f"{year}{part}")


def standing(shape: GroupShape, days: Iterable[date], *, on: date) -> Standing:
    """Whether a group that met on these days met as often as it must; times before its first meeting do not count."""
    if not shape.every:
        return Standing(None, met=True, missed=())
    known = {_span(shape.every, day) for day in days}
    running = _span(shape.every, on)
    missed, at = list[Span](), _span(shape.every, running.first - timedelta(days=1))
    while known and at > min(known) and len(missed) < MOST_MISSED:
        if at not in known:
            missed.append(at)
        at = _span(shape.every, at.first - timedelta(days=1))
    return Standing(running, met=running in known, missed=tuple(missed))


def _days(agency: str) -> dict[str, list[date]]:
    found: dict[str, list[date]] = {}
    for code, day in Meeting.objects.filter(agency=agency, state=State.HELD).values_list("group", "held_on"):
        found.setdefault(code, []).append(day)
    return found


def standings(agency: str, *, on: date) -> dict[str, Standing]:
    """Whether each group of an agency met as often as it must, by code; one statement."""
    days = _days(agency)
    return {one.code: standing(one, days.get(one.code, ()), on=on) for one in groups_of(agency)}


def to_hold(actor: Actor, agency: str, *, on: date) -> tuple[int, int]:
    """How many meetings wait for who calls them, and how many of these are late.

    A group that has not met when its time ends soon, or missed the one before; and meetings without their minutes.
    """
    if not groups_of(agency) or not may_call(actor, agency):
        return 0, 0
    found = standings(agency, on=on).values()
    late = sum(one.late for one in found)
    soon = sum(one.late or (one.span is not None and not one.met and one.span.last - on <= SOON) for one in found)
    unwritten = Meeting.objects.filter(agency=agency, state=State.CALLED, held_on__lt=on).count()
    return soon + unwritten, late + unwritten


def invited_to(actor: Actor, agency: str, *, on: date) -> list[MeetingCard]:
    """The meetings from today on of groups in which the actor sits, the next first."""
    shapes = {one.code: one for one in groups_of(agency)}
    called = Meeting.objects.filter(agency=agency, state=State.CALLED, held_on__gte=on) if shapes else ()
    rows = [card_of(row) for row in called]
    if not rows:
        return []
    duties = {code: {seat.duty for seat in one.seats} for code, one in shapes.items()}
    mine = {one.duty.code for one in sitting(agency, set().union(*duties.values()), on=on) if one.person == actor.key}
    return sorted((row for row in rows if duties.get(row.group, set()) & mine), key=lambda row: row.held_on)
