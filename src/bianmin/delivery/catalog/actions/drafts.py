"""Write a draft of a service's next version, and publish it."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final, cast

from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError

from bianmin.delivery.catalog.actions.publish import publish
from bianmin.delivery.catalog.models import Draft, ServiceVersion
from bianmin.delivery.catalog.queries.services import card
from bianmin.delivery.catalog.rules.procedure import faults
from bianmin.delivery.catalog.rules.rights import may_draft, may_publish
from bianmin.delivery.catalog.vocab import DraftCard, Service
from bianmin.foundation.audit.actions import record
from bianmin.foundation.packs.queries.checks import told
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, NotFound, Refused
from bianmin.kernel.rocdate import local_day

SOURCE: Final = "desk"
"""The source of what was written on the desk."""


class DraftIsThere(Refused):
    """Somebody is writing on this service already."""

    message = _("A draft of this service is being written already. Go on with that one.")


class DraftWasChanged(Refused):
    """Somebody else saved meanwhile."""

    message = _("Somebody else saved this draft meanwhile. Look at it as it is now, then make your changes again.")


class PartIsWrong(Refused):
    """What was written cannot be a service; `field` names the part."""

    message = _("{problem}")


class BeginsInThePast(Refused):
    """A version would begin before tomorrow."""

    message = _("A version begins tomorrow at the earliest, so that what was applied for today keeps its version.")


def _draft(agency: str, code: str, by: Actor) -> Draft:
    row = Draft.objects.filter(agency=agency, code=code).first()
    if row is None:
        raise NotFound
    if not may_draft(by, agency, row.unit_path):
        raise NotAllowed
    return row


def _note(verb: str, row: Draft, by: Actor, at: datetime, *fields: str) -> None:
    subject = f"catalog.draft:{row.code}"
    record(verb=f"catalog.{verb}", subject=subject, agency=row.agency, by=by, at=at, fields=fields)


@act()
def begin_draft(*, agency: str, code: str, by: Actor, at: datetime) -> Draft:
    """Begin a draft from the newest version of a service.

    Raises:
        NotFound: no such service; NotAllowed; DraftIsThere.
    """
    newest = ServiceVersion.objects.filter(agency=agency, code=code).order_by("-valid_from").first()
    if newest is None:
        raise NotFound
    if not may_draft(by, agency, newest.unit_path):
        raise NotAllowed
    if Draft.objects.filter(agency=agency, code=code).exists():
        raise DraftIsThere
    before = card(newest)
    offer = before.offer.model_copy(update={"invented": tuple(sorted(before.guessed)), "source": SOURCE})
    row = Draft.objects.create(
        agency=agency, code=code, based_on=newest.version, unit_path=newest.unit_path,
        text=offer.model_dump_json(exclude_defaults=True), edited_by=by.key, edited_at=at,
    )  # fmt: skip
    _note("begin_draft", row, by, at)
    return row


def _changed(row: Draft, part: Mapping[str, Any]) -> Service:
    """The draft with parts of it written anew.

    Raises:
        PartIsWrong: at the field that is wrong.
    """
    plain = Service.model_validate_json(row.text).model_dump()
    try:
        return Service.model_validate({**plain, **part})
    except ValidationError as wrong:
        first = wrong.errors()[0]
        raise PartIsWrong(
            field=".".join(map(str, first["loc"])), problem=told(cast("Mapping[str, Any]", first))
        ) from None


@act()
def write_draft(*, agency: str, code: str, part: Mapping[str, Any], seen: datetime, by: Actor, at: datetime) -> Draft:
    """Write parts of a draft anew; `seen` is when it was last written as the writer saw it.

    Raises:
        NotFound, NotAllowed; DraftWasChanged: somebody else saved since; PartIsWrong.
    """
    row = _draft(agency, code, by)
    offer = _changed(row, part)
    for place, sentence in faults(offer.sop) if "sop" in part else ():
        raise PartIsWrong(field=".".join(map(str, place)), problem=sentence)
    text = offer.model_dump_json(exclude_defaults=True)
    written = Draft.objects.filter(pk=row.pk, edited_at=seen).update(text=text, edited_by=by.key, edited_at=at)
    if not written:
        raise DraftWasChanged
    _note("write_draft", row, by, at, *part)
    return row


@act()
def drop_draft(*, agency: str, code: str, by: Actor, at: datetime) -> None:
    """Throw a draft away.

    Raises:
        NotFound, NotAllowed.
    """
    row = _draft(agency, code, by)
    row.delete()
    _note("drop_draft", row, by, at)


@act()
def publish_draft(*, draft: DraftCard, version: str, valid_from: date, by: Actor, at: datetime) -> ServiceVersion:
    """Publish a draft as the version that begins on a day; what was begun before ends under its own version.

    Raises:
        NotAllowed: the actor does not lead the unit in charge; NotFound; DraftWasChanged: not as the reader saw it;
        BeginsInThePast; what `publish` says.
    """
    if not may_publish(by, draft.agency, draft.unit_path):
        raise NotAllowed
    if valid_from < local_day(at) + timedelta(days=1):
        raise BeginsInThePast(field="valid_from")
    row = Draft.objects.filter(agency=draft.agency, code=draft.code).first()
    if row is None:
        raise NotFound
    if row.edited_at != draft.edited_at:
        raise DraftWasChanged
    changes = {"version": version, "valid_from": valid_from, "valid_until": None}
    service = Service.model_validate({**draft.offer.model_dump(), **changes})
    done = publish(service=service, by=by, at=at)
    row.delete()
    _note("publish_draft", row, by, at, "version", "valid_from")
    return done
