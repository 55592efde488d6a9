"""Begin, finish, verify and send back improvements."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from bianmin.foundation.audit.actions import record
from bianmin.foundation.clock.queries import office_calendar
from bianmin.foundation.clock.reckon.limit import Limit, due
from bianmin.foundation.clock.vocab import Period
from bianmin.foundation.facts.actions import touch
from bianmin.foundation.orgs.actions import take_number
from bianmin.foundation.orgs.queries import units_of
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, NotFound, Refused
from bianmin.kernel.rocdate import FOUNDED, local_day
from bianmin.quality.improvements.models import Improvement, Step
from bianmin.quality.improvements.queries import visible_to
from bianmin.quality.improvements.rules import allowed, doer, may_begin, section
from bianmin.quality.improvements.vocab import DEFAULT_PERIOD, FACT, SUBJECT, Source, State, Verb, Work

COLUMNS = ("opened_on", "due_on", "done_on", "verified_on")


class Incomplete(Refused):
    """A text that must be there is not."""

    message = _("Write this before you go on.")


class DayIsPast(Refused):
    """The day by which it is to be done has passed when it is begun."""

    message = _("This day has passed. Give one that is still to come.")


class AlreadyBegun(Refused):
    """The same source has an improvement."""

    message = _("Improvement {number} deals with this already. Continue there.")


class NoSuchSection(Refused):
    """The unit that is to do it is not there."""

    message = _("There is no such unit in this agency. Choose who does it from the list.")


class NotYours(Refused):
    """The doer or owner, or a member of the section that owns it, tries to verify."""

    message = _("Somebody else than the owner and the person who reported it done must verify it.")


def due_on(agency: str, start: date, period: str) -> date:
    """The day by which it is to be done, by the office's calendar, from the day after it was begun."""
    return due(Limit(start, Period.parse(period), office_calendar(agency))).due_on


def _keys(row: Improvement) -> set[tuple[str, str, date]]:
    days = [getattr(row, column) for column in COLUMNS]
    return {(row.agency, row.unit_path, day) for day in days if day is not None}


def _note(row: Improvement, verb: Verb, text: str, *, by: Actor, at: datetime) -> None:
    Step.objects.create(improvement=row, verb=verb, by=by.key, at=at, text=text)
    record(verb=f"improvements.{verb}", subject=f"{SUBJECT}:{row.pk}", agency=row.agency, by=by, at=at)


def _required(**texts: str) -> None:
    for field, text in texts.items():
        if not text.strip():
            raise Incomplete(field=field)


def _work(work: Work, source_kind: Source, day: date) -> Work:
    """The work, as it is kept; refused where something is missing."""
    _required(cause=work.cause, measure=work.measure, owner=work.owner)
    if source_kind == Source.DIAGNOSIS:
        _required(benefit=work.benefit)
    if isinstance(work.period, date) and work.period < day:
        raise DayIsPast(field="due_on")
    return replace(
        work, cause=work.cause.strip(), measure=work.measure.strip(), benefit=work.benefit.strip()
    )  # fmt: skip


@transaction.atomic
def begin(
    *, unit_path: str, source_kind: Source, source_ref: str, work: Work, by: Actor, at: datetime
) -> Improvement:  # fmt: skip
    """Begin an improvement; a period runs from the day of `at`, reckoned by the clock.

    The agency is the first code of the unit's path. What a diagnosis found says the benefit that is expected.

    Raises:
        NotAllowed: no role in the unit.
        Incomplete: cause, measure or owner is empty, or the benefit after a diagnosis; `field` says which.
        NoSuchSection: the owner is a unit (`unit:/A/records/`) that is not of the agency.
        AlreadyBegun: the same source has one.
        WrongPeriod: the period cannot be read. DayIsPast: the day has passed; `field` is `due_on`.
    """
    if not may_begin(by, unit_path):
        raise NotAllowed
    day, agency = local_day(at), unit_path.split("/")[1]
    work = _work(work, source_kind, day)
    if (path := section(work.owner)) and not units_of(agency).filter(path=path).exists():
        raise NoSuchSection(field="owner")
    source = {"agency": agency, "source_kind": source_kind, "source_ref": source_ref}
    if source_ref and (before := Improvement.objects.filter(agency=agency, source_ref=source_ref).first()):
        raise AlreadyBegun(number=before.number)
    year = str(day.year - FOUNDED + 1)
    row = Improvement.objects.create(
        **source,
        number=f"改{year}-{take_number(agency=agency, kind='improvement', period=year):04}",
        unit_path=unit_path,
        cause=work.cause,
        measure=work.measure,
        benefit=work.benefit,
        owner=work.owner,
        opened_on=day,
        due_on=work.period if isinstance(work.period, date) else due_on(agency, day, work.period),
    )
    _note(row, Verb.BEGIN, work.measure, by=by, at=at)
    touch(fact=FACT, keys=_keys(row))
    return row


