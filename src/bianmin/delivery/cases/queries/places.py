"""How many places of a service are left; everybody may know."""

from dataclasses import dataclass
from datetime import date

from bianmin.delivery.cases.models import Place
from bianmin.delivery.catalog.vocab import ServiceCard

FORMS = {"day": "%Y-%m-%d", "week": "%G-W%V", "month": "%Y-%m", "year": "%Y", "once": "once"}


@dataclass(frozen=True, slots=True)
class Balance:
    """The places of one period: how many there are, and how many are left."""

    period: str
    per: str
    places: int
    left: int
    on: date

    @property
    def taken(self) -> int:
        """How many are taken."""
        return self.places - self.left


def period_of(service: ServiceCard, on: date) -> str:
    """The period that a day belongs to, as places are kept under; empty where the service has no quota."""
    quota = service.offer.quota
    return on.strftime(FORMS[quota.per]) if quota else ""


def balance(service: ServiceCard, on: date) -> Balance | None:
    """The places of the period that a day belongs to; None where the service has no quota."""
    quota = service.offer.quota
    if quota is None:
        return None
    period = period_of(service, on)
    rows = Place.objects.filter(agency=service.agency, service_code=service.code, period=period)
    taken = rows.exclude(taken_by="").count()
    return Balance(period, quota.per, quota.places, max(0, quota.places - taken), on)
