"""When a case is due: reckoned anew from its service, its ledger and the office calendar, never counted down."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.vocab import OPEN
from bianmin.delivery.catalog.queries import counted_from, reckon, service_version
from bianmin.delivery.catalog.vocab import ServiceCard
from bianmin.foundation.clock.queries import Ledger, ledger, ledgers, office_calendar
from bianmin.foundation.clock.reckon.calendar import Calendar
from bianmin.foundation.clock.reckon.limit import Limit, due
from bianmin.foundation.clock.vocab import Due, Period, Unit
from bianmin.kernel.rows import find_every


@dataclass(frozen=True, slots=True)
class Dues:
    """Both due dates of a case."""

    statutory: Due
    norm: Due

    @property
    def due_on(self) -> date:
        """The earlier of the two, which is what people are shown."""
        return min(self.statutory.due_on, self.norm.due_on)

    @property
    def provisional(self) -> bool:
        """Whether either date may still move, since no official calendar is known of some day."""
        return self.statutory.provisional or self.norm.provisional

    def columns(self, *, until: date) -> Mapping[str, Any]:
        """What a case keeps of them; it is overdue when the day shown lies before `until`."""
        late = self.due_on < until
        return {
            "provisional": self.provisional,
            "statutory_due_on": self.statutory.due_on,
            "norm_due_on": self.norm.due_on,
            "due_on": self.due_on,
            "overdue": late,
            "overdue_on": self.due_on + timedelta(days=1) if late else None,
        }


def service_of(case: Case) -> ServiceCard:
    """The version of the service that the case was begun under."""
    return service_version(case.agency, case.service_code, case.service_version)


def timed(case: Case, service: ServiceCard) -> ServiceCard:
    """The service with the limit of a case that was opened again, where it has one of its own."""
    if not case.own_limit:
        return service
    own = service.offer.model_copy(update={"statutory_limit": case.own_limit, "service_norm": ""})
    return replace(service, offer=own)


def dues(case: Case, service: ServiceCard, book: Ledger, calendar: Calendar) -> Dues:
    """The due dates of a case by its ledger."""
    found = reckon(
        timed(case, service), case.started_at, calendar=calendar, pauses=book.pauses, extensions=book.extensions
    )
    return Dues(*found)


def dues_now(case: Case, *, as_of: date) -> Dues:
    """The due dates of one case as its ledger stands on a day."""
    book = ledger(case.agency, case.clock, as_of=as_of)
    return dues(case, service_of(case), book, office_calendar(case.agency))


def afresh(cases: Sequence[Case], calendar: Calendar, *, as_of: date) -> Iterator[tuple[Case, Dues]]:
    """The due dates of many cases of one agency, reckoned anew by a calendar; like cases are reckoned once."""
    agency = cases[0].agency if cases else ""
    books = ledgers(agency, [case.clock for case in cases], as_of=as_of)
    known: dict[tuple[str, str, str, date, Ledger], Dues] = {}
    for case in cases:
        service, book = service_of(case), books[case.clock]
        begun = counted_from(timed(case, service), case.started_at)
        alike = service.code, service.version, case.own_limit, begun, book
        found = known[alike] = known.get(alike) or dues(case, service, book, calendar)
        yield case, found


def running(agency: str) -> list[Case]:
    """The open cases of an agency whose clock runs."""
    return [case for case in find_every(Case, agency=agency, state=tuple(OPEN)) if case.stopped_on is None]


@dataclass(frozen=True, slots=True)
class Moved:
    """A case whose date would move."""

    number: str
    before: date
    after: date


def would_move(agency: str, calendar: Calendar, *, as_of: date) -> list[Moved]:
    """The open cases whose date would move under another calendar."""
    found = [(case, dues.due_on) for case, dues in afresh(running(agency), calendar, as_of=as_of)]
    return [Moved(case.number, case.due_on, after) for case, after in found if case.due_on != after]


def answer_by(agency: str, asked_on: date, days: int) -> date:
    """The last day to hand in papers asked for, moved on from a day off."""
    return due(Limit(asked_on, Period(days, Unit.DAYS), office_calendar(agency))).due_on


def days_used(case: Case, *, until: date) -> int:
    """Days in the office's hands 處理日數: calendar days since receipt without those the clock stood still.

    Of a case that was opened again, since that day.
    """
    first = case.reopened_on or case.received_on
    if until == first:
        return 0
    held = ledger(case.agency, case.clock, as_of=until).days_in_hands(until)
    return max(0, (until - first).days - held)
