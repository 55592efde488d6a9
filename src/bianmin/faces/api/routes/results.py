"""What the agency has published of its own quality: values with n and d, definitions, plans, reports."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpResponse
from django.utils.http import http_date
from ninja import Field, Query, Router, Schema

from bianmin.faces.api.doors import door
from bianmin.faces.api.reading import After, Limit, Moment, Page, link, page, the_agency
from bianmin.faces.ui.agency import AgencyCard
from bianmin.faces.ui.doors import ANYONE, Request
from bianmin.faces.ui.tables import table
from bianmin.kernel.rocdate import TAIPEI
from bianmin.kernel.words import N_
from bianmin.quality.indicators.queries.definitions import indicators as in_force
from bianmin.quality.indicators.queries.snapshots import SnapshotCard, published
from bianmin.quality.indicators.vocab.definitions import IndicatorShape
from bianmin.quality.indicators.vocab.spans import span
from bianmin.quality.plans.queries.plans import public_plans
from bianmin.quality.reports.queries.outlines import public_reports

router = Router(tags=["results"])
COLUMNS = (
    "indicator", "name", "period", "first", "last", "printed", "value", "unit", "n", "d", "goal", "met", "edition",
    "correction", "published_at", "numerator", "denominator", "source",
)  # fmt: skip
CSV = {"responses": {200: {"content": {"text/csv": {"schema": {"type": "string"}}}, "description": "OK"}}}


class Definition(Schema):
    """An indicator 指標 in words and figures: `numerator` over `denominator` times `factor`, in `unit`."""

    code: str
    name: str
    formula: str
    numerator: str
    denominator: str
    factor: int
    unit: str
    decimals: int
    direction: str = Field(description="`up`: more is better, `down`: less is, `none`: neither.")
    derived: bool = Field(description="Whether the formula is ours, since the source prints none.")
    source: str
    caution: str


class Value(Schema):
    """A published value; it never changes, a correction is a new edition with its reason."""

    indicator: str
    name: str
    period: str = Field(description="ROC year, quarter or month: `114`, `114-Q2`, `114-04`.")
    first: date
    last: date
    printed: str
    value: str = Field(description="The exact value as a fraction `197/2`; empty where there was nothing to divide by.")
    unit: str
    n: int
    d: int
    goal: str
    met: bool | None
    edition: int
    correction: str
    published_at: Moment
    numerator: str
    denominator: str
    source: str


class Plan(Schema):
    """A published plan 服務計畫."""

    code: str
    year: int
    title: str
    page: str
    files: dict[str, str] = Field(description="The same as `pdf`, `odt` and its table as `csv`.")


class Report(Schema):
    """A published report 成果報告."""

    id: int
    outline: str
    title: str
    period: str
    published_at: Moment
    files: dict[str, str]


def _definition(shape: IndicatorShape) -> dict[str, Any]:
    names = ("code", "name", "formula", "factor", "unit", "decimals", "direction", "derived", "source", "caution")
    words = {"numerator": shape.numerator_words, "denominator": shape.denominator_words}
    return {**{name: getattr(shape, name) for name in names}, **words}


def _value(one: SnapshotCard, shape: IndicatorShape | None) -> dict[str, Any]:
    names = ("indicator", "printed", "n", "d", "goal", "met", "edition", "correction", "published_at")
    return {
        **{name: getattr(one, name) for name in names},
        "name": shape.name if shape else "",
        "period": one.span.text,
        "first": one.span.first,
        "last": one.span.last,
        "value": "" if one.value is None else str(one.value),
        "unit": shape.unit if shape else "",
        "numerator": shape.numerator_words if shape else "",
        "denominator": shape.denominator_words if shape else "",
        "source": shape.source if shape else "",
    }


def _values(here: AgencyCard, indicator: str, period: str) -> list[dict[str, Any]]:
    known, wanted = in_force(here.code), span(period).text if period else ""
    return [
        _value(one, known[one.indicator].shape if one.indicator in known else None)
        for one in published(here.code).values()
        if indicator in ("", one.indicator) and wanted in ("", one.span.text)
    ]


def _dated(answer: HttpResponse, rows: list[dict[str, Any]]) -> None:
    """Say when the newest of the values was published."""
    if rows:
        answer["Last-Modified"] = http_date(max(row["published_at"] for row in rows).timestamp())


def _key(row: dict[str, Any]) -> str:
    return f"{row['indicator']}@{row['period']}"


Indicator = Annotated[str, Query(max_length=40, description="Only this indicator, as `IN-04`.")]
Period = Annotated[str, Query(max_length=30, description="Only this period: `114`, `2025`, `114-Q2`, `114-04`.")]


@router.get(
    "/agencies/{agency}/indicators",
    response=Page[Definition],
    url_name="api-indicators",
    summary=N_("How indicators are defined"),
)
@door(ANYONE)
def indicators(request: Request, agency: str, after: After = "", limit: Limit = 50) -> dict[str, Any]:
    """The indicators in force for an agency, with numerator, denominator and source: to copy and to compare."""
    here = the_agency(request, agency)
    rows, following = page(in_force(here.code).values(), lambda row: row.code, after=after, limit=limit)
    return {"items": [_definition(row.shape) for row in rows], "next": following}


@router.get("/agencies/{agency}/results", response=Page[Value], url_name="api-results", summary=N_("Published values"))
@door(ANYONE)
def results(
    request: Request,
    response: HttpResponse,
    agency: str,
    indicator: Indicator = "",
    period: Period = "",
    after: After = "",
    limit: Limit = 50,
) -> dict[str, Any]:
    """The values an agency has published, with n, d, definition and source, the newest edition of each."""
    found = _values(the_agency(request, agency), indicator, period)
    _dated(response, found)
    rows, following = page(found, _key, after=after, limit=limit)
    return {"items": rows, "next": following}


def _cell(value: object) -> object:
    """One cell as programmes read it: moments in Taipei's time, yes and no as JSON says them."""
    if isinstance(value, bool):
        return str(value).lower()
    return value.astimezone(TAIPEI).isoformat() if isinstance(value, datetime) else value


