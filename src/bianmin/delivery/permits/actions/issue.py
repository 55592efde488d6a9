"""Issue a permit: number, validity, annotations, in one act; once, however often it is asked for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from bianmin.delivery.permits.actions.steps import happened
from bianmin.delivery.permits.models import Annotation, Permit
from bianmin.delivery.permits.queries.codes import plain_number
from bianmin.delivery.permits.queries.validity import period_end, span
from bianmin.delivery.permits.rules.access import works_in
from bianmin.delivery.permits.vocab.kinds import PermitKind, Phrase
from bianmin.delivery.permits.vocab.states import FACT, EventKind, Way
from bianmin.foundation.audit.actions import record
from bianmin.foundation.clock.queries import office_calendar
from bianmin.foundation.facts.actions import touch
from bianmin.foundation.facts.vocab import FACTS
from bianmin.foundation.orgs.actions import take_number
from bianmin.foundation.orgs.queries import agency_named
from bianmin.foundation.persons.models import Person
from bianmin.kernel.act import act, attempt
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, NotFound, Refused
from bianmin.kernel.receipts import check_digit
from bianmin.kernel.rocdate import FOUNDED, local_day

KEY = re.compile(r"[A-Za-z0-9_.:/-]{8,100}")


class LastDayMissing(Refused):
    """The last day is chosen at issue, and was not."""

    message = _("Enter the last day on which it is valid.")


class LastDayTooEarly(Refused):
    """It would end before it begins, or is over already."""

    message = _("The last day must not lie before {day}.")


class WayIsClosed(Refused):
    """The paper of this kind does not go this way."""

    message = _("Choose how the holder gets it.")


class PhraseIsUnknown(Refused):
    """An annotation that this kind does not have."""

    message = _("This kind has no such annotation. Choose one of those it has.")


class KeyIsNotUsable(Refused):
    """The form was sent without the key it was shown with."""

    message = _("The form is incomplete. Open the page again and send it once more.")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be issued: a kind to a holder (the person's row); `key` makes equal wishes one permit.

    `origin` is the journal's word for what it comes from, `origin_number` what people know that by. `first` is the
    first day (the day of issue when None), `last` the last where one is chosen or kept. `follows` is the old permit.
    """

    kind: PermitKind
    holder: int
    way: str
    key: str
    first: date | None = None
    last: date | None = None
    phrases: Sequence[str] = ()
    origin: str = ""
    origin_number: str = ""
    follows: Permit | None = None
    keeps: bool = False


def _number(of: PermitKind, day: date) -> str:
    """The next number of the kind: `BN-R115000012` and its check digit."""
    year = day.year - FOUNDED + 1
    serial = take_number(agency=of.agency, kind=f"permit:{of.number.series}", period=str(year))
    body = f"{agency_named(of.agency).short}-{of.number.series}{year:03}{serial:0{of.number.digits}}"
    return body + check_digit(body)


def _phrases(of: PermitKind, wanted: Sequence[str]) -> list[Phrase]:
    known = {phrase.code: phrase for phrase in of.annotations}
    if set(wanted) - set(known):
        raise PhraseIsUnknown(field="phrases")
    return [phrase for phrase in of.annotations if phrase.always or phrase.code in wanted]


def _days(wanted: Wanted, day: date) -> tuple[date, date | None]:
    """From when until when; a permit that takes the place of another keeps its last day."""
    first = wanted.first or day
    if wanted.keeps:
        return first, wanted.last
    if wanted.kind.validity.chosen and wanted.last is None:
        raise LastDayMissing(field="last")
    last = span(wanted.kind, first, chosen=wanted.last).last
    if last is not None and last < max(first, day):
        raise LastDayTooEarly(field="last", day=max(first, day).isoformat())
    return first, last


def _check(wanted: Wanted, by: Actor) -> None:
    of = wanted.kind
    if not works_in(by, of.agency, of.unit):
        raise NotAllowed
    if not KEY.fullmatch(wanted.key):
        raise KeyIsNotUsable
    if wanted.way not in of.pickup.ways:
        raise WayIsClosed(field="way")
    if not Person.objects.filter(pk=wanted.holder, agency=of.agency).exists():
        raise NotFound


def _row(wanted: Wanted, by: Actor, at: datetime) -> Permit:
    of, day = wanted.kind, local_day(at)
    first, last = _days(wanted, day)
    number, reminded = _number(of, day), of.pickup.reminders and of.pickup.remind_after
    calendar = office_calendar(of.agency)
    return Permit(
        agency=of.agency,
        unit_path=of.unit,
        number=number,
        number_key=plain_number(number),
        key=wanted.key,
        kind=of.id,
        kind_version=of.version,
        kind_name=of.name,
        holder_id=wanted.holder,
        issued_at=at,
        issued_on=day,
        issued_by=by.key,
        valid_from=first,
        valid_until=last,
        origin=wanted.origin,
        origin_number=wanted.origin_number,
        follows=wanted.follows,
        way=wanted.way,
        office=of.pickup.office if wanted.way == Way.OFFICE else "",
        remind_on=period_end(day, str(reminded), calendar, first_day_counts=False) if reminded else None,
        ladder=of.ladder,
    )


@act()
def issue(*, wanted: Wanted, by: Actor, at: datetime) -> Permit:
    """Issue a permit 核發; the same key again gives the same permit.

    Raises:
        NotAllowed; LastDayMissing, LastDayTooEarly, WayIsClosed, PhraseIsUnknown, KeyIsNotUsable: nothing was issued.
    """
    _check(wanted, by)
    before = Permit.objects.filter(agency=wanted.kind.agency, key=wanted.key).first()
    if before is not None:
        return before
    phrases = _phrases(wanted.kind, wanted.phrases)
    permit = _row(wanted, by, at)
    try:
        with attempt():
            permit.save(force_insert=True)
    except IntegrityError:
        return Permit.objects.get(agency=permit.agency, key=permit.key)
    Annotation.objects.bulk_create(
        Annotation(agency=permit.agency, permit=permit, code=phrase.code, text=phrase.text, on=permit.issued_on)
        for phrase in phrases
    )
    _tell(permit, wanted, by, at)
    return permit


def _tell(permit: Permit, wanted: Wanted, by: Actor, at: datetime) -> None:
    if permit.valid_until:
        happened(permit, EventKind.ISSUED, by=by, at=at, until_on=permit.valid_until)
    else:
        happened(permit, EventKind.ISSUED_OPEN, by=by, at=at)
    if wanted.follows:
        happened(permit, EventKind.FOLLOWED, by=by, at=at, number=wanted.follows.number)
    touch(fact=FACT, keys=FACTS.facts[FACT].keys(permit))
    record(verb="permits.issue", subject=permit.subject, agency=permit.agency, by=by, at=at)
