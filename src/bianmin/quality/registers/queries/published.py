"""Registers as they are published, their forms, and which of them mark the entries of another."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache, partial
from typing import Final

from django.db.models import Q, QuerySet

from bianmin.foundation.forms.queries.published import form
from bianmin.foundation.forms.vocab import Field, FieldType, Form, Option
from bianmin.foundation.orgs.queries import units_of
from bianmin.foundation.persons.queries import name_mask
from bianmin.kernel import masks
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound
from bianmin.kernel.lasting import lasting
from bianmin.quality.registers.models import Entry, Published
from bianmin.quality.registers.rules import opens
from bianmin.quality.registers.vocab import UNITS, Register

NAMED: Final = 2
"""Of so many columns an entry has its name where another picks it."""
LONGEST: Final = 120
PAST: Final = timedelta(days=92)
"""So long after its last day an entry may still be picked, to say what came of it."""


@lru_cache(maxsize=256)
def _register(text: str) -> Register:
    return Register.model_validate_json(text)


def _versions(agency: str, code: str = "") -> QuerySet[Published]:
    """Versions of what every agency has, then of the agency's own, which is taken where it has one."""
    rows = Published.objects.filter(agency__in={agency, ""}).order_by("code", "agency", "valid_from", "id")
    return rows.filter(code=code) if code else rows


def _of(agency: str, row: Published) -> Register:
    found = _register(row.text)
    return found if found.agency == agency else found.model_copy(update={"agency": agency})


def registers(agency: str, on: date, *, public: bool = False) -> list[Register]:
    """The registers of an agency in force on a day, by code; only those everybody may read where `public`."""
    newest = {row.code: _of(agency, row) for row in _versions(agency).filter(valid_from__lte=on)}
    return [one for one in newest.values() if one.public or not public]


def register(agency: str, code: str, *, public: bool = False) -> Register:
    """The newest version of a register; refused with NotFound where there is none, or it is not for everybody."""
    row = _versions(agency, code).last()
    found = _of(agency, row) if row else None
    if found is None or (public and not found.public):
        raise NotFound
    return found


def register_for(actor: Actor, code: str) -> Register:
    """A register of the actor's agency that opens to the actor; refused with NotFound where there is none."""
    of = register(actor.agency, code)
    if not opens(actor, of):
        raise NotFound
    return of


def open_to_all(agency: str, code: str) -> Register:
    """A register that everybody enters into; refused with NotFound where there is none."""
    of = register(agency, code)
    if not of.everybody:
        raise NotFound
    return of


def _marking(agency: str) -> list[Register]:
    newest = {row.code: _of(agency, row) for row in _versions(agency)}
    return [one for one in newest.values() if one.mark]


def marking(of: Register) -> list[Register]:
    """The registers whose open entries mark those of this one; asked once, until another is published."""
    known = lasting(Published, ("marking", of.agency), partial(_marking, of.agency))
    return [one for one in known if one.picks.get(one.each) == of.id]


def fields(of: Form) -> list[Field]:
    """Its questions that are answered in words."""
    return [asked for section in of.sections for asked in section.fields if asked.type is not FieldType.FILE]


def name_of(row: Entry) -> str:
    """What an entry is called where another one picks it: its first columns."""
    of = register_of(row)
    asked = {one.code: one for one in fields(form(row.agency, row.form, row.form_version))}
    said = (_word(asked[code], row.answers.get(code), row.agency) for code in of.columns[:NAMED] if code in asked)
    return " · ".join(word for word in said if word)[:LONGEST] or row.number


def _word(asked: Field, value: object, agency: str) -> str:
    if value is None:
        return ""
    if asked.type is FieldType.NAME:
        return masks.name(str(value), name_mask(agency))
    labels = {option.value: option.label for option in asked.options}
    return "、".join(labels.get(str(one), str(one)) for one in (value if isinstance(value, list) else [value]))


def _register_of(agency: str, code: str) -> Register:
    return register(agency, code)


def register_of(row: Entry) -> Register:
    """The register of an entry; asked once, until another is published."""
    return lasting(Published, ("of", row.agency, row.register), partial(_register_of, row.agency, row.register))


def picked(of: Iterable[Register], on: date) -> dict[tuple[str, str], list[Entry]]:
    """The entries that may be picked, by agency and register; one statement for all that is asked."""
    wanted = {(one.agency, code) for one in of for code in one.picks.values() if code != UNITS}
    found: dict[tuple[str, str], list[Entry]] = {key: [] for key in wanted}
    if not wanted:
        return found
    past = Q(until_on__isnull=True) | Q(until_on__gte=on - PAST)
    codes, agencies = {code for _agency, code in wanted}, {agency for agency, _code in wanted}
    rows = Entry.objects.filter(past, closed_on__isnull=True, agency__in=agencies, register__in=codes).order_by("id")
    for row in rows:
        found.setdefault((row.agency, row.register), []).append(row)
    return found


def unit_options(agency: str, on: date) -> dict[str, str]:
    """The names of the units of an agency by code, without its windows."""
    return {one.code: one.name for one in units_of(agency, on=on) if one.kind != "window"}


def asked_form(of: Register, on: date) -> Form:
    """The form of a register, with what may be picked as the options of its questions."""
    plain = form(of.agency, of.form)
    if not of.picks:
        return plain
    known = {code: {row.number: name_of(row) for row in rows} for (_agency, code), rows in picked([of], on).items()}
    if UNITS in of.picks.values():
        known[UNITS] = unit_options(of.agency, on)
    options = {
        question: tuple(Option(value=value, label=label) for value, label in known[code].items())
        for question, code in of.picks.items()
    }
    sections = tuple(
        section.model_copy(update={"fields": tuple(_choosing(asked, options) for asked in section.fields)})
        for section in plain.sections
    )
    return plain.model_copy(update={"sections": sections})


def told_form(of: Register, on: date) -> Form:
    """What the public is asked where it enters too."""
    whole = asked_form(of, on)
    sections = tuple(
        section.model_copy(update={"fields": tuple(one for one in section.fields if one.code not in of.inside)})
        for section in whole.sections
    )
    return whole.model_copy(update={"sections": sections})


def _choosing(asked: Field, options: dict[str, tuple[Option, ...]]) -> Field:
    if asked.code not in options:
        return asked
    return asked.model_copy(update={"type": FieldType.CHOICE, "options": options[asked.code]})
