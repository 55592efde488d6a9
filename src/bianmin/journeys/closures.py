"""Closures: an office closes or a calendar is imported, due dates follow, and every case says why its date moved."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bianmin.delivery.cases.actions.dues import CALENDAR, Why, reckon_again, reckon_decided
from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.queries.policy import policy
from bianmin.delivery.cases.vocab import EventKind
from bianmin.foundation.clock import actions as clock
from bianmin.foundation.clock.rules import KEEPERS
from bianmin.foundation.clock.vocab import DayState
from bianmin.foundation.orgs.queries import agencies, below
from bianmin.journeys.tell import tell
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change of the calendar did: for how many offices or years, and the cases whose date moved."""

    said: int
    moved: tuple[Case, ...]


def keeper_above(agency: str, by: Actor) -> str:
    """The agency above this one whose calendar the actor keeps, empty where it is the actor's own or none."""
    kept = by.agencies(*KEEPERS)
    return "" if agency in kept else next((code for code in sorted(kept) if agency in below(code)), "")


def _tell_moved(agency: str, cases: Iterable[Case], *, by: Actor, at: datetime) -> None:
    """Tell the applicants of cases whose date moved, where the office's policy says so."""
    said = policy(agency)
    for case in cases if said and said.tell_moved else ():
        tell(case, "moved", due_on=case.due_on, by=by, at=at)


def _follow(agencies_: Iterable[str], why: Why, day: date | None, *, by: Actor, at: datetime) -> tuple[Case, ...]:
    """Reckon the cases of offices again, tell their applicants; those decided since a day are judged again."""
    moved = list[Case]()
    for code in agencies_:
        again = reckon_again(agency=code, by=by, at=at, why=why).moved
        _tell_moved(code, again, by=by, at=at)
        moved += again
        if day is not None:
            reckon_decided(agency=code, on=day, by=by, at=at)
    return tuple(moved)


@act()
def close_day(
    *, offices: Sequence[str], day: date, state: DayState, reason: str, source: str, by: Actor, at: datetime
) -> Effect:
    """Say what offices do on a day 停止上班, before it or after; dates of their cases move as if said beforehand.

    Raises:
        NotAllowed: the actor keeps the calendar neither of these offices nor of one above them.
        NoReason: citizens are told why.
    """
    said = [
        code
        for code in offices
        if clock.set_day(
            agency=code, day=day, state=state, reason=reason, source=source, above=keeper_above(code, by), by=by, at=at
        )
    ]
    why = Why(EventKind.DUE_MOVED_CLOSURE, {"closed_on": day, "reason": reason.strip()})
    return Effect(len(said), _follow(said, why, day, by=by, at=at))


@act()
def reopen_day(*, offices: Sequence[str], day: date, reason: str, by: Actor, at: datetime) -> Effect:
    """Take a closure back by a correcting entry; dates return to what they would be without it."""
    said = [
        code
        for code in offices
        if clock.clear_day(agency=code, day=day, reason=reason, above=keeper_above(code, by), by=by, at=at)
    ]
    return Effect(len(said), _follow(said, Why(EventKind.DUE_MOVED_REOPENED, {"closed_on": day}), day, by=by, at=at))


@act()
def import_calendar(*, agency: str, content: bytes, source: str, by: Actor, at: datetime) -> tuple[list[int], Effect]:
    """Import the official calendar 辦公日曆表 for an agency, or for all (empty code); gives the years that changed.

    Provisional dates become certain, and those that move say so.

    Raises:
        NotACalendar, WrongLine, IncompleteYear, NotAllowed: nothing is changed.
    """
    years = clock.import_calendar(agency=agency, content=content, source=source, by=by, at=at)
    offices = [agency] if agency else [row.code for row in agencies()]
    return years, Effect(len(years), _follow(offices if years else (), CALENDAR, None, by=by, at=at))
