"""With a key: apply for one's people, follow those cases, read figures with what stands behind them."""

import base64
import binascii
from datetime import date
from typing import Annotated, Any, Final, Literal

from django.utils.translation import gettext_lazy as _
from ninja import Field, Header, Query, Router, Schema
from ninja import Status as Answer

from bianmin.faces.api.doors import APPLY, FIGURES, FOLLOW, KEY, KEYED, PERSON, door
from bianmin.faces.api.reading import After, Limit, Moment, Page
from bianmin.faces.api.routes.checks import Status, status_of
from bianmin.faces.ui.doors import Request
from bianmin.faces.ui.now import now
from bianmin.foundation.clients.vocab import SCOPE
from bianmin.foundation.forms.vocab import Upload
from bianmin.journeys.askfirst import ask_first
from bianmin.journeys.exchange import Sent, cases_of, changes_of, file_for, followed, read_applicant
from bianmin.kernel.errors import Refused
from bianmin.kernel.words import N_
from bianmin.quality.indicators.queries.explaining import explain
from bianmin.quality.indicators.vocab.spans import span
from bianmin.quality.indicators.vocab.values import Part

router = Router(tags=["partners"], auth=KEY)
CELLS: Final = 200
DIGITS: Final = 15
"""So many digits a cursor may have: a database column holds them."""


class NotAFile(Refused):
    """The content of a file is no base64."""

    message = _("Send the content of the file as base64.")


class NotACursor(Refused):
    """A cursor that no page gave."""

    message = _("This is not the `next` of a page before. Leave `after` out to begin.")


class Own(Schema):
    """The key that was sent."""

    client: str
    name: str
    agency: str
    scopes: list[str]


class File(Schema):
    """A file to be handed in: its name and its bytes as base64."""

    name: str = Field(min_length=1, max_length=200)
    content: str = Field(max_length=14_000_000)


class Filing(Schema):
    """An application: the answers of the form `applicant` and of the service's own form, as their schemas say."""

    service: str = Field(max_length=80)
    applicant: dict[str, Any]
    answers: dict[str, Any]
    pickup: str = Field("", max_length=40, description="A code of the service's ways; the first where empty.")
    language: Literal["zh-hant", "en"] = Field("zh-hant", description="In which the applicant is told.")
    files: dict[str, Annotated[list[File], Field(max_length=10)]] = Field(
        {}, description="By the code of the question."
    )


class Receipt(Schema):
    """The receipt of an application; hand number and code to the applicant."""

    number: str
    query_code: str
    service: str
    received_at: Moment
    received_on: date
    statutory_due_on: date
    norm_due_on: date
    due_on: date
    provisional: bool
    request_only: bool = Field(description="It is a request until the office has seen a proof of identity.")
    repeated: bool = Field(description="The key was sent before: this is what it got then.")


class Case(Schema):
    """A case the key applied for."""

    number: str
    service: str
    state: str
    received_on: date
    due_on: date
    decided_on: date | None


class Applicant(Schema):
    """An applicant in full."""

    name: str
    latin_name: str
    id_number: str
    birth_on: date | None
    phone: str
    email: str
    address: str
    language: str


class Change(Schema):
    """Something that happened to a case: `what` is the act, `state` where the case stands now."""

    at: Moment
    what: str
    number: str
    state: str
    due_on: date


class Changes(Schema):
    """What happened, oldest first. Keep `next` and send it as `after` next time, also where nothing happened."""

    items: list[Change]
    next: str
    more: bool = Field(description="More lies ahead already: ask again at once.")


class Cell(Schema):
    """One counted cell: unit, day, value of the dimension, count."""

    unit: str
    day: date
    key: str
    n: int


class Behind(Schema):
    """One measure behind a value: its definition, what the cells say, how many rows stand behind them now."""

    measure: str
    version: str
    period: str
    definition: dict[str, Any]
    counted: int
    found: int
    destroyed: int
    cells: list[Cell]


class Figure(Schema):
    """A value as it is counted now, down to its cells."""

    indicator: str
    name: str
    version: str
    unit: str
    period: str
    printed: str
    value: str
    n: int
    d: int
    reason: str
    goal: str
    met: bool | None
    parts: list[Behind]
    waiting: int = Field(description="Changes not counted yet; above 0 the value may still move.")


def place(text: str) -> int:
    """Where a page begins, as its cursor says; refused with NotACursor."""
    if text and not (text.isdecimal() and len(text) <= DIGITS):
        raise NotACursor(field="after")
    return int(text or 0)


def _files(sent: dict[str, list[File]]) -> dict[str, list[Upload]]:
    try:
        return {
            box: [Upload(one.name, base64.b64decode(one.content, validate=True)) for one in held]
            for box, held in sent.items()
        }
    except (binascii.Error, ValueError):
        raise NotAFile(field="files") from None


@router.get("/key", response=Own, url_name="api-key", summary=N_("What the key opens"))
@door(KEYED)
def own(request: Request) -> dict[str, Any]:
    """Whose key this is and what it opens."""
    actor = request.actor
    scopes = sorted(one.partition(":")[2] for one in actor.holds if one.startswith(f"{SCOPE}:"))
    return {"client": actor.key, "name": actor.label, "agency": actor.agency, "scopes": scopes}


