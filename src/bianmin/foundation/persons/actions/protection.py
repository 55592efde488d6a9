"""Protect somebody's address and telephone, and end it."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from bianmin.foundation.audit.actions import record
from bianmin.foundation.packs.actions import reissue
from bianmin.foundation.persons.models import Person, Protection
from bianmin.foundation.persons.queries.protection import protection_of
from bianmin.foundation.persons.rules import may_correct
from bianmin.foundation.persons.vocab import Danger, ProtectionCard
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, NotFound, Refused
from bianmin.kernel.rocdate import local_day


class ChooseDanger(Refused):
    """Nothing was chosen."""

    message = _("Choose why the address and telephone are protected.")


class SayThrough(Refused):
    """Nobody could reach the person any more."""

    message = _("Write through whom or how this person is reached instead, for example a social worker's telephone.")


class IsProtected(Refused):
    """It was noted before."""

    message = _("This person is protected already.")


class LaterThanToday(Refused):
    """Looked at again in the past."""

    message = _("Choose a day after today on which it is looked at again, or leave it empty.")


def _protected(person: int, by: Actor) -> tuple[Person, ProtectionCard]:
    """Somebody who is protected, with the protection, for an actor who may change it.

    Raises:
        NotFound: there is none; NotAllowed.
    """
    found = Person.objects.filter(pk=person).first()
    card = protection_of(found) if found else None
    if found is None or card is None:
        raise NotFound
    if not may_correct(by, found.agency):
        raise NotAllowed
    return found, card


@act()
def protect(
    *, person: int, why: str, through: str, by: Actor, at: datetime, by_email: bool = False, until: date | None = None
) -> None:
    """Protect somebody: from now on only the officer in charge and named duties read where they live.

    Nothing is sent to the address or telephone; who reads what the journal says. It holds of every row of theirs.

    Raises:
        NotFound, NotAllowed, ChooseDanger, SayThrough, IsProtected.
    """
    row = Person.objects.filter(pk=person).first()
    if row is None:
        raise NotFound
    if not may_correct(by, row.agency):
        raise NotAllowed
    if why not in Danger.values:
        raise ChooseDanger(field="why")
    if not through.strip():
        raise SayThrough(field="through")
    if protection_of(row) is not None:
        raise IsProtected(field="why")
    Protection.objects.create(
        agency=row.agency,
        person=row,
        id_number=row.id_number,
        why=why,
        through=through.strip()[:200],
        by_email=by_email,
        since=local_day(at),
        until=until,
        noted_by=by.key,
        noted_at=at,
    )
    reissue(Protection)
    record(verb="persons.protect", subject=f"persons.person:{row.pk}", agency=row.agency, by=by, at=at)


@act()
def keep_protected(*, person: int, until: date | None, by: Actor, at: datetime) -> None:
    """Look at a protection again and keep it, until it is to be looked at the next time; None: it is not.

    Raises:
        NotFound: there is none; NotAllowed, LaterThanToday.
    """
    found, card = _protected(person, by)
    if until is not None and until <= local_day(at):
        raise LaterThanToday(field="until")
    Protection.objects.filter(pk=card.id).update(until=until)
    reissue(Protection)
    subject = f"persons.person:{person}"
    record(verb="persons.keep_protected", subject=subject, agency=found.agency, by=by, at=at, fields=["until"])


@act()
def unprotect(*, person: int, by: Actor, at: datetime) -> None:
    """End a protection, at the wish of the person or when the danger is over.

    Raises:
        NotFound: there is none; NotAllowed.
    """
    found, card = _protected(person, by)
    Protection.objects.filter(pk=card.id).update(ended_by=by.key, ended_at=at)
    reissue(Protection)
    record(verb="persons.unprotect", subject=f"persons.person:{person}", agency=found.agency, by=by, at=at)
