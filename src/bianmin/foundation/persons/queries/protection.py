"""Whether somebody is protected 受保護: the one place that cards, letters, messages and reminders ask."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial

from django.utils.translation import gettext as _

from bianmin.foundation.persons.models import Person, Protection
from bianmin.foundation.persons.vocab import ProtectionCard
from bianmin.kernel.lasting import lasting


def protection_card(row: Protection) -> ProtectionCard:
    """The card of a protection."""
    return ProtectionCard(row.pk, row.person_id, row.why, row.through, row.by_email, row.since, row.until, row.noted_by)


def _read(agency: str) -> Mapping[str, ProtectionCard]:
    rows = Protection.objects.filter(agency=agency, ended_at__isnull=True).order_by("id")
    return {row.id_number or f"#{row.person_id}": protection_card(row) for row in rows}


def _protections(agency: str) -> Mapping[str, ProtectionCard]:
    return lasting(Protection, agency, partial(_read, agency))


def to_review(agencies: Iterable[str], on: date) -> list[int]:
    """The people, by the rows on which it was noted, whose protection was to be looked at again by a day."""
    cards = (card for agency in agencies for card in _protections(agency).values())
    return [card.person for card in cards if card.until is not None and card.until <= on]


def hidden() -> str:
    """What stands in the place of what is protected."""
    return _("Protected")


def protection_of(person: Person) -> ProtectionCard | None:
    """The protection of somebody that was not ended, None for everybody else; read once for all people of an agency.

    One whose last day is over goes on until somebody ends it: nobody is exposed by a date.
    """
    known = _protections(person.agency)
    return (known.get(person.id_number) if person.id_number else None) or known.get(f"#{person.pk}")
