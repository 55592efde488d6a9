"""Import calendars, close the office, and write the ledger of a time limit."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import IntegrityError
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext_lazy as _

from bianmin.foundation.audit.actions import record
from bianmin.foundation.clock.models import CalendarYear, Closure, DayEntry, LedgerEntry
from bianmin.foundation.clock.queries import office_calendar
from bianmin.foundation.clock.reckon import days, official
from bianmin.foundation.clock.reckon.calendar import Calendar, Year
from bianmin.foundation.clock.reckon.limit import WrongExtension
from bianmin.foundation.clock.rules import may_pause, may_resume, may_set_calendar
from bianmin.foundation.clock.vocab import DayState, EntryKind, ExtensionPolicy, Pause, Period, Rule
from bianmin.foundation.facts.actions import touch_range
from bianmin.foundation.facts.vocab import FACTS
from bianmin.foundation.packs.actions import reissue
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, Refused


class PausedAlready(Refused):
    """The clock stands still already."""

    message = _("The clock of this matter stands still already. Let it run again first.")


class NotPaused(Refused):
    """The clock runs."""

    message = _("The clock of this matter runs. There is no pause to end.")


class ExtendedAlready(Refused):
    """The limit was extended as often as it may be."""

    message = _("This limit was extended as often as it may be. Decide within it.")


class ExtensionTooLong(Refused):
    """The extension is longer than it may be."""

    message = _("This limit may be extended by {longest} at most. Enter a shorter extension.")


class NoReason(Refused):
    """A day is closed without saying why; citizens are told it."""

    message = _("Say why: citizens whose date moves are told it.")


class NoticeTooLate(Refused):
    """The citizen was told after the limit had ended."""

    message = _("The limit ended on {expires_on}; an extension must be told the citizen before that.")


def _touch_all(agency: str, first: date, last: date) -> None:
    for fact in FACTS.facts:
        touch_range(fact=fact, agency=agency, first=first, last=last)


@act()
def set_years(*, agency: str, years: Mapping[int, Year], source: str, by: Actor, at: datetime) -> list[int]:
    """Keep years of the official calendar; gives those that changed. The same years again change nothing."""
    if not may_set_calendar(by, agency):
        raise NotAllowed
    changed = []
    for year, table in sorted(years.items()):
        row = CalendarYear.objects.filter(agency=agency, year=year).first() or CalendarYear(agency=agency, year=year)
        if row.pk is not None and row.exceptions == dict(table.exceptions):
            continue
        row.exceptions, row.source, row.imported_at = dict(table.exceptions), source, at
        row.save()
        reissue(Calendar)
        record(verb="clock.import", subject=f"clock.year:{year}", agency=agency, by=by, at=at, fields=["exceptions"])
        _touch_all(agency, date(year, 1, 1), date(year, 12, 31))
        changed.append(year)
    return changed


def import_calendar(*, agency: str, content: bytes, source: str, by: Actor, at: datetime) -> list[int]:
    """Import the official CSV 政府行政機關辦公日曆表: whole years or nothing; gives the years that changed.

    Raises:
        NotACalendar, WrongLine, IncompleteYear: what is wrong with the file.
    """
    return set_years(agency=agency, years=official.read(content), source=source, by=by, at=at)


def _said(agency: str, day: date, by: Actor, at: datetime, above: str, **words: str) -> None:
    """Keep what was said of a day; journal it, and touch whatever is counted on the day."""
    reissue(Calendar)
    DayEntry.objects.create(agency=agency, day=day, above=above, actor=by.key, at=at, **words)
    verb = "set_day" if words["state"] else "clear_day"
    record(verb=f"clock.{verb}", subject=f"clock.day:{day}", agency=agency, by=by, at=at, fields=words)
    _touch_all(agency, day, day)


@act()
def set_day(
    *, agency: str, day: date, state: DayState, reason: str, source: str, by: Actor, at: datetime, above: str = ""
) -> bool:
    """Close the office on a day, wholly or by half, or open it on a day off; gives whether that is news.

    A later word on the day replaces an earlier one, and both stay on record. Only what the authority announced belongs
    here: a counter that serves on Saturdays does not make the Saturday a working day. `above` is the agency above that
    says it for this one; whoever calls has found that it stands above.
    """
    if not may_set_calendar(by, above or agency):
        raise NotAllowed
    if not reason.strip():
        raise NoReason(field="reason")
    values = {"state": state.value, "reason": reason.strip()[:200], "source": source.strip()[:200]}
    if Closure.objects.filter(agency=agency, day=day, **values).exists():
        return False
    Closure.objects.update_or_create(agency=agency, day=day, defaults=values)
    _said(agency, day, by, at, above, **values)
    return True


@act()
def clear_day(*, agency: str, day: date, by: Actor, at: datetime, reason: str = "", above: str = "") -> bool:
    """Take back what was said of a day by a correcting entry: it is again what the calendar says."""
    if not may_set_calendar(by, above or agency):
        raise NotAllowed
    gone, _by_model = Closure.objects.filter(agency=agency, day=day).delete()
    if gone:
        _said(agency, day, by, at, above, state="", reason=reason.strip()[:200], source="")
    return bool(gone)


def _enter(*, agency: str, subject: str, kind: EntryKind, taken: type[Refused], **values: object) -> None:
    """Write the next entry of a kind; two at once are refused by the database, and the act with the second."""
    number = LedgerEntry.objects.filter(agency=agency, subject=subject, kind=kind).count() + 1
    try:
        LedgerEntry.objects.create(agency=agency, subject=subject, kind=kind, number=number, **values)
    except IntegrityError:
        raise taken from None


@act()
def pause(*, agency: str, subject: str, first: date, reason: str, by: Actor, at: datetime) -> None:
    """Stop the clock of a subject from `first` on, that day included, until `resume`.

    Raises:
        NotAllowed, PausedAlready: nothing changed.
    """
    if not may_pause(by, agency):
        raise NotAllowed
    values = {"first": first, "reason": reason, "at": at}
    _enter(agency=agency, subject=subject, kind=EntryKind.PAUSE, taken=PausedAlready, **values)
    record(verb="clock.pause", subject=subject, agency=agency, by=by, at=at, fields=["first", "reason"])


@act()
def resume(*, agency: str, subject: str, last: date, by: Actor, at: datetime) -> Pause:
    """End the pause of a subject; `last` is the last day not counted. Gives the pause.

    Raises:
        NotAllowed, NotPaused, WrongPause (it would end before it began): nothing changed.
    """
    if not may_resume(by, agency, subject):
        raise NotAllowed
    opened = LedgerEntry.objects.filter(agency=agency, subject=subject, kind=EntryKind.PAUSE, last__isnull=True)
    row = opened.first()
    if row is None:
        raise NotPaused
    ended = Pause(row.first, last)
    if not opened.filter(pk=row.pk).update(last=last):
        raise NotPaused
    record(verb="clock.resume", subject=subject, agency=agency, by=by, at=at, fields=["last"])
    return ended


@act()
def restart(*, agency: str, subject: str, on: date, reason: str, by: Actor, at: datetime) -> None:
    """Let the limit of a subject begin anew: the day after `on` is the first one counted."""
    if not may_resume(by, agency, subject):
        raise NotAllowed
    values = {"first": on, "reason": reason, "at": at}
    _enter(agency=agency, subject=subject, kind=EntryKind.RESTART, taken=Refused, **values)
    record(verb="clock.restart", subject=subject, agency=agency, by=by, at=at, fields=["first", "reason"])


def check_extension(
    agency: str, subject: str, period: Period, policy: ExtensionPolicy, *, expires_on: date, notified_on: date
) -> None:
    """Whether the policy lets the limit of a subject, which ends on `expires_on`, be extended by a period.

    Raises:
        WrongExtension, ExtendedAlready, ExtensionTooLong, NoticeTooLate.
    """
    if period.unit.hourly != policy.longest.unit.hourly:
        raise WrongExtension
    if policy.notice_before_expiry and notified_on > expires_on:
        raise NoticeTooLate(expires_on=expires_on)
    if _ends(agency, period, expires_on) > _ends(agency, policy.longest, expires_on):
        raise ExtensionTooLong(longest=policy.longest.words(to_locale(get_language() or "en")))
    if LedgerEntry.objects.filter(agency=agency, subject=subject, kind=EntryKind.EXTENSION).count() >= policy.times:
        raise ExtendedAlready


@act()
def extend(
    *,
    agency: str,
    subject: str,
    period: Period,
    policy: ExtensionPolicy,
    expires_on: date,
    notified_on: date,
    reason: str,
    by: Actor,
    at: datetime,
) -> None:
    """Extend the limit of a subject, which now ends on `expires_on`, within the policy 展期.

    Raises:
        NotAllowed, WrongExtension, ExtendedAlready, ExtensionTooLong, NoticeTooLate: nothing changed.
    """
    if not may_pause(by, agency):
        raise NotAllowed
    check_extension(agency, subject, period, policy, expires_on=expires_on, notified_on=notified_on)
    values = {"first": notified_on, "period": str(period), "reason": reason, "at": at}
    _enter(agency=agency, subject=subject, kind=EntryKind.EXTENSION, taken=ExtendedAlready, **values)
    record(verb="clock.extend", subject=subject, agency=agency, by=by, at=at, fields=["period", "reason"])


def _ends(agency: str, period: Period, after: date) -> date:
    working = office_calendar(agency).is_working
    return days.end(after + days.ONE, period, Rule.LAW, paused=lambda _day: False, working=working)
