"""The library of forms 申請書表下載: every form by class and service, in every format, with its version and samples."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bianmin.delivery.catalog.queries import published
from bianmin.delivery.catalog.queries.find import matching
from bianmin.delivery.catalog.queries.sheets import shelves
from bianmin.delivery.catalog.vocab import ServiceCard
from bianmin.faces.portal.common import say, show, the_agency
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import today
from bianmin.foundation.documents.writers.files import WRITERS
from bianmin.foundation.forms.queries.published import FormCard, cards


@dataclass(frozen=True, slots=True)
class Row:
    """A service with its form."""

    card: ServiceCard
    form: FormCard


@dataclass(frozen=True, slots=True)
class Class:
    """The forms of one class of services; `title` is empty where the agency has no classes."""

    title: str
    rows: Sequence[Row]


def _classes(agency: str, services: Sequence[ServiceCard]) -> list[Class]:
    known = {card.code: card for card in cards(agency)}
    rows = [Row(card, known[card.offer.form]) for card in services if card.offer.form in known]
    held = shelves(agency)
    names = {one.code: one.name for one in held.categories} if held else {}
    found_of = [Class(name, [row for row in rows if row.card.offer.category == code]) for code, name in names.items()]
    rest = Class(_("Other services") if names else "", [row for row in rows if row.card.offer.category not in names])
    return [one for one in (*found_of, rest) if one.rows]


@door(ANYONE)
@require_safe
@found
def library(request: Request, agency: str) -> HttpResponseBase:
    """Every form of the services in force, found by words where somebody looks for some."""
    here, reader = the_agency(agency), say(the_agency(agency))
    services, wanted = published(here.code, today()), request.GET.get("q", "").strip()
    classes = _classes(here.code, matching(services, wanted, reader) if wanted else services)
    rows = [row for one in classes for row in one.rows]
    return show(
        request,
        "catalog/forms",
        classes=classes,
        wanted=wanted,
        endings=tuple(WRITERS),
        forms=len({row.form.code for row in rows}),
        samples=sum(len(row.card.offer.samples) for row in rows),
        newest=max((row.form.published_at for row in rows), default=None),
        say=reader,
    )
