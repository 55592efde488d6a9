"""Give unified numbers 配賦統一證號: one person one number, for ever."""

from datetime import datetime

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from bianmin.foundation.audit.actions import record
from bianmin.foundation.orgs.actions import take_number
from bianmin.foundation.packs.actions import hold
from bianmin.foundation.persons.actions.people import correct_person
from bianmin.foundation.persons.models import NumberScheme, Person, UnifiedNumber
from bianmin.foundation.persons.queries.unified import alike, card, numbered, plain_document, scheme
from bianmin.foundation.persons.rules import may_correct
from bianmin.foundation.persons.vocab import NumberCard, Scheme, Wanted
from bianmin.kernel.act import act, attempt
from bianmin.kernel.actor import Actor, Role
from bianmin.kernel.errors import NotAllowed, NotFound, Refused
from bianmin.kernel.ids import with_check_digit
from bianmin.kernel.rocdate import local_day

SERIES = 1_000_000
"""How many numbers there are with the same first three characters."""


class NoScheme(Refused):
    """The agency gives no unified numbers."""

    message = _("This office gives no unified numbers. Load a pack of the kind unified-number first.")


class HasNumber(Refused):
    """Somebody who has a number never gets another."""

    message = _("This person has an identity number already, and nobody gets a second one.")


class DocumentMissing(Refused):
    """Nobody can be told from others without a travel document."""

    message = _("Enter the number of the travel document.")


class BirthMissing(Refused):
    """Nobody can be told from others without a date of birth."""

    message = _("The date of birth is missing. Correct the person's data first.")


class GroupUnknown(Refused):
    """No class of people the rule knows."""

    message = _("Choose the class of persons that the number is for.")


class PerhapsKnown(Refused):
    """Somebody of the same name, birth date and sex has a number."""

    message = _("Somebody with the same name, date of birth and sex has a number. Say whether it is the same person.")


class UsedUp(Refused):
    """Every number of the series is given."""

    message = _("All numbers of this series are given. Load a rule with another letter or third character.")


@act()
def write_scheme(*, scheme: Scheme, by: Actor, at: datetime) -> None:
    """Let a rule hold for its agency; a later one replaces it, the numbers already given stay."""
    if not (by.has(Role.SYSTEM) or scheme.agency in by.agencies(Role.ADMIN)):
        raise NotAllowed
    hold(NumberScheme, scheme, verb="persons.write_scheme", subject="persons.scheme", by=by, at=at)


def _next(of: Scheme, wanted: Wanted) -> str:
    """The next number of the series, with its check digit."""
    group = next((one for one in of.groups if one.code == wanted.group), None)
    if group is None:
        raise GroupUnknown(field="group")
    head = of.first(wanted.unit_path) + of.second(wanted.sex)
    for third in group.third:
        serial = take_number(agency=of.agency, kind="unified", period=f"{head}{third}")
        if serial < SERIES:
            return with_check_digit(f"{head}{third}{serial:06}")
    raise UsedUp


def _take(of: Scheme, person: Person, wanted: Wanted, by: Actor, at: datetime) -> UnifiedNumber:
    """A new row; where another act made one for the same person meanwhile, that one."""
    key = {"agency": person.agency, "document": plain_document(wanted.document), "birth_on": person.birth_on}
    known = UnifiedNumber.objects.filter(**key).order_by("id")
    if before := known.first():
        return before
    try:
        with attempt():
            return UnifiedNumber.objects.create(
                **key,
                number=_next(of, wanted),
                sex=wanted.sex.value,
                name_key=person.name_key,
                group=wanted.group,
                scheme_version=of.version,
                channel=wanted.channel,
                source=wanted.source,
                assigned_on=local_day(at),
                assigned_at=at,
                assigned_by=by.key,
            )
    except IntegrityError:
        return known[0]


def _person(wanted: Wanted, by: Actor) -> Person:
    person = Person.objects.select_for_update().filter(pk=wanted.person).first()
    if person is None:
        raise NotFound
    if not may_correct(by, person.agency):
        raise NotAllowed
    if numbered(person):
        raise HasNumber
    if person.birth_on is None:
        raise BirthMissing(field="birth_on")
    if not plain_document(wanted.document):
        raise DocumentMissing(field="document")
    return person


def _give(person: Person, row: UnifiedNumber, by: Actor, at: datetime) -> NumberCard:
    correct_person(person=person.pk, id_number=row.number, by=by, at=at)
    record(verb="persons.unify", subject=f"persons.person:{person.pk}", agency=person.agency, by=by, at=at)
    return card(row)


@act()
def assign(*, wanted: Wanted, another: bool = False, by: Actor, at: datetime) -> NumberCard:
    """Give somebody a unified number, or the one that the same travel document and birth date have already.

    `another`: the officer found that those of the same name, birth date and sex are other people.

    Raises:
        NoScheme, HasNumber, DocumentMissing, BirthMissing, GroupUnknown, PerhapsKnown, UsedUp: nothing was given.
    """
    person = _person(wanted, by)
    of = scheme(person.agency)
    if of is None:
        raise NoScheme
    if not another and alike(person, wanted.document, wanted.sex):
        raise PerhapsKnown(field="which")
    return _give(person, _take(of, person, wanted, by, at), by, at)


@act()
def recognise(*, wanted: Wanted, same: int, by: Actor, at: datetime) -> NumberCard:
    """Write the number somebody already has to a new row of theirs: `same` is one of those alike, found to be the same.

    Raises:
        HasNumber, DocumentMissing, BirthMissing; NotFound: it is none of those alike.
    """
    person = _person(wanted, by)
    if same not in {one.id for one in alike(person, wanted.document, wanted.sex)}:
        raise NotFound
    return _give(person, UnifiedNumber.objects.get(pk=same), by, at)