def _cells(rows: Iterable[dict[str, Any]]) -> Iterable[list[object]]:
    return ([_cell(row[name]) for name in COLUMNS] for row in sorted(rows, key=_key))


@router.get(
    "/agencies/{agency}/results.csv",
    url_name="api-results-csv",
    summary=N_("Published values as a table"),
    openapi_extra=CSV,
)
@door(ANYONE)
def results_table(request: Request, agency: str, indicator: Indicator = "", period: Period = "") -> HttpResponse:
    """All of them as CSV in UTF-8 with the mark that spreadsheets need for Chinese."""
    here = the_agency(request, agency)
    found = _values(here, indicator, period)
    answer = table(f"{here.slug}-results", COLUMNS, _cells(found))
    _dated(answer, found)
    del answer["Cache-Control"]
    return answer


@router.get("/agencies/{agency}/plans", response=Page[Plan], url_name="api-plans", summary=N_("Published plans"))
@door(ANYONE)
def plans(request: Request, agency: str, after: After = "", limit: Limit = 50) -> dict[str, Any]:
    """The plans an agency has published, with their files."""
    here = the_agency(request, agency)
    rows, following = page(public_plans(here.code), lambda card: card.code, after=after, limit=limit)
    found = [
        {
            "code": card.code,
            "year": card.head.year,
            "title": card.head.title,
            "page": link(f"/{here.slug}/plans/{card.code}/"),
            "files": {kind: link(f"/{here.slug}/plans/{card.code}/files/{kind}/") for kind in ("pdf", "odt", "csv")},
        }
        for card in rows
    ]
    return {"items": found, "next": following}


@router.get(
    "/agencies/{agency}/reports", response=Page[Report], url_name="api-reports", summary=N_("Published reports")
)
@door(ANYONE)
def reports(request: Request, agency: str, after: After = "", limit: Limit = 50) -> dict[str, Any]:
    """The reports an agency has published, with their files."""
    here = the_agency(request, agency)
    rows, following = page(public_reports(here.code), lambda card: f"{card.id:012}", after=after, limit=limit)
    found = [
        {
            "id": card.id,
            "outline": card.outline,
            "title": card.title,
            "period": card.span,
            "published_at": card.published_at,
            "files": {kind: link(f"/{here.slug}/reports/{card.id}/{kind}/") for kind in card.files},
        }
        for card in rows
    ]
    return {"items": found, "next": following}
