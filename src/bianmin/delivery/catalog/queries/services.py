"""Read services; what is published is public."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache, partial

from django.db.models import Q, QuerySet

from bianmin.delivery.catalog.models import ServiceVersion
from bianmin.delivery.catalog.vocab import DEFAULT_LIMIT, Promise, Service, ServiceCard
from bianmin.foundation.clock.queries import office_calendar
from bianmin.foundation.clock.reckon.calendar import Calendar
from bianmin.foundation.clock.reckon.limit import Limit, due
from bianmin.foundation.clock.vocab import Due, Pause, Period, Rule
from bianmin.kernel.errors import NotFound
from bianmin.kernel.lasting import lasting
from bianmin.kernel.rocdate import local_day


@lru_cache(maxsize=512)
def _offer(text: str) -> Service:
    """The service a version says it is; a text is read once, since it never changes."""
    return Service.model_validate_json(text)


def card(row: ServiceVersion) -> ServiceCard:
    """The card of a version."""
    return ServiceCard(
        agency=row.agency,
        code=row.code,
        version=row.version,
        unit_path=row.unit_path,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        offer=_offer(row.text),
    )


def in_force(agency: str, on: date) -> QuerySet[ServiceVersion]:
    """The versions in force on a day, by code."""
    until = Q(valid_until__isnull=True) | Q(valid_until__gte=on)
    return ServiceVersion.objects.filter(until, agency=agency, valid_from__lte=on).order_by("code")


def published(agency: str, on: date) -> list[ServiceCard]:
    """The services the public may ask for on a day, by code."""
    return [found for found in _cards(agency) if found.offer.public and found.holds(on)]


def service(agency: str, code: str, on: date) -> ServiceCard:
    """The service with this code as it is on a day; refused with NotFound when there is none."""
    found = next((found for found in _cards(agency) if found.code == code and found.holds(on)), None)
    if found is None:
        raise NotFound
    return found


def _cards(agency: str) -> list[ServiceCard]:
    """Every version of an agency's services, by code."""
    return lasting(ServiceVersion, agency, partial(_read, agency))


def _read(agency: str) -> list[ServiceCard]:
    return [card(row) for row in ServiceVersion.objects.filter(agency=agency).order_by("code", "valid_from")]


def service_version(agency: str, code: str, version: str) -> ServiceCard:
    """One version, whether in force or not; what was begun under a version ends under it."""
    return lasting(ServiceVersion, (agency, code, version), partial(_version, agency, code, version))


def _version(agency: str, code: str, version: str) -> ServiceCard:
    row = ServiceVersion.objects.filter(agency=agency, code=code, version=version).order_by().first()
    if row is None:
        raise NotFound
    return card(row)


def reckon(
    of: ServiceCard,
    started_at: datetime,
    *,
    calendar: Calendar,
    pauses: Sequence[Pause] = (),
    extensions: Sequence[Period] = (),
) -> tuple[Due, Due]:
    """When something begun at a moment is due by the statutory limit and by the service norm, each step explained.

    An extension is one of the statutory limit; the citizen is promised its end, so the norm ends with it.
    """
    limit, norm = limits(of, started_at, calendar, pauses, extensions)
    statutory = due(limit)
    return statutory, due(norm) if norm else statutory


def limits(
    of: ServiceCard, started_at: datetime, calendar: Calendar, pauses: Sequence[Pause], extensions: Sequence[Period]
) -> tuple[Limit, Limit | None]:
    """The statutory limit and the service norm, None where the norm is not stated or gave way to an extension."""
    offer = of.offer
    statutory = _limit(offer.statutory_limit or DEFAULT_LIMIT, started_at, offer.rule, calendar, pauses, extensions)
    if extensions or not offer.service_norm:
        return statutory, None
    return statutory, _limit(offer.service_norm, started_at, offer.rule, calendar, pauses, ())


def counted_from(of: ServiceCard, started_at: datetime) -> date:
    """What a due date follows from: the day something began, or the moment where the service counts in hours."""
    limits = (of.offer.statutory_limit or DEFAULT_LIMIT, of.offer.service_norm)
    hourly = any(Period.parse(limit).unit.hourly for limit in limits if limit)
    return started_at if hourly else local_day(started_at)


def _limit(
    limit: str,
    started_at: datetime,
    rule: Rule,
    calendar: Calendar,
    pauses: Sequence[Pause],
    extensions: Sequence[Period],
) -> Limit:
    period = Period.parse(limit)
    start = started_at if period.unit.hourly else local_day(started_at)
    return Limit(start, period, calendar, rule, pauses, extensions)


def promise(of: ServiceCard, received_at: datetime, *, calendar: Calendar | None = None) -> Promise:
    """Both due dates for something received at a moment; `calendar` is the agency's, if it was loaded before.

    What is counted in days is counted once for a day.
    """
    if calendar is not None:
        return _promise(of, received_at, calendar)
    offer, start = of.offer, counted_from(of, received_at)
    if isinstance(start, datetime):
        return _promise(of, received_at, office_calendar(of.agency))
    place = (of.agency, offer.statutory_limit, offer.service_norm, offer.rule, start)
    return lasting(Promise, place, lambda: _promise(of, received_at, office_calendar(of.agency)))


def _promise(of: ServiceCard, received_at: datetime, calendar: Calendar) -> Promise:
    statutory, norm = reckon(of, received_at, calendar=calendar)
    shown = min(statutory, norm, key=lambda found: found.due_on)
    provisional = statutory.provisional or norm.provisional
    return Promise(local_day(received_at), statutory.due_on, norm.due_on, shown.steps, provisional)
