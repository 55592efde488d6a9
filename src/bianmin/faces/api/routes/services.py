"""Services: what each needs, costs and promises, its form as JSON Schema, and how many places are left."""

from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from ninja import Field, Router, Schema

from bianmin.delivery.cases.queries.places import balance
from bianmin.delivery.catalog.queries import promise, published
from bianmin.delivery.catalog.queries.limits import LimitRow, limit_table
from bianmin.delivery.catalog.queries.sheets import principles as principles_of
from bianmin.delivery.catalog.vocab import DEFAULT_LIMIT, DEMONSTRATION, ServiceCard
from bianmin.faces.api.doors import door
from bianmin.faces.api.reading import After, Limit, Page, language, link, page, say, the_agency
from bianmin.faces.ui.agency import AgencyCard
from bianmin.faces.ui.doors import ANYONE, Request
from bianmin.faces.ui.now import now, today
from bianmin.foundation.clock.vocab import Period
from bianmin.foundation.forms.queries.published import form as form_of
from bianmin.foundation.forms.rules.schema import schema
from bianmin.foundation.packs.queries.translations import SOURCE_LOCALE, Reader, untranslated
from bianmin.kernel.errors import NotFound
from bianmin.kernel.tongues import catalogue_of
from bianmin.kernel.words import N_

router = Router(tags=["services"])


class Length(Schema):
    """A length of time: `code` as packs write it (`30d`, `3wd`, `2m`, `4wh`), and in words."""

    code: str
    words: str


class Fee(Schema):
    """What it costs 規費, in whole New Taiwan dollars for each unit."""

    amount: int
    unit: str
    note: str
    demonstration: bool


class Paper(Schema):
    """A paper that is needed 應備文件; `lookup`: the office looks it up itself, nobody brings it."""

    code: str
    name: str
    required: bool
    lookup: bool
    note: str
    basis: str


class Step(Schema):
    """A step of the procedure 作業流程."""

    code: str
    name: str
    role: str
    limit: Length | None


class Way(Schema):
    """A way of receiving the result 領件方式."""

    code: str
    name: str


class Summary(Schema):
    """A service in a list."""

    code: str
    version: str
    name: str
    summary: str
    category: str = Field(description="The code of its class.")
    audiences: list[str] = Field(description="Codes of the groups of people it is for.")
    online: bool
    page: str


class Promise(Schema):
    """What whoever applies today is promised: both dates, and the earlier of them."""

    applied_on: date
    norm_due_on: date
    statutory_due_on: date
    due_on: date
    provisional: bool = Field(description="Whether the official calendar of some day is not published yet.")


class Service(Summary):
    """A service with everything its page says."""

    audience: str
    result: str
    papers: list[Paper]
    fee: Fee
    service_norm: Length | None = Field(description="The agency's own limit 標準作業時間.")
    statutory_limit: Length | None = Field(description="The legal limit 法定期限; the law's two months where none is.")
    promise: Promise
    steps: list[Step]
    channels: list[str]
    pickup: list[Way]
    form: str = Field(description="The address of the JSON Schema of its answers.")
    decides: str
    legal_basis: list[str]
    remedies: str
    languages: list[str] = Field(description="Languages in which every text of it is there.")
    source: str
    demonstration: list[str] = Field(description="Parts that are invented to show the platform 示範.")
    valid_from: date


class LimitLine(Schema):
    """A service in the table of time limits 處理時限表."""

    code: str
    name: str
    category: str
    service_norm: Length | None
    statutory_limit: Length
    by_default: bool = Field(description="Whether the legal limit is the law's two months, for want of one of its own.")
    promise: Promise
    fee: Fee
    decides: str
    source: str
    demonstration: bool
    valid_from: date


class Places(Schema):
    """The places of a period 配賦名額 and how many are left."""

    period: str
    per: str
    places: int
    left: int


class PrincipleLine(Schema):
    """One principle: what is looked at, and why an officer reads an application that does not pass it."""

    code: str
    text: str
    otherwise: str
    basis: str


class Reviewed(Schema):
    """The principles of review 審件原則 in force today; `decides`: what passes all of them is granted at once."""

    code: str
    version: str
    name: str
    valid_from: date
    decides: bool
    rows: list[PrincipleLine]
    demonstration: bool


def _length(code: str) -> Length | None:
    spoken = catalogue_of(language())
    return Length(code=code, words=Period.parse(code).words(spoken)) if code else None


def _fee(card: ServiceCard, read: Reader) -> Fee:
    fee = card.offer.fee
    demonstration = fee.source == DEMONSTRATION
    return Fee(amount=fee.amount, unit=read(fee.unit), note=read(fee.note), demonstration=demonstration)


def _promise(card: ServiceCard) -> Promise:
    found = promise(card, now())
    return Promise(
        applied_on=found.received_on, norm_due_on=found.norm_due_on, statutory_due_on=found.statutory_due_on,
        due_on=found.due_on, provisional=found.provisional,
    )  # fmt: skip


def _languages(card: ServiceCard) -> list[str]:
    others = [code for code, _name in settings.HOUSE_LANGUAGES if code != SOURCE_LOCALE]
    return ["zh-Hant", *(code for code in others if not untranslated(card.texts(), card.agency, code))]


def _summary(here: AgencyCard, card: ServiceCard, read: Reader) -> dict[str, Any]:
    offer = card.offer
    return {
        "code": card.code,
        "version": card.version,
        "name": read(card.name),
        "summary": read(offer.summary),
        "category": offer.category,
        "audiences": list(offer.audiences),
        "online": card.online,
        "page": link(f"/{here.slug}/services/{card.code}/"),
    }


