"""The pack kind `agency`: an agency with what it says of itself, its policies, units and windows."""

from typing import Annotated, Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import AfterValidator, Field, Strict, model_validator

from bianmin.foundation.orgs.actions import write_agency, write_unit
from bianmin.foundation.orgs.models import Agency, Unit
from bianmin.foundation.orgs.vocab import CONTRAST, ROOT, STATEMENTS, UnitKind, contrast_with_white
from bianmin.foundation.packs.models import Loaded
from bianmin.foundation.packs.vocab import Day, Header, Kind, Loading, Shape, wrong
from bianmin.kernel.ids import agency_code
from bianmin.kernel.masks import NameMask


def _code(text: str) -> str:
    if not agency_code(text).valid:
        raise wrong(_("This is no agency code: ten characters, such as 376550300A."))
    return text


def _colour(text: str) -> str:
    if contrast_with_white(text) < CONTRAST:
        raise wrong(_("Too pale to be read on white paper. Choose a darker colour."))
    return text


def _statements(texts: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    if unknown := sorted({page for pages in texts.values() for page in pages} - {*STATEMENTS}):
        sentence = _("%(page)s is no statement. Use one of: %(names)s.")
        raise wrong(sentence % {"page": unknown[0], "names": ", ".join(STATEMENTS)})
    return texts


Code = Annotated[str, AfterValidator(_code)]
Texts = dict[str, str]
"""Language -> text."""


class Policies(Shape):
    """What an agency decides for itself."""

    name_mask: Annotated[NameMask, Strict(strict=False)] = NameMask.MIDDLE


class UnitShape(Shape):
    """A unit or window; `under` is the code of the unit above it, the agency itself when left out."""

    code: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=40)
    kind: Annotated[UnitKind, Strict(strict=False)] = UnitKind.UNIT
    name: str = Field(min_length=1, max_length=120)
    names: Texts = {}
    phone: str = Field(default="", max_length=40)
    under: str = ROOT
    since: Day | None = None
    until: Day | None = None


class AgencyPack(Header):
    """An agency; the header's `agency` is its code, `valid_from` the day from which it and its units stand."""

    kind: Literal["agency"]
    agency: Code
    valid_from: Day
    level: Annotated[UnitKind, Strict(strict=False)] = UnitKind.OFFICE
    parent: Code | Literal[""] = ""
    oid: str = Field(default="", max_length=80)
    short: str = Field(pattern=r"^[A-Z][A-Z0-9]{0,7}$")
    name: str = Field(min_length=1, max_length=120)
    names: Texts = {}
    address: str = Field(min_length=1, max_length=200)
    addresses: Texts = {}
    phone: str = Field(min_length=1, max_length=40)
    fax: str = Field(default="", max_length=40)
    email: str = Field(default="", max_length=254)
    website: str = Field(default="", max_length=200)
    hours: dict[str, list[Annotated[list[str], Field(min_length=2, max_length=2)]]] = {}
    county: str = Field(default="", max_length=20)
    document_word: str = Field(min_length=1, max_length=20)
    brand: Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$"), AfterValidator(_colour)] = "#0b5c7a"
    policies: Policies = Policies()
    statements: Annotated[dict[str, Texts], AfterValidator(_statements)] = {}
    units: Annotated[tuple[UnitShape, ...], Strict(strict=False)] = ()

    @model_validator(mode="after")
    def _units_stand(self) -> "AgencyPack":
        known = {ROOT}
        for unit in self.units:
            if unit.code in known:
                raise wrong(_("The unit %(code)s stands here twice.") % {"code": unit.code})
            if unit.under not in known:
                sentence = _("%(code)s stands under %(under)s, which does not come before it.")
                raise wrong(sentence % {"code": unit.code, "under": unit.under})
            known.add(unit.code)
        return self


_SAID = (
    "oid", "short", "name", "names", "address", "addresses", "phone", "fax", "email", "website", "hours", "county",
    "document_word", "brand", "statements",
)  # fmt: skip


def _load(document: AgencyPack, loading: Loading) -> None:
    write_agency(
        code=document.agency,
        by=loading.by,
        at=loading.at,
        parent_code=document.parent,
        policies=document.policies.model_dump(mode="json"),
        source=document.source[:80],
        valid_from=document.valid_from,
        **{name: getattr(document, name) for name in _SAID},
    )
    root = UnitShape(code=ROOT, kind=document.level, name=document.name, names=document.names, phone=document.phone)
    for unit in (root, *document.units):
        write_unit(
            agency=document.agency,
            code=unit.code,
            under=unit.under,
            by=loading.by,
            at=loading.at,
            kind=unit.kind.value,
            name=unit.name,
            names=unit.names,
            phone=unit.phone,
            valid_from=unit.since or document.valid_from,
            valid_until=unit.until,
        )


def _unit(unit: Unit, agency: Agency) -> dict[str, Any]:
    under = unit.path.split("/")[-3]
    return {
        "code": unit.code,
        "kind": unit.kind,
        "name": unit.name,
        "names": unit.names,
        "phone": unit.phone,
        "under": ROOT if under == agency.code else under,
        "since": unit.valid_from if unit.valid_from != agency.valid_from else None,
        "until": unit.valid_until,
    }


def _export(agency: str, code: str) -> dict[str, Any] | None:
    row = Agency.objects.filter(code=agency).first()
    if row is None:
        return None
    loaded = Loaded.objects.filter(agency=agency, kind="agency", code=code).order_by("-pk").first()
    units = list(Unit.objects.filter(agency=agency).order_by("path"))
    root = next(unit for unit in units if unit.code == ROOT)
    plain = {
        "kind": "agency",
        "id": code,
        "version": loaded.version if loaded else "1",
        "agency": agency,
        "source": row.source,
        "valid_from": row.valid_from,
        "level": root.kind,
        "parent": row.parent_code,
        **{name: getattr(row, name) for name in _SAID},
        "policies": row.policies,
        "units": [_unit(unit, row) for unit in units if unit.code != ROOT],
    }
    return AgencyPack.model_validate(plain).model_dump(mode="json", exclude_defaults=True)


KINDS = (Kind("agency", gettext_lazy("Agencies"), 10, AgencyPack, _load, _export),)
