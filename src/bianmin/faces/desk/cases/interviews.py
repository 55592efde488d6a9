"""Interviews at the desk: fix one, record it, review it, and the list by which they are supervised."""

from datetime import datetime, timedelta
from typing import Final

from django.http import HttpResponseBase
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from bianmin.delivery.cases.actions.interview import (
    RoomIsUnknown,
    TimeIsPast,
    hold_interview,
    review_interview,
)
from bianmin.delivery.cases.queries.card import CaseCard
from bianmin.delivery.cases.queries.interview import supervision
from bianmin.delivery.cases.vocab import Verb
from bianmin.delivery.cases.vocab.interview import Finding, InterviewState
from bianmin.delivery.catalog.queries.interviews import places
from bianmin.faces.desk.asking import Asked
from bianmin.faces.desk.cases.acting import Act
from bianmin.faces.desk.common import say, show
from bianmin.faces.ui.doors import CASES, Request, door
from bianmin.faces.ui.now import today
from bianmin.journeys.interview import plan_interview
from bianmin.kernel import rocdate
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import Refused
from bianmin.kernel.text import whole

MARK: Final = "|"
BACK: Final = 30
AHEAD: Final = 60


def _fixing(card: CaseCard) -> list[Asked]:
    sites = card.service.offer.interview.sites if card.service.offer.interview else ()
    rooms = tuple((f"{site.code}{MARK}{room}", f"{site.name} {room}") for site in sites for room in site.rooms)
    return [
        Asked("room", _("Place and room"), part="choices", options=rooms),
        Asked("start", _("Day and time"), short=True, hint=_("For example 2026-12-15T14:30 or 115/12/15 14:30.")),
    ]


def _moment(text: str) -> datetime:
    day, _space, clock = text.strip().replace("T", " ").partition(" ")
    try:
        return rocdate.parse_moment(f"{rocdate.parse(day).isoformat()}T{clock.strip()}")
    except Refused:
        raise TimeIsPast(field="start") from None


def _fix(*, number: str, room: str, start: str, by: Actor, at: datetime) -> None:
    site, mark, name = room.partition(MARK)
    if not mark:
        raise RoomIsUnknown(field="room")
    plan_interview(number=number, site=site, room=name, start=_moment(start), by=by, at=at)


def _recording(card: CaseCard) -> list[Asked]:
    rules = card.service.offer.interview.rules if card.service.offer.interview else ()
    said = {"keep": _now("Kept: %(rule)s"), "never": _now("Not asked: %(rule)s")}
    confirmed = tuple((rule.code, said[rule.kind] % {"rule": rule.text}) for rule in rules)
    came = (("yes", _("The applicant came")), ("no", _("The applicant did not come")))
    return [
        Asked(
            "came",
            _("Was it held?"),
            part="choices",
            options=came,
            value="yes",
            hint=_("Who did not come: leave the rest empty."),
        ),
        Asked("kept", _("The rules of the interview"), part="choices", options=confirmed, several=True),
        Asked("record", _("What was asked and answered"), part="lines"),
        Asked("finding", _("What you recommend"), part="choices", options=tuple(Finding.choices)),
        Asked("reasons", _("Reasons"), part="lines"),
    ]


def _record(*, number: str, came: str, by: Actor, at: datetime, kept: tuple[str, ...] = (), **words: str) -> None:
    hold_interview(number=number, kept=kept, came=came != "no", by=by, at=at, **words)


def _reviewing(_card: CaseCard) -> list[Asked]:
    ways = (("yes", _("It stands")), ("no", _("It is to be held again")))
    return [
        Asked("stands", _("Your review"), part="choices", options=ways),
        Asked("remark", _("Remark"), part="lines", required=False, hint=_("Needed where it is held again.")),
    ]


INTERVIEWING: Final = (
    Act(
        Verb.PLAN_INTERVIEW,
        _("The applicant is told the day and sees time, place and what to bring on the status page."),
        _("The interview is fixed, and the applicant is told."),
        _fix,
        _fixing,
    ),
    Act(
        Verb.HOLD_INTERVIEW,
        _("You recommend and decide nothing: another officer reviews the interview and decides."),
        _("The record is kept and waits for its review."),
        _record,
        _recording,
    ),
    Act(
        Verb.REVIEW_INTERVIEW,
        _("Read the record below. Whoever held an interview never reviews it."),
        _("Your review is kept."),
        review_interview,
        _reviewing,
    ),
)


@door(CASES)
@require_safe
def interviews(request: Request) -> HttpResponseBase:
    """The interviews of the last and the coming weeks: when, where, by whom, reviewed or not, contested or not.

    Below them the places with their rooms; one with fewer or more than it should have is pointed out.
    """
    back = min(whole(request.GET.get("back", ""), BACK), 366)
    day = today()
    found = supervision(request.actor, first=day - timedelta(days=back), last=day + timedelta(days=AHEAD))
    where = places(request.actor.agency, day)
    mean = f"{found.mean_tenths // 10}.{found.mean_tenths % 10}" if found.mean_tenths is not None else ""
    lines = [(row, InterviewState(row.state).label) for row in found.rows]
    return show(request, "cases/interviews", found=found, lines=lines, mean=mean, places=where, say=say(request))
