"""Take a place of a service with a quota 配賦, the first free one; give it back."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.cases.models import Case, Place
from bianmin.delivery.cases.queries.places import period_of
from bianmin.delivery.catalog.vocab import ServiceCard
from bianmin.foundation.audit.actions import record
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import Refused
from bianmin.kernel.rocdate import local_day


class QuotaIsFull(Refused):
    """Every place of the period is taken."""

    message = _("All {places} places are taken now. Nothing was kept. Look at the service's page for free places.")


def _open(service: ServiceCard, period: str) -> None:
    """Lay out the places of a period; who lays them out at the same moment finds them there."""
    quota = service.offer.quota
    kept = Place.objects.filter(agency=service.agency, service_code=service.code, period=period)
    there = kept.count()
    if quota is None or there >= quota.places:
        return
    Place.objects.bulk_create(
        (
            Place(agency=service.agency, service_code=service.code, period=period, number=number)
            for number in range(there + 1, quota.places + 1)
        ),
        ignore_conflicts=True,
    )


def take_place(service: ServiceCard, key: str, *, at: datetime) -> Place | None:
    """Take the first free place for an application with this key, within its transaction; None where no quota is.

    One conditional UPDATE whose row count is checked: of two who reach for a place one gets it, the other the next.

    Raises:
        QuotaIsFull: none is left.
    """
    quota, period = service.offer.quota, period_of(service, local_day(at))
    if quota is None:
        return None
    rows = Place.objects.filter(agency=service.agency, service_code=service.code, period=period)
    if before := rows.filter(taken_by=key).first():
        return before
    _open(service, period)
    while found := rows.filter(taken_by="", number__lte=quota.places).order_by("number").first():
        if Place.objects.filter(pk=found.pk, taken_by="").update(taken_by=key, taken_at=at):
            return found
    raise QuotaIsFull(places=quota.places)


def keep_place(place: Place | None, case: Case) -> None:
    """Write into a place whose it is."""
    if place is not None:
        Place.objects.filter(pk=place.pk).update(case=case)


def give_back(case: Case, service: ServiceCard, *, by: Actor, at: datetime) -> None:
    """Give the place of a case back, where the quota refills 遞補: the next who applies gets it."""
    quota = service.offer.quota
    if quota is None or not quota.refill:
        return
    rows = Place.objects.filter(agency=case.agency, service_code=case.service_code, case=case)
    if rows.update(taken_by="", taken_at=None, case=None):
        record(verb="cases.give_back_place", subject=case.subject, agency=case.agency, by=by, at=at)
