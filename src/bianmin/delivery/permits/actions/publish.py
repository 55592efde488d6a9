"""Publish kinds of permits and ladders."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.permits.models import Published
from bianmin.delivery.permits.vocab.kinds import PermitKind
from bianmin.delivery.permits.vocab.ladders import Ladder
from bianmin.foundation.audit.actions import record
from bianmin.foundation.orgs.queries import units_of
from bianmin.foundation.packs.rules import may_load
from bianmin.kernel.act import act, forget
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, Refused


class IsPublished(Refused):
    """This version is published with other words; a published version never changes."""

    message = _("Version {version} of {code} is published already. Give the changed one a new version.")


class BeginsTooEarly(Refused):
    """A version begins on the same day or later."""

    message = _("{code} has a version from {day} already. A newer one must begin on a later day.")


class UnitIsUnknown(Refused):
    """A unit is none of the agency's."""

    message = _("{code} names the unit {unit}, which the agency does not have. Load its units first.")


def _check(document: PermitKind | Ladder) -> None:
    units = {document.unit} if isinstance(document, PermitKind) else {step.unit for step in document.steps} - {""}
    missing = units - set(units_of(document.agency).filter(path__in=units).values_list("path", flat=True))
    if missing:
        raise UnitIsUnknown(code=document.id, unit=min(missing))
    rows = Published.objects.filter(agency=document.agency, sort=document.kind, code=document.id)
    later = rows.filter(valid_from__gte=document.valid_from).order_by("valid_from").first()
    if later is not None:
        raise BeginsTooEarly(code=document.id, day=later.valid_from)


@act()
def publish(*, document: PermitKind | Ladder, by: Actor, at: datetime) -> Published:
    """Publish a version of a kind or a ladder; the same version with the same words twice changes nothing.

    Raises:
        NotAllowed: the actor may not load the agency's packs; IsPublished, BeginsTooEarly, UnitIsUnknown.
    """
    if not may_load(by, document.agency):
        raise NotAllowed
    text = document.model_dump_json(exclude_defaults=True)
    key = {"agency": document.agency, "sort": document.kind, "code": document.id, "version": document.version}
    before = Published.objects.filter(**key).first()
    if before is not None and before.text != text:
        raise IsPublished(code=document.id, version=document.version)
    if before is not None:
        return before
    _check(document)
    new = Published.objects.create(
        **key,
        name=document.name,
        valid_from=document.valid_from,
        source=document.source,
        text=text,
        published_at=at,
    )
    forget(Published)
    record(verb="permits.publish", subject=f"permits.published:{new.pk}", agency=new.agency, by=by, at=at)
    return new
