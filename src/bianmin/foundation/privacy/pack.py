"""The pack kind `personal-data`: an agency's list of personal-data files, and limits about demands and breaches."""

from typing import Annotated, Any, Literal

from django.utils.translation import gettext_lazy as _
from pydantic import Field, Strict

from bianmin.foundation.audit.actions import record
from bianmin.foundation.packs.vocab import Header, Kind, Loading, Shape
from bianmin.foundation.privacy.models import Register
from bianmin.kernel.rocdate import local_day

Lax = Strict(strict=False)
Words = Annotated[str, Field(min_length=1, max_length=400)]


class FileRow(Shape):
    """One personal-data file 個人資料檔案, with what 個人資料保護法 §17 has published."""

    name: Words
    keeper: Words
    contact: Words
    basis: Words
    purpose: Words
    classes: Annotated[tuple[Words, ...], Lax] = Field(min_length=1)
    kept: Words


class LimitRow(Shape):
    """How many hours after finding a breach something must be done, and who says so."""

    hours: int = Field(ge=1, le=8760)
    source: Words


class BreachRow(Shape):
    """Time limits of what is to be done about a breach; what is left out has none."""

    reported: LimitRow | None = None
    authority: LimitRow | None = None
    told: LimitRow | None = None
    contained: LimitRow | None = None


Years = Literal[1, 3, 5, 10, 15, 20, 25, 30]


class YearsRow(Shape):
    """For how many years each class is kept, one of the periods of the table of retention 檔案保存年限.

    A class that is left out is never proposed for destruction.
    """

    case: Years | None = None
    rating: Years | None = None
    permit: Years | None = None
    demand: Years | None = None
    visit: Years | None = None
    opinion: Years | None = None
    message: Years | None = None


class PersonalDataPack(Header):
    """An agency's list and duties; with an empty `agency` the duties that all share."""

    kind: Literal["personal-data"]
    files: Annotated[tuple[FileRow, ...], Lax] = ()
    breach: BreachRow | None = None
    years: YearsRow | None = None
    remedies: str = Field(default="", max_length=1000)


def _load(document: PersonalDataPack, loading: Loading) -> None:
    key = {"agency": document.agency, "code": document.id, "version": document.version}
    duties: dict[str, Any] = {}
    if document.breach:
        duties["breach"] = document.breach.model_dump(exclude_none=True)
    if document.years:
        duties["years"] = document.years.model_dump(exclude_none=True)
    if document.remedies:
        duties["remedies"] = document.remedies
    values = {
        "source": document.source,
        "files": [row.model_dump(mode="json") for row in document.files],
        "duties": duties,
        "published_on": document.valid_from or local_day(loading.at),
    }
    row, made = Register.objects.get_or_create(**key, defaults=values)
    if made:
        subject = f"privacy.register:{row.pk}"
        record(verb="privacy.publish", subject=subject, agency=document.agency, by=loading.by, at=loading.at)


def _export(agency: str, code: str) -> dict[str, Any] | None:
    row = Register.objects.filter(agency=agency, code=code).order_by("-pk").first()
    if row is None:
        return None
    header = {"kind": "personal-data", "id": code, "version": row.version, "agency": agency, "source": row.source}
    found = {**header, "valid_from": row.published_on.isoformat(), "files": row.files, **row.duties}
    return {name: value for name, value in found.items() if value}


KINDS = (Kind("personal-data", _("List of personal-data files"), 16, PersonalDataPack, _load, _export),)