@router.post("/applications", response={201: Receipt}, url_name="api-apply", summary=N_("Apply for somebody"))
@door(APPLY)
def apply(
    request: Request,
    filing: Filing,
    idempotency_key: Annotated[
        str, Header(alias="Idempotency-Key", max_length=64, description="Drawn anew for each application.")
    ],
) -> Any:
    """Apply for somebody, once for each Idempotency-Key: the same request twice gives one case and one receipt.

    Answers 422 with the place of each answer that does not fit; nothing is kept then, and the key stays free.
    """
    sent = Sent(
        service=filing.service,
        key=idempotency_key,
        applicant=filing.applicant,
        answers=filing.answers,
        pickup=filing.pickup,
        language=filing.language,
        files=_files(filing.files),
    )
    receipt = file_for(sent=sent, by=request.actor, at=now())
    ask_first(subject=receipt.subject, at=now())
    names = (
        "number", "query_code", "received_at", "received_on", "statutory_due_on", "norm_due_on", "due_on",
        "provisional", "request_only", "repeated",
    )  # fmt: skip
    return Answer(201, {**{name: getattr(receipt, name) for name in names}, "service": receipt.service_code})


@router.get("/cases", response=Page[Case], url_name="api-cases", summary=N_("Cases the key applied for"))
@door(FOLLOW)
def cases(request: Request, after: After = "", limit: Limit = 50) -> dict[str, Any]:
    """What was applied for with this key, the earliest first."""
    rows = cases_of(by=request.actor, after=place(after), most=limit + 1)
    names = ("number", "state", "received_on", "due_on", "decided_on")
    shown = rows[:limit]
    items = [{"service": row.service_code, **{name: getattr(row, name) for name in names}} for row in shown]
    return {"items": items, "next": str(shown[-1].place) if len(rows) > limit else ""}


@router.get("/cases/{number}", response=Status, url_name="api-case", summary=N_("Where such a case stands"))
@door(FOLLOW)
def case(request: Request, number: str) -> dict[str, Any]:
    """Where a case stands that was applied for with this key: what its applicant sees, no personal data."""
    return status_of(followed(number=number, by=request.actor))


@router.get(
    "/cases/{number}/applicant",
    response=Applicant,
    url_name="api-applicant",
    summary=N_("The applicant of such a case"),
)
@door(PERSON)
def applicant(
    request: Request,
    number: str,
    purpose: Annotated[
        str, Query(max_length=40, description="A code of your own, as `address-check`; it is journaled.")
    ],
) -> dict[str, Any]:
    """The applicant in full. Every reading stands in the office's journal with its purpose."""
    return read_applicant(number=number, purpose=purpose, by=request.actor, at=now())


@router.get("/changes", response=Changes, url_name="api-changes", summary=N_("What happened to those cases"))
@door(FOLLOW)
def changes(request: Request, after: After = "", limit: Limit = 50) -> dict[str, Any]:
    """A feed to be polled: nothing is told twice or left out when `next` is sent as `after`.

    Without `after` it begins where the key was given. Acts are told once they are sealed, within a minute.
    """
    found, following, more = changes_of(by=request.actor, after=place(after) if after else None, most=limit)
    names = ("at", "what", "number", "state", "due_on")
    items = [{name: getattr(one, name) for name in names} for one in found]
    return {"items": items, "next": str(following), "more": more}


def _part(part: Part) -> dict[str, Any]:
    return {
        "measure": part.measure.code,
        "version": part.version,
        "period": part.span.text,
        "definition": part.measure.model_dump(mode="json"),
        "counted": part.counted,
        "found": part.found,
        "destroyed": part.destroyed,
        "cells": [{"unit": one.unit_path, "day": one.day, "key": one.key, "n": one.n} for one in part.cells],
    }


@router.get("/figures/{indicator}", response=Figure, url_name="api-figure", summary=N_("A value down to its cells"))
@door(FIGURES)
def figure(
    request: Request,
    indicator: str,
    period: Annotated[str, Query(max_length=30, description="`114`, `2025`, `114-Q2`, `114-04`.")],
    unit: Annotated[str, Query(max_length=200, description="A unit's path; the whole agency where empty.")] = "",
) -> dict[str, Any]:
    """A value of the key's agency as it is counted now: definition, n, d, cells, how many rows stand behind them."""
    found = explain(request.actor, indicator, agency=request.actor.agency, unit=unit, span=span(period), limit=CELLS)
    now_ = found.value
    return {
        "indicator": now_.code,
        "name": now_.name,
        "version": now_.version,
        "unit": now_.unit_path,
        "period": now_.span.text,
        "printed": now_.printed,
        "value": "" if now_.value is None else str(now_.value),
        "n": now_.n,
        "d": now_.d,
        "reason": now_.reason,
        "goal": now_.goal.printed if now_.goal else "",
        "met": now_.met,
        "parts": [_part(part) for part in found.parts],
        "waiting": found.waiting,
    }
