"""How many cases of one service each unit received, granted, and how long they took: no case of anybody is shown."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, Sum

from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.rules import READERS
from bianmin.delivery.cases.vocab import GIVEN, OPEN
from bianmin.delivery.catalog.vocab import ServiceCard
from bianmin.foundation.orgs.queries import units_of
from bianmin.kernel.actor import Actor, Role


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit's cases received in a span: `used` days in all for the `decided` ones, `kept`: as soon as promised."""

    path: str
    name: str
    received: int = 0
    granted: int = 0
    other: int = 0
    open: int = 0
    decided: int = 0
    used: int = 0
    kept: int = 0

    @property
    def days(self) -> str:
        """Days a decided case took on average, to one decimal; empty where none is decided."""
        tenths = (20 * self.used + self.decided) // (2 * self.decided) if self.decided else 0
        return f"{tenths // 10}.{tenths % 10}" if self.decided else ""


def _knows(actor: Actor, agency: str, path: str) -> bool:
    """Whether an actor may know a unit's numbers: whoever counts for the whole agency, and who works there."""
    if agency in actor.heading(*READERS, Role.RESEARCH):
        return True
    return any(grant.in_unit and grant.agency == agency and path.startswith(grant.path) for grant in actor.grants)


def by_unit(actor: Actor, service: ServiceCard, first: date, last: date) -> list[UnitLine]:
    """The cases of a service received in a span, by the units that handle it; units without any stand there too."""
    names = {unit.path: unit.name for unit in units_of(service.agency) if unit.path.startswith(service.unit_path)}
    known = [path for path in names if _knows(actor, service.agency, path)]
    rows = Case.objects.filter(
        agency=service.agency, service_code=service.code, unit_path__in=known, received_on__range=(first, last)
    )
    decided = Q(decided_on__isnull=False)
    counted = rows.order_by().values_list("unit_path").annotate(
        received=Count("pk"),
        granted=Count("pk", Q(outcome__in=GIVEN)),
        other=Count("pk", decided & ~Q(outcome__in=GIVEN)),
        waiting=Count("pk", Q(state__in=OPEN)),
        ended=Count("pk", decided),
        used=Sum("used_days", filter=decided, default=0),
        kept=Count("pk", Q(on_time=True)),
    )  # fmt: skip
    found = {path: numbers for path, *numbers in counted}
    below = service.unit_path.count("/") + 1
    shown = [path for path in known if path in found or (service.offer.unit_from and path.count("/") == below)]
    return [UnitLine(path, names[path], *found.get(path, ())) for path in shown]