def _change(
    number: str, agency: str, verb: Verb, text: str, change: Callable[[Improvement], None], *, by: Actor, at: datetime
) -> Improvement:
    row = visible_to(by).select_for_update().filter(agency=agency, number=number).first()
    if row is None:
        raise NotFound
    if verb not in allowed(by, row):
        mine = row.state == State.DONE and doer(by, row)
        raise NotYours if mine else NotAllowed
    before = _keys(row)
    change(row)
    row.save()
    _note(row, verb, text, by=by, at=at)
    touch(fact=FACT, keys=before | _keys(row))
    return row


@transaction.atomic
def finish(*, agency: str, number: str, result: str, by: Actor, at: datetime) -> Improvement:
    """Report an improvement as done, with its result; the owner or a chief does.

    Raises:
        NotFound, NotAllowed: it is not there for this actor, or not open.
        Incomplete: no result is given.
    """
    _required(result=result)

    def change(row: Improvement) -> None:
        row.state, row.done_on, row.done_by, row.result = State.DONE, local_day(at), by.key, result.strip()

    return _change(number, agency, Verb.FINISH, result.strip(), change, by=by, at=at)


@transaction.atomic
def report(*, agency: str, number: str, progress: str, by: Actor, at: datetime) -> Improvement:
    """Report how far it is 提報執行情形; whoever carries it out or a judge does, as often as it is asked for.

    Raises:
        NotFound, NotAllowed: it is not there for this actor, or not open.
        Incomplete: nothing is reported.
    """
    _required(progress=progress)

    def change(_row: Improvement) -> None:
        """Nothing but its history grows."""

    return _change(number, agency, Verb.REPORT, progress.strip(), change, by=by, at=at)


def note_report(*, agency: str, number: str, progress: str, by: Actor, at: datetime) -> None:
    """Write into its history what was reported on it at a meeting.

    Who may is said by the action that keeps the minutes, within whose act this is called; one that is not there for
    the actor is passed over.
    """
    row = visible_to(by).filter(agency=agency, number=number).first()
    if row is not None:
        _note(row, Verb.REPORT, progress.strip(), by=by, at=at)


@transaction.atomic
def verify(*, agency: str, number: str, note: str = "", by: Actor, at: datetime) -> Improvement:
    """Verify that it works 驗證; never by its owner nor by the person who reported it done.

    Raises:
        NotYours: the owner or doer tries.
        NotFound, NotAllowed: it is not there for this actor, or not done.
    """

    def change(row: Improvement) -> None:
        row.state, row.verified_on, row.verified_by = State.VERIFIED, local_day(at), by.key

    return _change(number, agency, Verb.VERIFY, note.strip(), change, by=by, at=at)


@transaction.atomic
def send_back(*, agency: str, number: str, reason: str, by: Actor, at: datetime) -> Improvement:
    """Open it again because it does not work yet 退回; the due date stays.

    Raises:
        NotYours: the owner or doer tries.
        Incomplete: no reason is given.
        NotFound, NotAllowed: it is not there for this actor, or not done.
    """
    _required(reason=reason)

    def change(row: Improvement) -> None:
        row.state, row.done_on, row.done_by, row.result = State.OPEN, None, "", ""

    return _change(number, agency, Verb.SEND_BACK, reason.strip(), change, by=by, at=at)


@transaction.atomic
def reopen(*, agency: str, number: str, reason: str, by: Actor, at: datetime) -> Improvement:
    """Open again what was verified, because it has come back 重開列管; it is due anew, from today.

    Raises:
        Incomplete: no reason is given.
        NotFound, NotAllowed: it is not there for this actor, or not verified.
    """
    _required(reason=reason)

    def change(row: Improvement) -> None:
        row.state, row.done_on, row.done_by, row.result = State.OPEN, None, "", ""
        row.verified_on, row.verified_by = None, ""
        row.due_on = due_on(row.agency, local_day(at), DEFAULT_PERIOD)

    return _change(number, agency, Verb.REOPEN, reason.strip(), change, by=by, at=at)
