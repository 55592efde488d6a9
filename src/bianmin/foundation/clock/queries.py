"""Read the office calendar and the ledger; what they show of days is public."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

from django.db.models import QuerySet

from bianmin.foundation.clock.models import CalendarYear, Closure, DayEntry, LedgerEntry
from bianmin.foundation.clock.reckon.calendar import Calendar, Year, built_in
from bianmin.foundation.clock.reckon.limit import Limit, due, paused_days
from bianmin.foundation.clock.vocab import Day, DayState, Due, EntryKind, Origin, Pause, Period
from bianmin.kernel.lasting import lasting
from bianmin.kernel.rows import find_every


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

    Read once in an edition of the reference data or in an act; else, load it once for many limits. Years imported for
    the agency win over those imported for all.
    """
    return lasting(Calendar, agency, partial(_read_calendar, agency))


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


def entries(agency: str, first: date, last: date) -> QuerySet[DayEntry]:
    """Everything that was said of the days of an office, the newest first."""
    return DayEntry.objects.filter(agency=agency, day__range=(first, last)).order_by("-at", "-id")


@dataclass(frozen=True, slots=True)
class DayChange:
    """A day on which a calendar to be imported differs from the one known."""

    day: date
    now: Day
    then: Day


def preview(agency: str, years: Mapping[int, Year]) -> list[DayChange]:
    """The days that an import would change from worked to off, or the other way round; closures stay in force."""
    known = office_calendar(agency)
    planned = known.with_years(years)
    found = [day for year in sorted(years) for day in _days_of(year)]
    return [
        DayChange(day, known.on(day), planned.on(day))
        for day in found
        if known.is_working(day) != planned.is_working(day)
    ]


def _days_of(year: int) -> Iterator[date]:
    first = date(year, 1, 1)
    return (first + timedelta(days=count) for count in range((date(year + 1, 1, 1) - first).days))


def years_known(agency: str, first: int, last: int) -> list[tuple[int, Origin, str]]:
    """Where the calendar of each year comes from, and the source of what was imported."""
    rows = CalendarYear.objects.filter(agency__in=("", agency)).order_by("agency")
    imported, known = {row.year: row.source for row in rows}, built_in()
    return [(year, _origin(known, year, imported), imported.get(year, "")) for year in range(first, last + 1)]


def _origin(known: Calendar, year: int, imported: Mapping[int, str]) -> Origin:
    if year in imported:
        return Origin.OFFICIAL
    return Origin.BUILT_IN if known.is_published(date(year, 1, 1)) else Origin.ASSUMED


def ledgers(agency: str, subjects: Sequence[str], *, as_of: date) -> dict[str, Ledger]:
    """The ledgers of many subjects in one query; every subject has one, if empty."""
    rows = LedgerEntry.objects.filter(agency=agency, subject__in=subjects).order_by("first", "number")
    entries: dict[str, list[LedgerEntry]] = {subject: [] for subject in subjects}
    for row in rows:
        entries[row.subject].append(row)
    return {subject: _ledger(found, as_of) for subject, found in entries.items()}


def ledger(agency: str, subject: str, *, as_of: date) -> Ledger:
    """The ledger of one subject up to a day."""
    rows = find_every(LedgerEntry, agency=agency, subject=subject)
    return _ledger(sorted(rows, key=lambda row: (row.first, row.number)), as_of)


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
