"""Record and correct people; read and search them unmasked, which is journaled."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from bianmin.foundation.audit.actions import record
from bianmin.foundation.persons.models import Former, Person
from bianmin.foundation.persons.queries.people import PersonCard, masked, name_mask, visible_to
from bianmin.foundation.persons.queries.protection import protection_of
from bianmin.foundation.persons.rules import (
    PurposeMissing,
    UnknownField,
    check,
    may_add,
    may_correct,
    may_read,
    reads_protected,
)
from bianmin.foundation.persons.vocab import FIELDS, KEPT_BACK
from bianmin.foundation.search.actions import drop, index
from bianmin.foundation.search.queries import found
from bianmin.kernel import phones
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, NotFound
from bianmin.kernel.ids import plain
from bianmin.kernel.rows import insert, new
from bianmin.kernel.text import fold, narrow

MOST_FOUND = 50
KIND = "persons.person"
KEY = "name_key"
"""By what a name is found; made of the name."""


def _phone(text: str) -> str:
    try:
        return phones.parse(text).printed
    except phones.WrongPhone:
        return narrow(text)


def _tidy(values: dict[str, Any]) -> dict[str, Any]:
    """Data as kept: spaces stripped, numbers in their plain form, names exactly as written otherwise."""
    tidy = {field: value.strip() if isinstance(value, str) else value for field, value in values.items()}
    if tidy.get("id_number"):
        tidy["id_number"] = plain(tidy["id_number"])
    if tidy.get("phone"):
        tidy["phone"] = _phone(tidy["phone"])
    check(tidy)
    if "name" in tidy:
        tidy[KEY] = fold(tidy["name"])[:200]
    return tidy


def _journal(verb: str, person: Person, *, by: Actor, at: datetime, fields: Collection[str], purpose: str = "") -> None:
    record(
        verb=f"persons.{verb}",
        subject=f"persons.person:{person.pk}",
        agency=person.agency,
        by=by,
        at=at,
        fields=fields,
        purpose=purpose,
    )


def _findable(person: Person) -> None:
    """Let a person be found by name, in Chinese or Latin letters; nothing else of theirs is in the index."""
    index(agency=person.agency, kind=KIND, key=person.pk, texts=(person.name, person.latin_name))


def checked(*, agency: str, by: Actor, elsewhere: bool = False, **values: Any) -> dict[str, Any]:
    """Somebody's data as they will be kept, for `add_checked`; `values` and what is refused are as for `add_person`.

    Nothing is written or locked yet: an act that writes much does this before.
    """
    if not may_add(by, agency, elsewhere=elsewhere):
        raise NotAllowed
    values.setdefault("name", "")
    return _tidy({name: value for name, value in values.items() if value not in ("", None, False) or name == "name"})


@act()
def add_checked(*, agency: str, data: Mapping[str, Any], by: Actor, at: datetime) -> Person:
    """Record a person whose data `checked` gave."""
    person = insert(new(Person, agency=agency, added_at=at, **data))
    _findable(person)
    _journal("add", person, by=by, at=at, fields=data.keys() - {KEY})
    return person


@act()
def add_person(*, agency: str, by: Actor, at: datetime, elsewhere: bool = False, **values: Any) -> Person:
    """Record a person; `values` are those of `vocab.FIELDS` that were given, `name` among them.

    `elsewhere`: the actor receives something for this agency at another one.

    Raises:
        NotAllowed: staff of another agency.
        Refused: a datum cannot be recorded; `field` names it.
    """
    data = checked(agency=agency, by=by, elsewhere=elsewhere, **values)
    return add_checked(agency=agency, data=data, by=by, at=at)


@act()
def forget_person(*, person: int, by: Actor, at: datetime) -> None:
    """Remove somebody whom nothing names any more, from the index too: a mailbox, the party of a destroyed matter.

    Raises:
        NotFound.
        ProtectedError: something still names the person.
    """
    row = _locked(person)
    _journal("forget", row, by=by, at=at, fields=())
    drop(agency=row.agency, kind=KIND, key=row.pk)
    row.delete()


def _locked(person: int) -> Person:
    row = Person.objects.select_for_update().filter(pk=person).first()
    if row is None:
        raise NotFound
    return row


def _as_json(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


@act()
def correct_person(*, person: int, by: Actor, at: datetime, **values: Any) -> Person:
    """Change a person's data 更正; what stood there before is kept in `Former`, the journal names only the fields."""
    row = _locked(person)
    if not may_correct(by, row.agency):
        raise NotAllowed
    tidy = _tidy(values)
    changed = {field: value for field, value in tidy.items() if getattr(row, field) != value}
    if not changed:
        return row
    before = {field: _as_json(getattr(row, field)) for field in changed if field in FIELDS}
    Former.objects.create(person=row, values=before, until=at, corrected_by=by.key)
    for field, value in changed.items():
        setattr(row, field, value)
    row.save(update_fields=list(changed))
    if changed.keys() & {"name", "latin_name"}:
        _findable(row)
    _journal("correct", row, by=by, at=at, fields=before.keys())
    return row


@act()
def read_person(
    person: int, *, fields: Collection[str] = FIELDS, purpose: str, by: Actor, at: datetime, in_charge: bool = False
) -> dict[str, Any]:
    """The data named in `fields`, unmasked; a journal line says who read them and what for.

    Of a protected person only the officer `in_charge` of the matter and named duties read telephone, mailbox and
    address; others read through whom the person is reached.

    `purpose` is a case number or a code of a purpose, never free text about the person.

    Raises:
        PurposeMissing: nothing was said; NotAllowed, NotFound, UnknownField.
    """
    if not purpose.strip():
        raise PurposeMissing(field="purpose")
    if unknown := set(fields) - set(FIELDS):
        raise UnknownField(name=min(unknown))
    row = Person.objects.filter(pk=person).first()
    if row is None:
        raise NotFound
    if not may_read(by, row.agency):
        raise NotAllowed
    instead = {} if in_charge else _kept_back(row, by)
    _journal("read", row, by=by, at=at, fields=[field for field in fields if field not in instead], purpose=purpose)
    return {field: instead[field] if field in instead else getattr(row, field) for field in fields}


def _kept_back(person: Person, by: Actor) -> dict[str, str]:
    """What this reader does not read of a protected person, with what stands in its place."""
    safe = protection_of(person)
    if safe is None or reads_protected(by, person.agency):
        return {}
    return {**dict.fromkeys(KEPT_BACK, ""), "address": safe.through}


@act()
def find_persons(*, agency: str, text: str, purpose: str, by: Actor, at: datetime) -> list[PersonCard]:
    """People of an agency by number, telephone or part of the name: masked cards, newest first, at most 50.

    The journal keeps that a search was made, and why, never what was searched for.
    """
    if not purpose.strip():
        raise PurposeMissing(field="purpose")
    if not may_read(by, agency):
        raise NotAllowed
    record(verb="persons.search", subject="persons.person:*", agency=agency, by=by, at=at, purpose=purpose)
    if not text.strip():
        return []
    named = found(kind=KIND, agency=agency, text=text, most=MOST_FOUND)
    theirs = Person.objects.filter(agency=agency).values("pk")
    same = theirs.filter(id_number=plain(text)).union(theirs.filter(phone=_phone(text))).order_by("-pk")
    keys = {*map(int, named), *same.values_list("pk", flat=True)[:MOST_FOUND]}
    rows = visible_to(by).filter(pk__in=keys, agency=agency).order_by("-pk")[:MOST_FOUND]
    policy = name_mask(agency)
    return [masked(person, policy) for person in rows]
