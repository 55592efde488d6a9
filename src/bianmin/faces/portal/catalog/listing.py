"""The list of services: found by words, or by shelf, paper, time and who decides."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from bianmin.delivery.catalog.queries.find import SPANS, Wanted, matching, papers_of, span_of
from bianmin.delivery.catalog.queries.sheets import shelves
from bianmin.delivery.catalog.vocab import Approval, ServiceCard, Shelf
from bianmin.faces.ui.doors import Request
from bianmin.foundation.packs.queries.translations import Reader

SPAN_WORDS: Final[dict[str, str | Promise]] = {
    "day": gettext_lazy("within a day"),
    "week": gettext_lazy("within a week"),
    "month": gettext_lazy("within a month"),
    "longer": pgettext_lazy("time", "longer"),
}
GROUPED_FROM: Final = 9
"""From how many services on the list has headings."""


@dataclass(frozen=True, slots=True)
class Option:
    """One value to narrow the list by: how many services it would leave."""

    value: str
    label: str
    note: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Services under one heading."""

    title: str
    services: Sequence[ServiceCard]


def _option(value: str, label: str, chosen: str, held: Iterable[ServiceCard], note: str = "") -> Option:
    return Option(value, label, note, len(list(held)), value == chosen)


def _shelf(shelf: Shelf, chosen: str, held: Iterable[ServiceCard], say: Reader) -> Option:
    return _option(shelf.code, say(shelf.name), chosen, held, say(shelf.note))


def _audiences(held: Sequence[Shelf], services: Sequence[ServiceCard], chosen: str, say: Reader) -> list[Option]:
    """The groups of people that have services 分眾."""
    found = [_shelf(one, chosen, (card for card in services if one.code in card.offer.audiences), say) for one in held]
    return [option for option in found if option.count]


def _categories(held: Sequence[Shelf], services: Sequence[ServiceCard], chosen: str, say: Reader) -> list[Option]:
    """The classes of services that have any."""
    found = [_shelf(one, chosen, (card for card in services if one.code == card.offer.category), say) for one in held]
    return [option for option in found if option.count]


def _filters(services: Sequence[ServiceCard], wanted: Wanted, say: Reader) -> list[tuple[str, str, list[Option]]]:
    """Boxes to narrow the list by: name, label, options that leave something."""
    papers = [_option(name, say(name), wanted.paper, services) for name in papers_of(services)]
    spans = [
        _option(name, str(SPAN_WORDS[name]), wanted.span, (one for one in services if span_of(one) == name))
        for name in SPANS
    ]
    levels = [
        _option(
            level.value, str(level.label), wanted.approval, (one for one in services if one.offer.approval == level)
        )
        for level in Approval
    ]
    boxes = [
        ("paper", _("A paper you have"), papers),
        ("span", _("How long it takes"), [one for one in spans if one.count]),
        ("approval", _("Who decides"), [one for one in levels if one.count]),
    ]
    return [box for box in boxes if len(box[2]) > 1]


def grouped(services: Sequence[ServiceCard], classes: Iterable[Option]) -> list[Group]:
    """The services under the headings of their classes; under none where they are few or have no class."""
    held = list(classes)
    if len(services) < GROUPED_FROM or not held:
        return [Group("", services)] if services else []
    groups = [Group(one.label, [card for card in services if card.offer.category == one.value]) for one in held]
    rest = [card for card in services if card.offer.category not in {one.value for one in held}]
    return [group for group in (*groups, Group(_("Other services"), rest)) if group.services]


def listed(request: Request, agency: str, services: Sequence[ServiceCard], say: Reader) -> dict[str, Any]:
    """What the start page shows: the services looked for, and the ways to look."""
    words = request.GET.get("q", "").strip()
    wanted = Wanted.read(request.GET)
    found = matching(services, words, say) if words else services
    found = [one for one in found if wanted.suits(one)]
    held = shelves(agency)
    people = _audiences(held.audiences if held else (), services, wanted.audience, say)
    classes = _categories(held.categories if held else (), services, wanted.category, say)
    return {
        "services": found,
        "groups": grouped(found, classes),
        "wanted": words,
        "looked": bool(words) or wanted != Wanted(),
        "audiences": people,
        "audience": next((one for one in people if one.chosen), None),
        "categories": classes,
        "filters": _filters(services, wanted, say),
    }
