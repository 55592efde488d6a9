"""Read people: masked cards for pages; the way to reach one for letters and messages."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from bianmin.foundation.orgs.queries import directory
from bianmin.foundation.persons.models import Person
from bianmin.foundation.persons.queries.protection import hidden, protection_of
from bianmin.foundation.persons.rules import readable
from bianmin.kernel import masks
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound
from bianmin.kernel.masks import NameMask


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person as pages show one: every datum masked 遮罩."""

    id: int
    kind: str
    name: str
    latin_name: str
    id_number: str
    phone: str
    email: str
    address: str
    language: str
    protected: bool = False


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach a person: only for letters and messages that the platform makes."""

    name: str
    phone: str
    email: str
    address: str
    language: str


def visible_to(actor: Actor) -> QuerySet[Person]:
    """The people whose data the actor may ask for."""
    return Person.objects.filter(readable(actor)).order_by("pk")


def name_mask(agency: str) -> NameMask:
    """How an agency masks names: its policy `name_mask`, the middle by default."""
    known = directory().get(agency)
    return NameMask((known.policies if known else {}).get("name_mask", NameMask.MIDDLE.value))


def masked(person: Person, policy: NameMask) -> PersonCard:
    """The card of a person; data that were not given stay empty, those of a protected person are not shown at all."""
    protected = protection_of(person) is not None
    return PersonCard(
        id=person.pk,
        kind=person.kind,
        name=masks.name(person.name, policy),
        latin_name=masks.name(person.latin_name, policy),
        id_number=masks.id_number(person.id_number),
        phone=hidden() if protected else masks.phone(person.phone),
        email=hidden() if protected else masks.email(person.email) if person.email else "",
        address=hidden() if protected else masks.address(person.address) if person.address else "",
        language=person.language,
        protected=protected,
    )


def person_card(person: int) -> PersonCard:
    """The masked card of one person; refused when there is none."""
    row = Person.objects.filter(pk=person).first()
    if row is None:
        raise NotFound
    return masked(row, name_mask(row.agency))


def contact(person: int) -> Contact:
    """How to reach a person, unmasked: the caller is an action that writes to them, and journals it; never a page."""
    row = Person.objects.filter(pk=person).first()
    if row is None:
        raise NotFound
    safe = protection_of(row)
    if safe is not None:
        return Contact(row.name, "", row.email if safe.by_email else "", safe.through, row.language)
    return Contact(row.name, row.phone, row.email, row.address, row.language)


def born_on(person: int, day: date) -> bool:
    """Whether a person was born on a day, for those who prove themselves by it."""
    return Person.objects.filter(pk=person, birth_on=day).exists()
