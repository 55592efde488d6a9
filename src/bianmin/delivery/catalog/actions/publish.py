"""Publish a version of a service."""

from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bianmin.delivery.catalog.models import Offered, ServiceVersion
from bianmin.delivery.catalog.rules.rights import may_publish
from bianmin.delivery.catalog.vocab import FACT, Channel, Service
from bianmin.delivery.catalog.vocab.offered import OFFERED, things
from bianmin.foundation.audit.actions import record
from bianmin.foundation.facts.actions import touch
from bianmin.foundation.facts.vocab import FACTS
from bianmin.foundation.forms.queries.published import form
from bianmin.foundation.orgs.queries import units_of
from bianmin.foundation.packs.actions import reissue
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, Refused


class ServiceIsPublished(Refused):
    """This version is published with other words; a published version never changes."""

    message = _("Version {version} of the service {code} is published already. Give the changed one a new version.")


class UnitIsUnknown(Refused):
    """The handling unit is none of the agency's."""

    message = _("The service {code} names the unit {unit}, which the agency does not have. Load its units first.")


class BeginsTooEarly(Refused):
    """A newer version is in force already, or from the same day."""

    message = _("The service {code} has a version from {day} already. A newer one must begin on a later day.")


def _row(service: Service, at: datetime) -> ServiceVersion:
    return ServiceVersion(
        agency=service.agency,
        code=service.id,
        version=service.version,
        name=service.name,
        unit_path=service.unit,
        public=service.public,
        counted=service.counted,
        online=Channel.ONLINE in service.channels,
        mobile=service.mobile,
        on_the_spot=service.on_the_spot,
        sop_in_force=service.sop_in_force and bool(service.sop),
        has_limit=bool(service.statutory_limit or service.service_norm),
        valid_from=service.valid_from,
        valid_until=service.valid_until,
        source=service.source,
        text=service.model_dump_json(exclude_defaults=True),
        published_at=at,
    )


def _check(service: Service) -> None:
    second = service.second_reading.unit if service.second_reading else ""
    named = {service.unit, second, *(level.unit for level in service.levels)} - {""}
    if missing := named - set(units_of(service.agency).filter(path__in=named).values_list("path", flat=True)):
        raise UnitIsUnknown(code=service.id, unit=min(missing))
    form(service.agency, service.form)
    others = ServiceVersion.objects.filter(agency=service.agency, code=service.id)
    later = others.filter(valid_from__gte=service.valid_from).order_by("valid_from").first()
    if later is not None:
        raise BeginsTooEarly(code=service.id, day=later.valid_from)


def _end_before(service: Service) -> None:
    """Let the version in force end on the day before the new one begins."""
    last = service.valid_from - timedelta(days=1)
    going_on = Q(valid_until__isnull=True) | Q(valid_until__gt=last)
    for row in ServiceVersion.objects.filter(going_on, agency=service.agency, code=service.id):
        before = FACTS.facts[FACT].keys(row)
        row.valid_until = last
        row.save(update_fields=["valid_until"])
        _touch(before | FACTS.facts[FACT].keys(row))


def _touch(keys: set[tuple[str, str, date]]) -> None:
    """Have a version counted again, and what it offers, which is counted by the same days."""
    for fact in (FACT, OFFERED):
        touch(fact=fact, keys=keys)


@act()
def publish(*, service: Service, by: Actor, at: datetime) -> ServiceVersion:
    """Publish a version of a service; the same version with the same words twice changes nothing.

    Raises:
        NotAllowed: the actor neither loads the agency's packs nor leads the unit in charge.
        ServiceIsPublished, BeginsTooEarly, UnitIsUnknown; what `forms` says of a form that is not there.
    """
    if not may_publish(by, service.agency, service.unit):
        raise NotAllowed
    row = _row(service, at)
    key = {"agency": service.agency, "code": service.id, "version": service.version}
    before = ServiceVersion.objects.filter(**key).first()
    if before is not None and before.text != row.text:
        raise ServiceIsPublished(code=service.id, version=service.version)
    if before is not None:
        return before
    _check(service)
    _end_before(service)
    row.save(force_insert=True)
    Offered.objects.bulk_create(
        Offered(agency=row.agency, of=row, kind=one.kind, code=one.code, shelf=one.shelf, fits=one.fits)
        for one in things(service)
    )
    reissue(ServiceVersion)
    _touch(FACTS.facts[FACT].keys(row))
    record(verb="catalog.publish", subject=f"catalog.service:{row.pk}", agency=row.agency, by=by, at=at)
    return row
