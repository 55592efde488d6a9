"""Read the office calendar and the ledger; what they show of days is public."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from django.db.models import QuerySet

from bianmin.foundation.clock.models import CalendarYear, Closure, LedgerEntry
from bianmin.foundation.clock.reckon.calendar import Calendar, Year, built_in
from bianmin.foundation.clock.reckon.limit import Limit, due, paused_days
from bianmin.foundation.clock.vocab import Day, DayState, Due, EntryKind, Origin, Pause, Period
from bianmin.kernel.act import once


@dataclass(frozen=True, slots=True)
class Ledger:
    """What happened to one time limit up to a day.

    An open pause is closed at that day, so that a date reckoned from it is the earliest still possible; `paused` says
    that it is open. `restarted_on` is the day of the last restart.
    """

    pauses: tuple[Pause, ...] = ()
    extensions: tuple[Period, ...] = ()
    restarted_on: date | None = None
    paused: bool = False

    def applied(self, limit: Limit) -> Limit:
        """The limit with all of this applied; a restart forgets the start and what lay before."""
        start = self.restarted_on or limit.start
        return replace(limit, start=start, pauses=self.pauses, extensions=self.extensions)

    def days_in_hands(self, until: date) -> int:
        """How many days the matter lay in the citizen's hands 補件日數, that is, the clock stood still."""
        return paused_days(self.pauses, until=until)


def office_calendar(agency: str) -> Calendar:
    """The calendar of an office: its closures over the imported years over the built-in ones.

    Read once in an act; outside one, load it once for many limits. Years imported for the agency win over those
    imported for all.
    """
    return once(Calendar, agency, partial(_read_calendar, agency))


def _read_calendar(agency: str) -> Calendar:
    rows = CalendarYear.objects.filter(agency__in=("", agency)).order_by("agency")
    years = {row.year: Year(row.exceptions, Origin.OFFICIAL) for row in rows}
    local = {
        row.day: Day(DayState(row.state), row.reason, Origin.LOCAL) for row in Closure.objects.filter(agency=agency)
    }
    return built_in().with_years(years).with_local(local)


def closures(agency: str, first: date, last: date) -> QuerySet[Closure]:
    """The closures of an office from one day to another, for everybody to see."""
    return Closure.objects.filter(agency=agency, day__range=(first, last)).order_by("day")


def ledgers(agency: str, subjects: Sequence[str], *, as_of: date) -> dict[str, Ledger]:
    """The ledgers of many subjects in one query; every subject has one, if empty."""
    rows = LedgerEntry.objects.filter(agency=agency, subject__in=subjects).order_by("first", "number")
    entries: dict[str, list[LedgerEntry]] = {subject: [] for subject in subjects}
    for row in rows:
        entries[row.subject].append(row)
    return {subject: _ledger(found, as_of) for subject, found in entries.items()}


def ledger(agency: str, subject: str, *, as_of: date) -> Ledger:
    """The ledger of one subject up to a day."""
    return ledgers(agency, [subject], as_of=as_of)[subject]


def _ledger(entries: Sequence[LedgerEntry], as_of: date) -> Ledger:
    pauses = [entry for entry in entries if entry.kind == EntryKind.PAUSE]
    restarts = [entry.first for entry in entries if entry.kind == EntryKind.RESTART]
    return Ledger(
        pauses=tuple(Pause(entry.first, entry.last or max(entry.first, as_of)) for entry in pauses),
        extensions=tuple(Period.parse(entry.period) for entry in entries if entry.kind == EntryKind.EXTENSION),
        restarted_on=max(restarts, default=None),
        paused=any(entry.last is None for entry in pauses),
    )


def reckoned(agency: str, subject: str, limit: Limit, *, as_of: date) -> Due:
    """When a subject is due, from its limit and its ledger: always reckoned anew, never counted down."""
    return due(ledger(agency, subject, as_of=as_of).applied(limit))
