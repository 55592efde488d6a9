"""Publish the sheets beside the services."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.catalog.models import Sheet
from bianmin.delivery.catalog.rules.rights import may_load
from bianmin.foundation.audit.actions import record
from bianmin.foundation.packs.actions import reissue
from bianmin.foundation.packs.vocab import Header
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, Refused


class SheetIsPublished(Refused):
    """This version is published with other words; a published version never changes."""

    message = _("Version {version} of {code} is published already. Give the changed one a new version.")


@act()
def publish_sheet(*, sheet: Header, by: Actor, at: datetime) -> Sheet:
    """Publish a sheet; the same version with the same words twice changes nothing.

    Raises:
        NotAllowed: the actor may not load the agency's packs.
        SheetIsPublished: the version stands with other words.
    """
    if not may_load(by, sheet.agency):
        raise NotAllowed
    key = {"agency": sheet.agency, "kind": sheet.kind, "code": sheet.id, "version": sheet.version}
    text = sheet.model_dump_json(exclude_defaults=True)
    before = Sheet.objects.filter(**key).first()
    if before is not None and before.text != text:
        raise SheetIsPublished(code=sheet.id, version=sheet.version)
    if before is not None:
        return before
    row = Sheet.objects.create(**key, text=text, published_at=at)
    reissue(Sheet)
    record(verb="catalog.publish_sheet", subject=f"catalog.sheet:{row.pk}", agency=row.agency, by=by, at=at)
    return row
