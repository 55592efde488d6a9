"""What an agency discloses 主動公開資訊: each item of its list with what is there, wherever on the platform it lies."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Final

from django.db.models import Count, Max, Model, QuerySet

from bianmin.delivery.catalog.models import Review
from bianmin.delivery.catalog.queries import published as services_of
from bianmin.delivery.catalog.queries.library import library
from bianmin.delivery.opinions.models import Opinion
from bianmin.delivery.press.models import Item
from bianmin.delivery.publishing.actions.disclosing import keep_disclosed
from bianmin.delivery.publishing.models import Edition
from bianmin.delivery.publishing.queries.articles import published
from bianmin.delivery.publishing.queries.disclosure import disclosure, listed
from bianmin.delivery.publishing.vocab import Disclosure, Found, ItemCard, Kind, Place, Where
from bianmin.foundation.orgs.queries import agency_named, unit_names
from bianmin.kernel.actor import Actor
from bianmin.kernel.rocdate import local_day
from bianmin.quality.indicators.models import Snapshot
from bianmin.quality.plans.models import Plan
from bianmin.quality.plans.vocab.cards import State as PlanState
from bianmin.quality.registers.queries.published import registers
from bianmin.quality.reports.models import Built

Told = tuple[int, date | None]
"""How many there are, and the newest day of them."""


def _days(rows: QuerySet[Model], column: str, each: str = "pk") -> Told:
    found = rows.order_by().aggregate(n=Count(each, distinct=True), on=Max(column))
    newest = found["on"]
    return found["n"], local_day(newest) if isinstance(newest, datetime) else newest


def _organisation(agency: str, _on: date) -> Told:
    held = agency_named(agency)
    return int(bool(held.address and held.phone)), None


def _services(agency: str, on: date) -> Told:
    held = services_of(agency, on)
    return len(held), max((card.valid_from for card in held), default=None)


def _forms(agency: str, on: date) -> Told:
    rows = [row for one in library(agency, services_of(agency, on)) for row in one.rows]
    return len(rows), max((local_day(row.form.published_at) for row in rows), default=None)


def _registers(agency: str, on: date) -> Told:
    return len(registers(agency, on, public=True)), None


PLACES: Final[dict[Place, Callable[[str, date], Told]]] = {
    Place.ORGANISATION: _organisation,
    Place.LAWS: lambda agency, on: _days(published(agency, on, Kind.LAW), "published_on"),
    Place.SERVICES: _services,
    Place.FORMS: _forms,
    Place.CHANGES: lambda agency, _on: _days(Review.objects.filter(agency=agency), "reviewed_on"),
    Place.PLANS: lambda agency, _on: _days(
        Plan.objects.filter(agency=agency, state__in=(PlanState.PUBLISHED, PlanState.FILED)), "acts__on", "code"
    ),
    Place.REPORTS: lambda agency, _on: _days(
        Built.objects.filter(agency=agency, published_at__isnull=False), "published_at"
    ),
    Place.RESULTS: lambda agency, _on: _days(Snapshot.objects.filter(agency=agency), "published_at"),
    Place.OPINIONS: lambda agency, _on: _days(
        Opinion.objects.filter(agency=agency, published_on__isnull=False), "published_on"
    ),
    Place.CLARIFICATIONS: lambda agency, _on: _days(
        Item.objects.filter(agency=agency, published_on__isnull=False), "published_on"
    ),
    Place.REGISTERS: _registers,
}
ADDRESSES: Final = {Place.SERVICES: "", Place.REPORTS: "plans/"}
"""Where a page lies, if not under its own name."""


def _found(where: Where, agency: str, slug: str, on: date, articles: list[Edition]) -> list[Found]:
    """What is there at one place of an item."""
    if where.link:
        return [Found(where.name, where.link)]
    if where.place:
        count, newest = PLACES[where.place](agency, on)
        address = f"/{slug}/{ADDRESSES.get(where.place, f'{where.place}/')}"
        return [Found(where.place.label, address, newest, count)] if count else []
    rows = (
        row for row in articles if (row.category == where.category if where.category else row.code == where.article)
    )
    return [Found(row.title, f"/{slug}/pages/{row.code}/", row.published_on) for row in rows]


def found_at(agency: str, places: Sequence[Where], on: date) -> list[Found]:
    """What is there on a day at some places, in their order."""
    articles = listed(agency, on, (one.category for one in places if one.category), (one.article for one in places))
    slug = agency_named(agency).short.lower()
    return [found for where in places for found in _found(where, agency, slug, on, articles)]


def disclosed(agency: str, listing: Disclosure, on: date) -> list[ItemCard]:
    """Each item of an agency's list with what is there on a day; a few statements, however many items there are."""
    places = [where for item in listing.items for where in item.where]
    articles = listed(agency, on, (one.category for one in places if one.category), (one.article for one in places))
    names, slug = unit_names({item.unit for item in listing.items}), agency_named(agency).short.lower()
    return [
        ItemCard(
            item,
            tuple(found for where in item.where for found in _found(where, agency, slug, on, articles)),
            names.get(item.unit, ""),
        )
        for item in listing.items
    ]


def keep_count(*, agency: str, by: Actor, at: datetime) -> int:
    """Keep since when each item is disclosed, so that the share can be counted of any day; how many changed."""
    listing, on = disclosure(agency), local_day(at)
    cards = disclosed(agency, listing, on) if listing else []
    items = {card.item.code: (card.item.unit or f"/{agency}/", card.disclosed) for card in cards}
    return keep_disclosed(agency=agency, items=items, by=by, at=at)
