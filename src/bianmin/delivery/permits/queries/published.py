"""Read kinds of permits and ladders; what is published of them is public."""

from datetime import date
from functools import lru_cache

from django.db.models import QuerySet

from bianmin.delivery.permits.models import Published
from bianmin.delivery.permits.vocab.kinds import PermitKind
from bianmin.delivery.permits.vocab.ladders import Ladder
from bianmin.kernel.act import once
from bianmin.kernel.errors import NotFound

KIND, LADDER = "permit", "ladder"


@lru_cache(maxsize=256)
def _kind(text: str) -> PermitKind:
    return PermitKind.model_validate_json(text)


@lru_cache(maxsize=64)
def _ladder(text: str) -> Ladder:
    return Ladder.model_validate_json(text)


def _newest(agency: str, sort: str, on: date) -> dict[str, Published]:
    """What is in force on a day, by code: of each the version that began last."""
    rows = Published.objects.filter(agency=agency, sort=sort, valid_from__lte=on).order_by("code", "valid_from")
    return {row.code: row for row in rows}


def kinds(agency: str, on: date) -> list[PermitKind]:
    """The kinds of permits an agency issues on a day, by code."""
    return [_kind(row.text) for row in _newest(agency, KIND, on).values()]


def kind(agency: str, code: str, on: date) -> PermitKind:
    """The kind with this code as it is on a day; refused with NotFound when there is none."""
    row = _versions(agency, KIND, code).filter(valid_from__lte=on).first()
    if row is None:
        raise NotFound
    return _kind(row.text)


def kind_version(agency: str, code: str, version: str) -> PermitKind:
    """One version of a kind; what was issued under a version stays under it."""
    return once(Published, (agency, code, version), lambda: _exact(agency, code, version))


def _exact(agency: str, code: str, version: str) -> PermitKind:
    row = _versions(agency, KIND, code).filter(version=version).first()
    if row is None:
        raise NotFound
    return _kind(row.text)


def _versions(agency: str, sort: str, code: str) -> QuerySet[Published]:
    return Published.objects.filter(agency=agency, sort=sort, code=code).order_by("-valid_from")


def ladders(agency: str, on: date) -> list[Ladder]:
    """The ladders of an agency in force on a day, by code."""
    return [_ladder(row.text) for row in _newest(agency, LADDER, on).values()]


def ladder(agency: str, code: str, on: date) -> Ladder | None:
    """The ladder with this code as it is on a day, if there is one."""
    row = _versions(agency, LADDER, code).filter(valid_from__lte=on).first()
    return _ladder(row.text) if row else None


def newest_text(agency: str, sort: str, code: str) -> PermitKind | Ladder | None:
    """The newest version of a kind or ladder, in force or not, for writing it back as a pack."""
    row = _versions(agency, sort, code).first()
    if row is None:
        return None
    return _kind(row.text) if sort == KIND else _ladder(row.text)


def kinds_renewed_by(agency: str, service: str, on: date) -> list[PermitKind]:
    """The kinds whose renewal a service is."""
    return [one for one in kinds(agency, on) if one.renewal and one.renewal.service == service]


def kinds_granted_by(agency: str, service: str, on: date) -> list[PermitKind]:
    """The kinds that a granted case of a service leads to: by the kind's own list, as its renewal or change."""
    renewed = [one.id for one in kinds_renewed_by(agency, service, on)]
    return [
        one
        for one in kinds(agency, on)
        if service in one.services or one.id in renewed or (one.change is not None and one.change.service == service)
    ]
