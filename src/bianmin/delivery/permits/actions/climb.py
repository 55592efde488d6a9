"""Climb the ladder each night: make the contacts that are due, once, and write down which permits have ended.

A run does what the rows say is due on its day, so a second run changes nothing, and one after days of sleep catches up
once: of several steps that came due meanwhile only the most urgent is done.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Final

from bianmin.delivery.permits.models import Contact, Event, Permit
from bianmin.delivery.permits.queries.climbing import passed, planned, waiting
from bianmin.delivery.permits.queries.published import ladders
from bianmin.delivery.permits.rules.ladder import Planned
from bianmin.delivery.permits.vocab.ladders import Ladder
from bianmin.delivery.permits.vocab.states import CONTACT, FACT, ContactState, EventKind, State, Why
from bianmin.foundation.audit.actions import record
from bianmin.foundation.clock.queries import office_calendar
from bianmin.foundation.clock.reckon.calendar import Calendar
from bianmin.foundation.facts.actions import touch
from bianmin.foundation.facts.vocab import FACTS
from bianmin.kernel.act import act, keep
from bianmin.kernel.actor import Actor
from bianmin.kernel.rocdate import local_day

AT_ONCE: Final = 500
"""How many permits one transaction takes."""


def _contact(permit: Permit, ladder: Ladder, planned: Planned, on: date) -> Contact:
    assert permit.valid_until is not None
    return Contact(
        agency=permit.agency,
        unit_path=planned.rung.unit or permit.unit_path,
        permit=permit,
        number=permit.number,
        kind=permit.kind,
        ladder=ladder.id,
        version=ladder.version,
        step=planned.rung.code,
        channel=planned.rung.channel.value,
        language=permit.holder.language,
        planned_on=planned.planned_on,
        made_on=on,
        ends_on=permit.valid_until,
        state=ContactState.SKIPPED if planned.why else ContactState.OPEN,
        why=planned.why,
    )


def _overtake(contacts: Iterable[Contact], new: Sequence[Planned]) -> list[Contact]:
    """Earlier contacts still open when a later one is to be made: they are overtaken by it."""
    if not any(not planned.why for planned in new):
        return []
    return [contact for contact in contacts if contact.state == ContactState.OPEN]


@act()
def _climb_some(permits: Sequence[Permit], ladder: Ladder, calendar: Calendar, *, by: Actor, at: datetime) -> int:
    on, counted = local_day(at), FACTS.facts[CONTACT]
    rows: list[Contact] = []
    old: list[Contact] = []
    for permit, contacts, new in planned(permits, ladder, on, calendar):
        rows += [_contact(permit, ladder, one, on) for one in new]
        old += _overtake(contacts, new)
    Contact.objects.filter(pk__in=[contact.pk for contact in old]).update(state=ContactState.SKIPPED, why=Why.OVERTAKEN)
    touch(fact=CONTACT, keys={key for row in (*rows, *old) for key in counted.keys(row)})
    Contact.objects.bulk_create(rows)
    for row in rows:
        record(verb="permits.contact", subject=f"permits.permit:{row.permit_id}", agency=row.agency, by=by, at=at)
    return sum(row.state == ContactState.OPEN for row in rows)


def climb(*, agency: str, by: Actor, at: datetime) -> int:
    """Make the contacts of an agency's ladders that are due, in transactions of 500 permits; how many are to be made.

    Call it outside a transaction.
    """
    on, made = local_day(at), 0
    calendar = office_calendar(agency)
    for ladder in ladders(agency, on):
        for some in waiting(agency, ladder, on, calendar, most=AT_ONCE):
            made += _climb_some(some, ladder, calendar, by=by, at=at)
    return made


@act()
def _end_some(permits: Sequence[Permit], *, by: Actor, at: datetime) -> None:
    late = [permit.pk for permit in permits if permit.state == State.VALID and not permit.settled]
    for days in {permit.valid_until for permit in permits}:
        rows = Permit.objects.filter(pk__in=[permit.pk for permit in permits if permit.valid_until == days])
        rows.filter(pk__in=late).update(expired_on=days, overdue=True)
        rows.exclude(pk__in=late).update(expired_on=days)
    for permit in permits:
        permit.expired_on = permit.valid_until
        if permit.pk in late:
            keep(Event(agency=permit.agency, permit=permit, kind=EventKind.OVERDUE, actor=by.key, at=at))
            record(verb="permits.overdue", subject=permit.subject, agency=permit.agency, by=by, at=at)
    counted = FACTS.facts[FACT]
    touch(fact=FACT, keys={key for permit in permits for key in counted.keys(permit)})


def end(*, agency: str, by: Actor, at: datetime) -> int:
    """Write down which permits have ended, and which of them overdue 逾期: neither renewed nor departed by then."""
    on, ended = local_day(at), 0
    while found := passed(agency, on, most=AT_ONCE):
        _end_some(found, by=by, at=at)
        ended += len(found)
    return ended
