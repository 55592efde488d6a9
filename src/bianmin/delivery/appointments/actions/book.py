"""Book a visit, move it to another time, cancel it."""

import re
from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from bianmin.delivery.appointments.actions.seats import give_back, take
from bianmin.delivery.appointments.models import Visit
from bianmin.delivery.appointments.queries.times import rules_of, site_of
from bianmin.delivery.appointments.queries.visits import number_for, row
from bianmin.delivery.appointments.rules import bookable, may_change, may_settle
from bianmin.delivery.appointments.vocab import ABOUT_MOST, VISIT, Site, State, Wish
from bianmin.foundation.audit.actions import record
from bianmin.foundation.clock.queries import office_calendar
from bianmin.foundation.facts.actions import touch
from bianmin.foundation.facts.vocab import FACTS
from bianmin.foundation.orgs.actions import take_number
from bianmin.foundation.orgs.queries import agency_named, path_of
from bianmin.foundation.persons.actions import add_person
from bianmin.foundation.persons.models import Person
from bianmin.foundation.persons.rules import check
from bianmin.kernel.act import act, attempt
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, Refused
from bianmin.kernel.rocdate import compact, local_day

MOST_MATTERS: Final = 999
KEY: Final = re.compile(r"[A-Za-z0-9_-]{16,64}")


class KeyIsNotUsable(Refused):
    """The form was sent without the key it was shown with."""

    message = _("The form is incomplete. Open the page of the service again and choose a time once more.")


class NotThisTime(Refused):
    """The place has no such time, or it is too soon or too far ahead."""

    message = _("Visits cannot be booked for this time. Choose one of the times that are shown.")


class NotHere(Refused):
    """The place is not for this service."""

    message = _("This place does not receive visits about this service. Choose another place.")


class PhoneIsMissing(Refused):
    """Nobody could be told when the office has to close."""

    message = _("Enter a telephone number: we call you if we have to move the appointment.")


class TooFewMatters(Refused):
    """The place is for those who bring many applications at once."""

    message = _("This place is for {least} or more applications brought at once. Enter how many you bring.")


class AboutIsMissing(Refused):
    """The place asks what is to be talked about, so that the talk is prepared."""

    message = _("Write in a few words what you want to talk about, so that we can prepare.")


class AboutIsTooLong(Refused):
    """More was written than is kept."""

    message = _("Write at most {most} characters here; the rest can be said when you come.")


class TooManyAhead(Refused):
    """One telephone number has as many visits ahead as the office allows."""

    message = _(
        "You have {most} appointments ahead. Cancel one before you book another, or telephone us if you need more."
    )


class NoLongerOpen(Refused):
    """It was cancelled, or took place."""

    message = _("This appointment was cancelled or is over, so it cannot be changed. You can book a new one.")


def check_wish(wish: Wish, site: Site, at: datetime) -> None:
    """Refuse what cannot be booked, before anybody takes a place.

    Raises:
        KeyIsNotUsable, NotHere, NotThisTime, PhoneIsMissing, TooFewMatters, AboutIsMissing, AboutIsTooLong; what
        `persons` refuses of a person.
    """
    if not KEY.fullmatch(wish.key):
        raise KeyIsNotUsable
    if not site.serves(wish.service_code):
        raise NotHere
    if not bookable(site, wish.start, at, office_calendar(wish.agency)):
        raise NotThisTime(field="start")
    if not wish.phone.strip():
        raise PhoneIsMissing(field="phone")
    if not site.least <= wish.matters <= MOST_MATTERS:
        raise TooFewMatters(field="matters", least=site.least)
    _check_about(wish, site)
    check(_person(wish))


def _check_about(wish: Wish, site: Site) -> None:
    if site.about and not wish.about.strip():
        raise AboutIsMissing(field="about")
    if len(wish.about) > ABOUT_MOST:
        raise AboutIsTooLong(field="about", most=ABOUT_MOST)


def _person(wish: Wish) -> dict[str, Any]:
    """What is kept of whoever comes."""
    names = ("name", "phone", "email", "language", "sms_agreed")
    return {name: getattr(wish, name) for name in names}


def _check_ahead(person: Person, at: datetime) -> None:
    """Refuse more visits ahead than the agency allows one telephone number; counted with the new person in place."""
    rules = rules_of(person.agency)
    known = Person.objects.filter(agency=person.agency, phone=person.phone)
    ahead = Visit.objects.filter(agency=person.agency, person__in=known, state=State.BOOKED, start__gt=at).count()
    if rules and ahead >= rules.most_open:
        raise TooManyAhead(field="phone", most=rules.most_open)


def unit_path(agency: str, site: Site) -> str:
    """The path of the unit whose counter a place is; the agency's own where the unit is unknown."""
    return path_of(agency, site.unit)


