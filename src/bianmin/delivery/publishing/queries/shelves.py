"""The classes of an agency's site, and how much each has."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from bianmin.delivery.catalog.vocab import Shelf
from bianmin.delivery.publishing.models import Edition, Shelves
from bianmin.delivery.publishing.vocab import SiteShelves
from bianmin.foundation.packs.queries.held import held

NO_SHELVES: Final = SiteShelves(kind="site-shelves", id="none", version="0", source="Bianmin")


def site_shelves(agency: str) -> SiteShelves | None:
    """The classes that an agency says its site has; None where it says nothing."""
    return held(Shelves, SiteShelves, agency)


def shelves_of(agency: str) -> SiteShelves:
    """The same; no classes where it says nothing."""
    return site_shelves(agency) or NO_SHELVES


def by_class(rows: Iterable[Edition], classes: Iterable[Shelf]) -> list[tuple[str, str, int]]:
    """Code and name of each class with how many it has; words of writers, which are no class, come last."""
    counted = Counter(row.category for row in rows)
    named = [(one.code, one.name, counted.pop(one.code, 0)) for one in classes]
    return named + [(code, code, count) for code, count in sorted(counted.items()) if code]
