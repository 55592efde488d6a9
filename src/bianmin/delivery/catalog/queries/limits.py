"""The table of time limits 各類人民申請案件處理時限表: services with limit, norm, fee and who decides."""

from collections.abc import Iterable
from dataclasses import dataclass

from bianmin.delivery.catalog.queries.sheets import shelves
from bianmin.delivery.catalog.vocab import DEMONSTRATION, ServiceCard, Step


@dataclass(frozen=True, slots=True)
class LimitRow:
    """One service in the table; `steps` are those of its procedure that have a limit of their own."""

    card: ServiceCard
    category: str
    invented: bool
    fee_invented: bool
    steps: tuple[Step, ...]


def limit_table(agency: str, services: Iterable[ServiceCard]) -> list[LimitRow]:
    """The services in the order of the catalogue's classes, then by name."""
    found = shelves(agency)
    classes = found.categories if found else ()
    order = {shelf.code: at for at, shelf in enumerate(classes)}
    names = {shelf.code: shelf.name for shelf in classes}
    rows = [
        LimitRow(
            card=one,
            category=names.get(one.offer.category, ""),
            invented="limits" in one.guessed,
            fee_invented=one.offer.fee.source == DEMONSTRATION,
            steps=tuple(step for step in one.offer.sop if step.limit),
        )
        for one in services
    ]
    return sorted(rows, key=lambda row: (order.get(row.card.offer.category, len(order)), row.card.name))
