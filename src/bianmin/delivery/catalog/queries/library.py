"""The library of forms 申請書表/範例: every form of the services in force, by class, and how many there are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from bianmin.delivery.catalog.queries.sheets import shelves
from bianmin.delivery.catalog.vocab import ServiceCard
from bianmin.foundation.forms.queries.published import FormCard, cards


@dataclass(frozen=True, slots=True)
class Row:
    """A service with its form, and the forms that are handed in with it."""

    card: ServiceCard
    form: FormCard
    more: Sequence[FormCard] = ()

    @property
    def fill_in(self) -> bool:
        """Whether it is one of those filled in on the screen, downloaded and printed 線上填表."""
        return self.card.offer.fill_in


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many forms, filled-in samples and fill-in services some rows have; a form used twice counts once."""

    forms: int
    samples: int
    fill_in: int


def numbers(rows: Sequence[Row]) -> Numbers:
    """What some rows hold."""
    forms = {one.code for row in rows for one in (row.form, *row.more)}
    return Numbers(len(forms), sum(len(row.card.offer.samples) for row in rows), sum(row.fill_in for row in rows))


@dataclass(frozen=True, slots=True)
class Class:
    """The forms of one class; `title` is empty where the agency has no classes, `code` for what is in none."""

    code: str
    title: str
    rows: Sequence[Row]

    @property
    def numbers(self) -> Numbers:
        """How many there are."""
        return numbers(self.rows)


def library(agency: str, services: Sequence[ServiceCard]) -> list[Class]:
    """The forms of some services by the classes of the library, else by those of the services; empty ones left out."""
    rows = _rows(services, {card.code: card for card in cards(agency)})
    held = shelves(agency)
    names = {one.code: one.name for one in held.forms or held.categories} if held else {}
    found = [Class(code, name, [row for row in rows if _class(row) == code]) for code, name in names.items()]
    rest = Class("", _("Other services") if names else "", [row for row in rows if _class(row) not in names])
    return [one for one in (*found, rest) if one.rows]


def _rows(services: Sequence[ServiceCard], known: Mapping[str, FormCard]) -> list[Row]:
    """Each service that has a form, with its forms."""
    return [
        Row(card, known[card.offer.form], [known[code] for code in card.offer.more_forms if code in known])
        for card in services
        if card.offer.form in known
    ]


def _class(row: Row) -> str:
    return row.card.offer.form_class or row.card.offer.category
