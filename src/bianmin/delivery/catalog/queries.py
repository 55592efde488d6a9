"""Read services; what is published is public."""

from datetime import date, datetime

from django.db.models import Q, QuerySet

from bianmin.delivery.catalog.models import ServiceVersion
from bianmin.delivery.catalog.vocab import Promise, Service, ServiceCard
from bianmin.kernel.errors import NotFound


def card(row: ServiceVersion) -> ServiceCard:
    """The card of a version."""
    return ServiceCard(
        agency=row.agency,
        code=row.code,
        version=row.version,
        unit_path=row.unit_path,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        offer=Service.model_validate_json(row.text),
    )


def in_force(agency: str, on: date) -> QuerySet[ServiceVersion]:
    """The versions in force on a day, by code."""
    until = Q(valid_until__isnull=True) | Q(valid_until__gte=on)
    return ServiceVersion.objects.filter(until, agency=agency, valid_from__lte=on).order_by("code")


def published(agency: str, on: date) -> list[ServiceCard]:
    """The services the public may ask for on a day, by code."""
    return [card(row) for row in in_force(agency, on).filter(public=True)]


def service(agency: str, code: str, on: date) -> ServiceCard:
    """The service with this code as it is on a day; refused with NotFound when there is none."""
    row = in_force(agency, on).filter(code=code).first()
    if row is None:
        raise NotFound
    return card(row)


def service_version(agency: str, code: str, version: str) -> ServiceCard:
    """One version, whether in force or not; what was begun under a version ends under it."""
    row = ServiceVersion.objects.filter(agency=agency, code=code, version=version).first()
    if row is None:
        raise NotFound
    return card(row)


def promise(of: ServiceCard, received_at: datetime) -> Promise:
    """Both due dates for something received at a moment, counted by the agency's calendar."""
    raise NotImplementedError