def _paper(paper: Any, read: Reader) -> dict[str, Any]:
    texts = {name: read(getattr(paper, name)) for name in ("name", "note", "basis")}
    return {"code": paper.code, "required": paper.required, "lookup": paper.lookup, **texts}


def _service(here: AgencyCard, card: ServiceCard, read: Reader) -> dict[str, Any]:
    offer = card.offer
    steps = [
        {"code": one.code, "name": read(one.name), "role": read(one.role), "limit": _length(one.limit)}
        for one in offer.sop
    ]
    return {
        **_summary(here, card, read),
        "audience": read(offer.audience),
        "result": read(offer.result),
        "papers": [_paper(paper, read) for paper in offer.papers],
        "fee": _fee(card, read),
        "service_norm": _length(offer.service_norm),
        "statutory_limit": _length(offer.statutory_limit),
        "promise": _promise(card),
        "steps": steps,
        "channels": [channel.value for channel in offer.channels],
        "pickup": [{"code": way.code, "name": read(way.name)} for way in offer.pickup],
        "form": link(f"/api/v1/agencies/{here.code}/forms/{offer.form}"),
        "decides": str(offer.approval.label),
        "legal_basis": [read(law) for law in offer.legal_basis],
        "remedies": read(offer.remedies),
        "languages": _languages(card),
        "source": offer.source,
        "demonstration": sorted(card.guessed),
        "valid_from": card.valid_from,
    }


def _public(agency: str, code: str) -> ServiceCard:
    found = next((one for one in published(agency, today()) if one.code == code), None)
    if found is None:
        raise NotFound
    return found


@router.get(
    "/agencies/{agency}/services", response=Page[Summary], url_name="api-services", summary=N_("Services of an agency")
)
@door(ANYONE)
def services(
    request: Request,
    agency: str,
    audience: str = "",
    category: str = "",
    after: After = "",
    limit: Limit = 50,
) -> dict[str, Any]:
    """The services the public may ask for today, by code; of one class or group of people where named."""
    here = the_agency(request, agency)
    wanted = [
        one
        for one in published(here.code, today())
        if category in ("", one.offer.category) and (not audience or audience in one.offer.audiences)
    ]
    rows, following = page(wanted, lambda one: one.code, after=after, limit=limit)
    read = say(here.code)
    return {"items": [_summary(here, one, read) for one in rows], "next": following}


@router.get(
    "/agencies/{agency}/services/{service}", response=Service, url_name="api-service", summary=N_("One service")
)
@door(ANYONE)
def service(request: Request, agency: str, service: str) -> dict[str, Any]:
    """One service: papers, fee, limits, procedure, form, languages, and what is promised to whoever applies today."""
    here = the_agency(request, agency)
    return _service(here, _public(here.code, service), say(here.code))


@router.get(
    "/agencies/{agency}/services/{service}/places",
    response=Places,
    url_name="api-places",
    summary=N_("Places left of a service"),
)
@door(ANYONE)
def places(request: Request, response: HttpResponse, agency: str, service: str) -> Any:
    """How many places of the present period are left; there is nothing here for a service without a quota."""
    response["Cache-Control"] = "no-store"
    here = the_agency(request, agency)
    left = balance(_public(here.code, service), today())
    if left is None:
        raise NotFound
    return left


@router.get(
    "/agencies/{agency}/services/{service}/principles",
    response=Reviewed,
    url_name="api-principles",
    summary=N_("What a computer looks at in an application"),
)
@door(ANYONE)
def principles(request: Request, agency: str, service: str) -> dict[str, Any]:
    """The principles of review of a service in force today; there is nothing here for a service without any."""
    here = the_agency(request, agency)
    found, read = principles_of(here.code, _public(here.code, service).offer.principles, today()), say(here.code)
    rows = [
        {"code": one.code, "text": read(one.text), "otherwise": read(one.reason), "basis": read(one.basis)}
        for one in found.rows
    ]
    told = {"code": found.id, "version": found.version, "name": read(found.name), "valid_from": found.valid_from}
    return {**told, "decides": found.decides, "rows": rows, "demonstration": found.source == DEMONSTRATION}


@router.get(
    "/agencies/{agency}/forms/{form}", response=dict[str, Any], url_name="api-form", summary=N_("A form as JSON Schema")
)
@door(ANYONE)
def form(request: Request, agency: str, form: str) -> dict[str, Any]:
    """What the answers to a form look like (2020-12); `applicant` is the form about whoever applies."""
    here = the_agency(request, agency)
    return schema(form_of(here.code, form), address=link(f"/api/v1/agencies/{here.code}/forms/{form}"))


def _limit(row: LimitRow, read: Reader) -> dict[str, Any]:
    card, offer = row.card, row.card.offer
    return {
        "code": card.code,
        "name": read(card.name),
        "category": read(row.category),
        "service_norm": _length(offer.service_norm),
        "statutory_limit": _length(offer.statutory_limit or DEFAULT_LIMIT),
        "by_default": not offer.statutory_limit,
        "promise": _promise(card),
        "fee": _fee(card, read),
        "decides": str(offer.approval.label),
        "source": offer.source,
        "demonstration": row.invented,
        "valid_from": card.valid_from,
    }


@router.get(
    "/agencies/{agency}/limits",
    response=Page[LimitLine],
    url_name="api-limits",
    summary=N_("Legal limits beside the agency's norms"),
)
@door(ANYONE)
def limits(request: Request, agency: str, after: After = "", limit: Limit = 50) -> dict[str, Any]:
    """The table of time limits, by code: legal limit, own norm, and both as dates for whoever applies today."""
    here = the_agency(request, agency)
    table = limit_table(here.code, published(here.code, today()))
    rows, following = page(table, lambda row: row.card.code, after=after, limit=limit)
    read = say(here.code)
    return {"items": [_limit(row, read) for row in rows], "next": following}
