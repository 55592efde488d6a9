"""Agencies, and the catalogue of what they open 開放資料目錄 in the words of DCAT."""

from typing import Any, Final

from ninja import Field, Router, Schema

from bianmin.faces.api.doors import door
from bianmin.faces.api.reading import After, Limit, Page, link, page, the_agency
from bianmin.faces.ui.agency import AgencyCard, card
from bianmin.faces.ui.doors import ANYONE, Request
from bianmin.foundation.orgs.queries import directory
from bianmin.foundation.orgs.vocab import STATEMENTS
from bianmin.kernel.words import N_
from bianmin.quality.indicators.queries.snapshots import published

router = Router(tags=["agencies"])
CONTEXT: Final = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
}
LINKED: Final = "application/ld+json"


class Agency(Schema):
    """An agency 機關 that offers services here."""

    code: str = Field(description="機關代碼, ten signs; it never changes.")
    slug: str = Field(description="Its short name, as addresses of pages and of this API write it.")
    parent: str = Field(description="The code of the agency above it; empty at the top.")
    name: str
    address: str
    phone: str
    email: str
    hours: list[list[str]] = Field(description="Days and opening hours in words.")
    page: str
    statements: dict[str, str] = Field(description="Addresses of its statements: privacy, open-data and others.")
    demonstration: bool = Field(description="Whether the agency's values are invented to show the platform 示範.")


def _agency(row: Any, shown: AgencyCard) -> dict[str, Any]:
    return {
        **{name: getattr(shown, name) for name in ("code", "slug", "name", "address", "phone", "email")},
        "parent": row.parent_code,
        "hours": [list(pair) for pair in shown.hours],
        "page": link(f"/{shown.slug}/"),
        "statements": {name: link(f"/{shown.slug}/about/{name}/") for name in STATEMENTS},
        "demonstration": shown.demonstration,
    }


@router.get("/agencies", response=Page[Agency], url_name="api-agencies", summary=N_("All agencies"))
@door(ANYONE)
def agencies(request: Request, after: After = "", limit: Limit = 50) -> dict[str, Any]:
    """Every agency of this installation, by code."""
    tongue = request.LANGUAGE_CODE
    rows, following = page(directory().values(), lambda row: row.code, after=after, limit=limit)
    return {"items": [_agency(row, card(row, tongue)) for row in rows], "next": following}


@router.get("/agencies/{agency}", response=Agency, url_name="api-agency", summary=N_("One agency"))
@door(ANYONE)
def agency(request: Request, agency: str) -> dict[str, Any]:
    """One agency, by its code or its short name."""
    here = the_agency(request, agency)
    return _agency(directory()[here.code], here)


def _dataset(here: AgencyCard, code: str, title: str, files: dict[str, str], modified: str = "") -> dict[str, Any]:
    """One data set with its files; `files` is media type -> path."""
    found = {
        "@type": "dcat:Dataset",
        "dct:identifier": f"{here.code}-{code}",
        "dct:title": title,
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": here.name},
        "dct:rights": link(f"/{here.slug}/about/open-data/"),
        "dcat:distribution": [
            {"@type": "dcat:Distribution", "dcat:mediaType": media, "dcat:downloadURL": link(path)}
            for media, path in files.items()
        ],
    }
    return found | ({"dct:modified": modified} if modified else {})


def _datasets(here: AgencyCard) -> list[dict[str, Any]]:
    root, own = f"/api/v1/agencies/{here.code}", f"/{here.slug}"
    newest = max((value.published_at for value in published(here.code).values()), default=None)
    results = {"application/json": f"{root}/results", "text/csv": f"{root}/results.csv"}
    limits = {
        "application/json": f"{root}/limits",
        "text/csv": f"{own}/limits.csv",
        "application/vnd.oasis.opendocument.spreadsheet": f"{own}/limits.ods",
    }
    return [
        _dataset(here, "services", "服務項目 Services", {"application/json": f"{root}/services"}),
        _dataset(here, "forms", "書表和範例 Forms and samples", {"application/json": f"{root}/forms"}),
        _dataset(here, "limits", "處理時限表 Time limits", limits),
        _dataset(here, "results", "服務績效 Published values", results, newest.isoformat() if newest else ""),
        _dataset(here, "indicators", "指標定義 Definitions", {"application/json": f"{root}/indicators"}),
        _dataset(here, "plans", "計畫 Plans", {"application/json": f"{root}/plans"}),
        _dataset(here, "reports", "成果報告 Reports", {"application/json": f"{root}/reports"}),
    ]


@router.get(
    "/agencies/{agency}/catalogue", response=dict[str, Any], url_name="api-catalogue", summary=N_("What is open data")
)
@door(ANYONE)
def catalogue(request: Request, agency: str) -> dict[str, Any]:
    """The data sets an agency opens, with their files, as a DCAT catalogue in JSON-LD.

    `dct:rights` leads to the agency's own statement on open data, which names the licence.
    """
    here = the_agency(request, agency)
    return {
        "@context": CONTEXT,
        "@type": "dcat:Catalog",
        "dct:title": here.name,
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": here.name},
        "dcat:dataset": _datasets(here),
    }