def _row(wish: Wish, site: Site, by: Actor, at: datetime) -> Visit:
    person = add_person(agency=wish.agency, by=by, at=at, **_person(wish))
    if not by.staff:
        _check_ahead(person, at)
    day = local_day(at)
    serial = take_number(agency=wish.agency, kind="appointment", period=compact(day))
    return Visit.objects.create(
        agency=wish.agency,
        unit_path=unit_path(wish.agency, site),
        number=number_for(agency_named(wish.agency).short, day, serial),
        key=wish.key,
        site=site.code,
        site_name=site.name,
        service_code=wish.service_code,
        service_name=wish.service_name,
        start=wish.start,
        on=local_day(wish.start),
        minutes=site.minutes,
        matters=wish.matters,
        way=wish.way,
        person=person,
        case=wish.case,
        about=" ".join(wish.about.split()) if site.about else "",
        made_at=at,
        made_on=day,
    )


def settle_facts(visit: Visit, verb: str, *, by: Actor, at: datetime) -> None:
    """Touch what is counted of a visit, and write the journal."""
    touch(fact=VISIT, keys=FACTS.facts[VISIT].keys(visit))
    record(verb=f"appointments.{verb}", subject=visit.subject, agency=visit.agency, by=by, at=at)


def _book(wish: Wish, site: Site, by: Actor, at: datetime) -> Visit:
    take(agency=wish.agency, site=site.code, start=wish.start, places=site.places, key=wish.key)
    visit = _row(wish, site, by, at)
    settle_facts(visit, "book", by=by, at=at)
    return visit


@act()
def book(*, wish: Wish, by: Actor, at: datetime) -> Visit:
    """Book a visit 預約; the same key again gives the same booking and takes no second place.

    Raises:
        NotFound: no such place. NotAllowed: staff who do not serve there.
        What `check_wish` refuses, TooManyAhead, TimeIsFull; what `persons` refuses of a person.
    """
    site = site_of(wish.agency, wish.site)
    if before := Visit.objects.filter(agency=wish.agency, key=wish.key).first():
        return before
    if by.staff and not may_settle(by, Visit(agency=wish.agency, unit_path=unit_path(wish.agency, site))):
        raise NotAllowed
    check_wish(wish, site, at)
    try:
        with attempt():
            return _book(wish, site, by, at)
    except IntegrityError:
        if before := Visit.objects.filter(agency=wish.agency, key=wish.key).first():
            return before
        raise


def _open(number: str, by: Actor) -> Visit:
    visit = Visit.objects.select_for_update().get(pk=row(by, number).pk)
    if not may_change(by, visit):
        raise NotAllowed
    if visit.state != State.BOOKED:
        raise NoLongerOpen
    return visit


@act()
def move(*, number: str, start: datetime, by: Actor, at: datetime) -> Visit:
    """Move a booking to another time at the same place 改期: the new place is taken before the old is given back.

    Raises:
        NotFound, NotAllowed, NoLongerOpen, NotThisTime, TimeIsFull.
    """
    visit = _open(number, by)
    site = site_of(visit.agency, visit.site)
    if start == visit.start:
        return visit
    if not bookable(site, start, at, office_calendar(visit.agency)):
        raise NotThisTime(field="start")
    settle_facts(visit, "move", by=by, at=at)
    take(agency=visit.agency, site=visit.site, start=start, places=site.places, key=visit.key)
    give_back(agency=visit.agency, site=visit.site, start=visit.start, key=visit.key)
    visit.start, visit.on, visit.minutes, visit.reminded_at = start, local_day(start), site.minutes, None
    visit.save(update_fields=["start", "on", "minutes", "reminded_at"])
    touch(fact=VISIT, keys=FACTS.facts[VISIT].keys(visit))
    return visit


@act()
def cancel(*, number: str, by: Actor, at: datetime) -> Visit:
    """Cancel a booking 取消預約; its place is free at once.

    Raises:
        NotFound, NotAllowed, NoLongerOpen.
    """
    visit = _open(number, by)
    give_back(agency=visit.agency, site=visit.site, start=visit.start, key=visit.key)
    visit.state, visit.settled_at, visit.settled_by = State.CANCELLED, at, by.key
    visit.save(update_fields=["state", "settled_at", "settled_by"])
    settle_facts(visit, "cancel", by=by, at=at)
    return visit


@act()
def note_reminded(*, visit: Visit, by: Actor, at: datetime) -> bool:
    """Note that the reminder of a booking went out; whether it was not noted before."""
    noted = Visit.objects.filter(pk=visit.pk, reminded_at=None, state=State.BOOKED).update(reminded_at=at)
    if noted:
        record(verb="appointments.remind", subject=visit.subject, agency=visit.agency, by=by, at=at)
    return bool(noted)
