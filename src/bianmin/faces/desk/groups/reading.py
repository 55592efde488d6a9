"""Read groups: all of the house, one with its seats, rhythm and meetings; one meeting, and its call as a paper."""

from typing import Any

from django.http import Http404, HttpResponseBase
from django.views.decorators.http import require_safe

from bianmin.faces.desk.common import say, show
from bianmin.faces.desk.quality.agenda import KINDS
from bianmin.faces.ui.doors import FIGURES, IMPROVE, MINUTES, Request, door
from bianmin.faces.ui.files import download
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import today
from bianmin.journeys.meet import call_paper
from bianmin.kernel.errors import NotFound
from bianmin.quality.groups.queries.agenda import suggested
from bianmin.quality.groups.queries.groups import group, groups_of, meetings, pack_of, seats, standings
from bianmin.quality.groups.queries.groups import meeting as meeting_card
from bianmin.quality.groups.rules import may_call, may_read
from bianmin.quality.groups.vocab import GroupShape, Kind, MeetingCard, Standing, State
from bianmin.quality.improvements.queries import owners
from bianmin.quality.indicators.vocab.values import DEMONSTRATION
from bianmin.quality.plans.queries.filings import sent
from bianmin.quality.plans.vocab.filings import FilingCard


def _line(shape: GroupShape, standing: Standing) -> dict[str, Any]:
    return {"shape": shape, "kind": shape.kind.label, "standing": standing, "panel": shape.kind is Kind.PANEL}


def _readable(request: Request) -> str:
    """The agency whose groups are read; those of others are not there."""
    agency = request.actor.agency
    if not may_read(request.actor, agency):
        raise NotFound
    return agency


@door(FIGURES)
@require_safe
@found
def listing(request: Request) -> HttpResponseBase:
    """The groups of the house, each with whether it met as often as it must."""
    agency, pack = _readable(request), pack_of(request.actor.agency)
    known = standings(agency, on=today())
    lines = [_line(one, known[one.code]) for one in groups_of(agency)]
    return show(
        request, "groups/list", lines=lines, say=say(request), demonstration=pack and pack.source == DEMONSTRATION
    )


def _filings(request: Request) -> dict[str, FilingCard]:
    """What the house filed, by what it was about; the newest counts."""
    return {card.subject: card for card in reversed(sent(request.actor, agency=request.actor.agency))}


def _sent(card: MeetingCard, filed: dict[str, FilingCard]) -> FilingCard | None:
    return filed.get(f"evaluation.minutes:{card.minutes}") if card.minutes else None


@door(FIGURES)
@require_safe
@found
def one(request: Request, code: str) -> HttpResponseBase:
    """One group: what it rests on, who sits in it, how often it meets, and its meetings with what was sent."""
    agency = _readable(request)
    shape, filed = group(agency, code), _filings(request)
    lines = [
        {"card": card, "state": card.state.label, "filed": _sent(card, filed)}
        for card in meetings(request.actor, agency=agency, group=code)
    ]
    return show(
        request, "groups/one", **_line(shape, standings(agency, on=today())[code]), lines=lines, say=say(request),
        seats=seats(agency, shape, on=today()), held=State.HELD, off=State.OFF, waits=State.CALLED,
        may_call=MINUTES.opens(request.actor) and may_call(request.actor, agency) and shape.kind is not Kind.PANEL,
    )  # fmt: skip


@door(FIGURES)
@require_safe
@found
def meeting(request: Request, key: int) -> HttpResponseBase:
    """One meeting: its agenda, and after it what was said and decided, with what is tracked."""
    card = meeting_card(request.actor, key)
    shape = group(card.agency, card.group)
    people = owners([card.called_by, *(item.owner for item in card.items if item.owner)])
    return show(
        request, "groups/meeting", card=card, shape=shape, state=card.state.label, say=say(request),
        items=[{"item": item, "owner": people.get(item.owner, "")} for item in card.items],
        called_by=people.get(card.called_by, ""), open=card.state is State.CALLED, held=card.state is State.HELD,
        seats=seats(card.agency, shape, on=card.held_on), suggested=suggested(card.agency, shape, on=card.held_on),
        may_call=MINUTES.opens(request.actor) and may_call(request.actor, card.agency),
        may_improve=IMPROVE.opens(request.actor), filed=_sent(card, _filings(request)), past=card.held_on <= today(),
    )  # fmt: skip


@door(FIGURES)
@require_safe
@found
def file(request: Request, key: int, kind: str) -> HttpResponseBase:
    """The call to a meeting with its agenda, as PDF or ODT."""
    if kind not in KINDS:
        raise Http404
    card = meeting_card(request.actor, key)
    return download(call_paper(card, kind), f"meeting-{card.id}.{kind}", KINDS[kind])
