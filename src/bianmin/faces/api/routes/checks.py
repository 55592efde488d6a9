"""Answers without a key: a due date, a number's check digit, a case by its code, a paper's worth."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Annotated, Any, Final, Literal, TypeVar

from django.utils.translation import gettext_lazy as _
from ninja import Field, Query, Router, Schema

from bianmin.delivery.cases.actions.track import track
from bianmin.delivery.cases.vocab import State, TrackCard, Turn
from bianmin.delivery.permits.actions.lookup import verify
from bianmin.delivery.permits.vocab.states import Standing
from bianmin.faces.api.doors import door
from bianmin.faces.api.reading import language, say, the_agency
from bianmin.faces.ui.doors import ANYONE, Request
from bianmin.faces.ui.now import now
from bianmin.foundation.clock.queries import office_calendar
from bianmin.foundation.clock.reckon.calendar import built_in
from bianmin.foundation.clock.reckon.limit import Limit, due
from bianmin.foundation.clock.vocab import Pause, Period, Rule
from bianmin.kernel import ids, rocdate
from bianmin.kernel.errors import Refused
from bianmin.kernel.tongues import catalogue_of
from bianmin.kernel.words import N_, translate

router = Router(tags=["checks"])
FIRST, LAST = date(1912, 1, 1), date(2200, 12, 31)
MOST_PAUSED: Final = timedelta(days=3660)
Kinds = Literal[
    "national_id", "ui_old", "ui_new", "ubn", "agency_code", "oid", "document_number", "phone", "certificate_barcode",
    "mobile_barcode", "donation_code", "receipt_number",
]  # fmt: skip


class OutOfReach(Refused):
    """A day or pause that no time limit of an office has."""

    message = _("Choose days from 1912 to 2200, and pauses of at most ten years together.")


class Counting(Schema):
    """What is asked of the clock."""

    start: str = Field(max_length=40, description="Day of receipt, ROC or Gregorian; with a time of day for hours.")
    period: str = Field(max_length=10, description="`30d`, `3wd`, `2w`, `2m`, `1y`, `4h` (running) or `4wh`.")
    rule: Literal["law", "adverse", "working"] = Field("law", description="How days are counted.")
    pause: list[str] = Field([], max_length=20, description="Days that are not counted, `2026-03-04..2026-03-10`.")
    agency: str = Field("", max_length=40, description="Count by the calendar of this office.")


class Counted(Schema):
    """One step of the counting."""

    step: str
    date: date
    text: str


class Due(Schema):
    """When something is due, and how that was counted."""

    due: str = Field(description="A day, or a moment for periods of hours.")
    raw: str = Field(description="The end before pauses and days off moved it.")
    provisional: bool
    explain: list[Counted]


class Number(Schema):
    """A number to be checked; it is sent and not put into an address, where it would stand in logs."""

    number: str = Field(min_length=1, max_length=80)
    kind: Kinds | None = Field(None, description="Check as this kind instead of telling it by the shape.")


class Checked(Schema):
    """What a check found; a valid check digit never says whose a number is."""

    kind: str
    number: str
    valid: bool
    why: str


class Asked(Schema):
    """A case to be opened by its receipt: the number and the query code."""

    number: str = Field(min_length=1, max_length=60)
    code: str = Field(min_length=1, max_length=20)


class Line(Schema):
    """One line of the timeline."""

    kind: str
    on: date
    text: str


class Status(Schema):
    """Where a case stands, as the public page shows it: no name, no answers."""

    number: str
    agency: str
    service: str
    service_name: str
    state: str
    state_words: str
    turn: str = Field(description="Whose turn it is: `office`, `citizen`, `authority` or `nobody`.")
    turn_words: str
    received_on: date
    statutory_due_on: date
    norm_due_on: date
    due_on: date
    provisional: bool
    decided_on: date | None
    released_on: date | None
    outcome: str
    events: list[Line]


class Permit(Schema):
    """What a paper is worth 驗證; nothing of a person."""

    number: str
    kind: str
    standing: str
    standing_words: str
    valid: bool
    valid_from: date
    valid_until: date | None
    demonstration: bool


def status_of(card: TrackCard) -> dict[str, Any]:
    """A case as whoever proved to know it sees it."""
    names = (
        "number", "agency", "state", "turn", "received_on", "statutory_due_on", "norm_due_on", "due_on", "provisional",
        "decided_on", "released_on", "outcome",
    )  # fmt: skip
    tongue = language()
    return {
        **{name: getattr(card, name) for name in names},
        "service": card.service_code,
        "service_name": say(card.agency)(card.service_name),
        "state_words": str(State(card.state).label),
        "turn_words": str(Turn(card.turn).label),
        "events": [{"kind": one.kind, "on": one.on, "text": one.sentence(tongue)} for one in card.events],
    }


T = TypeVar("T")


def _read(name: str, read: Callable[[str], T], text: str) -> T:
    """A text as it is read; what is wrong with it stands at its parameter."""
    try:
        return read(text)
    except Refused as wrong:
        wrong.field = name
        raise


def _limit(request: Request, asked: Counting) -> Limit:
    """The limit that was asked for, within what can be counted in a moment.

    Raises:
        OutOfReach; what the clock refuses.
    """
    period = _read("period", Period.parse, asked.period)
    begin = _read("start", rocdate.parse_moment if period.unit.hourly else rocdate.parse_day, asked.start)
    stops = [_read("pause", Pause.parse, text) for text in asked.pause]
    days = [rocdate.parse_day(asked.start), *(day for stop in stops for day in (stop.first, stop.last))]
    paused = sum((stop.last - stop.first for stop in stops), timedelta())
    if any(not FIRST <= day <= LAST for day in days) or paused > MOST_PAUSED:
        raise OutOfReach(field="start")
    calendar = office_calendar(the_agency(request, asked.agency).code) if asked.agency else built_in()
    return Limit(begin, period, calendar, rule=Rule(asked.rule), pauses=stops)


@router.get("/clock/due", response=Due, url_name="api-due", summary=N_("When is it due"))
@door(ANYONE)
def clock_due(request: Request, asked: Annotated[Counting, Query()]) -> dict[str, Any]:
    """When something is due by the office calendar, every step explained: 行政程序法 §48 and the working-day rule."""
    found = due(_limit(request, asked))
    spoken = catalogue_of(language())
    steps = [{"step": one.code, "date": one.day, "text": one.sentence(spoken)} for one in found.steps]
    told = {"due": found.due.isoformat(), "raw": found.raw.isoformat(), "provisional": found.provisional}
    return {**told, "explain": steps}


@router.post("/identifiers/check", response=Checked, url_name="api-identifier", summary=N_("Is a number well written"))
@door(ANYONE)
def identifier(request: Request, number: Number) -> dict[str, Any]:
    """Tell the kind of a number and whether its check digit fits."""
    found = ids.CHECKS[ids.Kind(number.kind)](number.number) if number.kind else ids.check(number.number)
    spoken = catalogue_of(request.LANGUAGE_CODE)
    why = translate(found.why, package="bianmin.kernel", language=spoken) if found.why else ""
    return {"kind": found.kind.value, "number": found.number, "valid": found.valid, "why": why}


@router.post("/status", response=Status, url_name="api-status", summary=N_("Where a case stands"))
@door(ANYONE)
def status(request: Request, asked: Asked) -> dict[str, Any]:
    """The status of a case by receipt number and query code: the same answers and the same limits as the page.

    Five failures in an hour for one number or twenty from one address are answered 429.
    """
    address = request.META.get("REMOTE_ADDR", "")
    return status_of(track(number=asked.number, code=asked.code, address=address, at=now()))


@router.post("/agencies/{agency}/permits/check", response=Permit, url_name="api-permit", summary=N_("Is a paper valid"))
@door(ANYONE)
def permit(request: Request, agency: str, asked: Asked) -> dict[str, Any]:
    """What a paper with this number and check code is worth; limits of tries as for cases."""
    here, address = the_agency(request, agency), request.META.get("REMOTE_ADDR", "")
    card = verify(agency=here.code, number=asked.number, code=asked.code, at=now(), address=address)
    standing = Standing(card.standing)
    return {
        **{name: getattr(card, name) for name in ("number", "valid_from", "valid_until", "demonstration")},
        "kind": say(here.code)(card.kind_name),
        "standing": standing.value,
        "standing_words": str(standing.label),
        "valid": standing is Standing.VALID,
    }
