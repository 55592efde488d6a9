"""Improvements: the list, one with its history, and beginning one from a missed target or an unhappy rating."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from bianmin.delivery.forum.queries.themes import theme
from bianmin.delivery.opinions.queries.opinions import opinion
from bianmin.delivery.press.queries.items import item
from bianmin.delivery.ratings.queries import rating as rating_card
from bianmin.faces.desk.asking import Asked, ask_page
from bianmin.faces.desk.common import agency_of, elsewhere, sent, show
from bianmin.faces.ui.doors import CASES, IMPROVE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.refusals import refusals
from bianmin.foundation.accounts.queries import staff_of
from bianmin.foundation.orgs.queries import units_of
from bianmin.journeys.improve import Work, improve, improve_after_rating, review_target
from bianmin.kernel.errors import NotAllowed, NotFound, Refused
from bianmin.kernel.text import whole
from bianmin.quality.appraisals.queries.appraisals import appraisal
from bianmin.quality.appraisals.vocab import SUBJECT as APPRAISED
from bianmin.quality.checks.queries.phonepaper import why
from bianmin.quality.checks.queries.telephone import RANK, duties, telephone_plans
from bianmin.quality.checks.vocab.cards import FINDING
from bianmin.quality.checks.vocab.cards import SUBJECT as CHECK
from bianmin.quality.evaluation.queries.minutes import minutes
from bianmin.quality.improvements.actions import finish, reopen, send_back, verify
from bianmin.quality.improvements.queries import cards, improvement, owners
from bianmin.quality.improvements.rules import UNIT
from bianmin.quality.improvements.vocab import DEFAULT_PERIOD, ImprovementCard, Source, State, Verb
from bianmin.quality.indicators.queries.values import root_of, value
from bianmin.quality.indicators.vocab.spans import span
from bianmin.quality.surveys.queries.surveys import survey

Words = str | Promise
PARTS: Final = 3
RATED: Final = "ratings.rating"
MINUTED: Final = "evaluation.minutes"
CHECKED: Final = (CHECK, FINDING)
CALLS: Final = "/desk/checks/telephone/"
MONTH: Final = re.compile(r"\d{2,3}-(0[1-9]|1[0-2])")
UNTOLD: Final = frozenset({"opinions.opinion", "press.item", "surveys.survey", APPRAISED})
"""What is read by its number, which a reference does not say; the kind of source stands there alone."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What makes an improvement necessary, as the page of a new one shows it."""

    kind: Source
    ref: str
    unit: str
    words: str
    address: str
    cause: str = ""


def _from_value(request: Request, ref: str) -> Origin:
    """A missed target, by the reference of its value: `IN-04@/376550300A/@113`."""
    parts = ref.split("@")
    if len(parts) != PARTS or not parts[1].startswith("/"):
        raise NotFound
    code, path, text = parts
    try:
        shown = value(request.actor, code, agency=path.split("/")[1], unit=path, span=span(text))
    except NotAllowed:
        raise
    except Refused as unknown:
        raise NotFound from unknown
    goal = shown.goal.printed if shown.goal else "-"
    words = f"{shown.code} {shown.name} {shown.span.label}: {shown.printed} ({goal})"
    return Origin(Source.TARGET, shown.ref, path, words, f"/desk/indicators/{code}/?span={text}&unit={path}")


def _from_rating(request: Request, key: int) -> Origin:
    card = rating_card(request.actor, key)
    words = f"{card.number} {card.label} {card.reason}".strip()
    return Origin(Source.RATING, f"{RATED}:{card.id}", card.unit_path, words, f"/desk/ratings/{key}/", card.reason)


def _from_minutes(request: Request, key: int) -> Origin:
    """What a check, visit or meeting found, by its minutes."""
    card = minutes(request.actor, key)
    words, unit = f"{card.number} {card.title}", card.over_path or card.unit_path
    return Origin(Source.FINDING, card.subject, unit, words, f"/desk/minutes/{key}/", card.decided)


def _from_opinion(request: Request, number: str) -> Origin:
    """What somebody of the public wrote; its words may name people and are not copied."""
    card = opinion(request.actor, number)
    words = f"{card.number} {card.title}"
    return Origin(Source.OPINION, card.subject, card.unit_path, words, f"/desk/opinions/{card.number}/")


def _from_theme(request: Request, number: str) -> Origin:
    """What people wrote or voted on a theme of the forum."""
    card = theme(request.actor, number)
    words = f"{card.number} {card.design.title}"
    return Origin(Source.OPINION, card.subject, card.unit_path, words, f"/desk/forum/{number}/", card.summary)


def _from_press(request: Request, number: str) -> Origin:
    """What the media said."""
    card = item(request.actor, number)
    words = f"{card.number} {card.title}"
    return Origin(Source.PRESS, card.subject, card.unit_path, words, f"/desk/press/{card.number}/", card.finding)


def _from_survey(request: Request, number: str) -> Origin:
    """What a survey found."""
    card = survey(request.actor, number)
    words = f"{card.number} {card.design.title}"
    return Origin(Source.FINDING, card.subject, card.unit_path, words, f"/desk/surveys/{number}/", card.improvement)


def _from_appraisal(request: Request, number: str) -> Origin:
    """What the appraisal of a mailbox found."""
    card = appraisal(request.actor, number)
    words, unit = f"{card.mailbox_name} {card.half.label}", root_of(card.agency)
    ref = f"{APPRAISED}:{card.id}"
    return Origin(Source.FINDING, ref, unit, words, f"/desk/appraisals/{number}/", card.conclusion)


def _from_tests(request: Request, ref: str) -> Origin:
    """The head of a unit reports after months of bad telephone tests, by the reference of that duty."""
    plan_code, month_text, path = (
        ref.removeprefix(f"{RANK}:").split(":", 2) if ref.count(":") == PARTS else ("", "", "")
    )
    agency = request.actor.agency
    plan = next((one for one in telephone_plans(agency) if one.id == plan_code), None)
    known = duties(agency, plan, span(month_text)) if plan and MONTH.fullmatch(month_text) else []
    duty = next((one for one in known if one.ref == ref), None)
    if duty is None:
        raise NotFound
    words = f"{duty.unit}：{why(duty)}"
    return Origin(Source.CHECK, ref, path, words, f"{CALLS}?plan={plan_code}&month={month_text}", f"{why(duty)}。")


NUMBERED: Final[Mapping[str, Callable[[Request, str], Origin]]] = {
    "value": _from_value,
    "survey": _from_survey,
    "opinion": _from_opinion,
    "theme": _from_theme,
    "press": _from_press,
    "appraisal": _from_appraisal,
    "tests": _from_tests,
}
"""What is known by a number or a reference, by its name in the address."""
KEYED: Final[Mapping[str, Callable[[Request, int], Origin]]] = {"rating": _from_rating, "minutes": _from_minutes}


def _origin(request: Request) -> Origin | None:
    """Where the address says the improvement comes from; None when it comes from elsewhere."""
    for name, of_key in KEYED.items():
        if key := whole(request.GET.get(name, "")):
            return of_key(request, key)
    for name, of_text in NUMBERED.items():
        if text := request.GET.get(name, ""):
            return of_text(request, text)
    return None


def _questions(request: Request, origin: Origin | None) -> list[Asked]:
    people = tuple((one.key, f"{one.name} {one.title}".strip()) for one in staff_of(request.actor.agency))
    units = tuple((unit.path, unit.name) for unit in units_of(request.actor.agency, on=today()))
    sections = tuple((f"{UNIT}{path}", _("Section: %(name)s") % {"name": name}) for path, name in units)
    kinds = tuple((kind.value, kind.label) for kind in (Source.FINDING, Source.OTHER))
    free = [
        Asked("source", _("Where it comes from"), part="choices", options=kinds, value=Source.FINDING.value),
        Asked("unit", _("Unit"), part="select", options=units, value=root_of(request.actor.agency)),
    ]  # fmt: skip
    return [
        *([] if origin else free),
        Asked(
            "cause",
            _("Cause"),
            part="lines",
            hint=_("Why it came to this. Leave names of persons out."),
            value=origin.cause if origin else "",
        ),
        Asked("measure", _("Measure"), part="lines", hint=_("What is done so that it does not come again.")),
        Asked(
            "owner",
            _("Who does it"),
            part="select",
            options=(*people, *sections),
            value=request.actor.key,
            hint=_("A person, or a section: then any of its members reports it done."),
        ),
        Asked(
            "period",
            _("How long it may take"),
            value=DEFAULT_PERIOD,
            short=True,
            hint=_("For example 20wd (working days), 30d, 2m; the clock reckons the day."),
        ),
    ]


def _begin(request: Request, origin: Origin | None) -> str:
    """Begin what was typed; gives its number."""
    typed = sent(request, "cause", "measure", "owner", "period", "source", "unit")
    work = Work(typed["cause"], typed["measure"], typed["owner"], typed["period"] or DEFAULT_PERIOD)
    if origin is None:
        unit, kind = _unit(request, typed["unit"]), _kind(typed["source"])
        return improve(unit_path=unit, kind=kind, work=work, by=request.actor, at=now()).number
    if origin.kind is Source.TARGET:
        return review_target(ref=origin.ref, work=work, by=request.actor, at=now()).number
    if origin.kind in (Source.FINDING, Source.CHECK, Source.OPINION, Source.PRESS):
        return improve(
            unit_path=origin.unit, kind=origin.kind, work=work, ref=origin.ref, by=request.actor, at=now()
        ).number
    key = int(origin.ref.rpartition(":")[2])
    return improve_after_rating(rating=key, work=work, by=request.actor, at=now()).number


@door(IMPROVE)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def new(request: Request) -> HttpResponseBase:
    """Begin an improvement."""
    origin, errors = _origin(request), dict[str, str]()
    if request.method == "POST":
        with refusals(errors):
            number = _begin(request, origin)
            messages.success(request, _("The improvement is begun."))
            return redirect("desk-improvement", number=number)
    return ask_page(request, _questions(request, origin), errors, template="improvements/new", origin=origin)


def _kind(text: str) -> Source:
    return Source(text) if text in (Source.FINDING, Source.OTHER) else Source.OTHER


def _unit(request: Request, path: str) -> str:
    known = set(units_of(request.actor.agency).values_list("path", flat=True))
    return path if path in known else root_of(request.actor.agency)


@door(IMPROVE)
@require_safe
@found
def improvements(request: Request) -> HttpResponseBase:
    """The improvements of the agency, the soonest due first; open ones unless the address says otherwise."""
    wanted = request.GET.get("state", "")
    states = [State(wanted)] if wanted in State.values else list(State) if wanted == "all" else [State.OPEN, State.DONE]
    agency = agency_of(request)
    found_of = cards(request.actor, agency=agency, on=today(), states=states)
    people = owners(card.owner for card in found_of)
    return show(
        request,
        "improvements/list",
        lines=[{"card": card, "owner": people.get(card.owner, ""), **_words(request, card)} for card in found_of],
        states=State.choices,
        wanted=wanted,
        looked_at=agency,
        elsewhere=elsewhere(agency, request),
    )


def _words(request: Request, card: ImprovementCard) -> dict[str, Any]:
    named, address = _source(request, card)
    return {"state": card.state.label, "source": Source(card.source_kind).label, "named": named, "address": address}


def _source(request: Request, card: ImprovementCard) -> tuple[Words, str]:
    """What made it necessary in words, and its page; empty where there is none or the reader may not open it."""
    kind, _colon, key = card.source_ref.partition(":")
    if kind == RATED:
        return _("Rating %(key)s") % {"key": key}, f"/desk/ratings/{key}/" if CASES.opens(request.actor) else ""
    if kind == MINUTED:
        return _("Minutes"), f"/desk/minutes/{key}/"
    if kind == RANK:
        plan, month, _path = key.split(":", 2)
        return _("Telephone courtesy tests"), f"{CALLS}?plan={plan}&month={month}"
    if kind in CHECKED:
        number = key.partition("@")[0].partition(".")[0]
        beside = "" if card.agency == request.actor.agency else f"?agency={card.agency}"
        return key.partition("@")[0], f"/desk/checks/{number}/{beside}"
    parts = card.source_ref.split("@")
    if len(parts) != PARTS:
        return "" if kind in UNTOLD else card.source_ref, ""
    elsewhere_of = "" if card.agency == request.actor.agency else f"&agency={card.agency}"
    address = f"/desk/indicators/{parts[0]}/?span={parts[2]}&unit={parts[1]}{elsewhere_of}"
    return f"{parts[0]} {span(parts[2]).label}", address


@door(IMPROVE)
@require_safe
@found
def one(request: Request, number: str) -> HttpResponseBase:
    """One improvement with its history."""
    card = improvement(request.actor, agency=agency_of(request), number=number, on=today())
    people = owners([card.owner, card.done_by, card.verified_by, *(step.by for step in card.steps)])
    steps = [{"step": step, "verb": Verb(step.verb).label, "who": people.get(step.by, "")} for step in card.steps]
    return show(
        request,
        "improvements/one",
        card=card,
        owner=people.get(card.owner, ""),
        verifier=people.get(card.verified_by, ""),
        steps=steps,
        elsewhere=elsewhere(card.agency, request),
        verbs=[(verb.value.replace("_", "-"), verb.label) for verb in Verb if verb in card.allowed],
        **_words(request, card),
    )


ASKS: Final[Mapping[Verb, tuple[Callable[..., Any], Asked]]] = {
    Verb.FINISH: (
        finish,
        Asked("result", _("What came of it"), part="lines", hint=_("What was done and what it brought.")),
    ),
    Verb.VERIFY: (verify, Asked("note", _("What was looked at"), part="lines", required=False)),
    Verb.SEND_BACK: (send_back, Asked("reason", _("Reason"), part="lines")),
    Verb.REOPEN: (reopen, Asked("reason", _("Reason"), part="lines", hint=_("What has come back, and where."))),
}


@door(IMPROVE)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def act(request: Request, number: str, verb: str) -> HttpResponseBase:
    """Report as done, verify (never by its owner), or send back."""
    name = verb.replace("-", "_")
    if name not in Verb.values or Verb(name) not in ASKS:
        raise Http404
    wanted, errors = Verb(name), dict[str, str]()
    run, asked = ASKS[wanted]
    agency = agency_of(request)
    card = improvement(request.actor, agency=agency, number=number, on=today())
    if request.method != "POST" and wanted not in card.allowed:
        raise NotAllowed
    if request.method == "POST":
        with refusals(errors):
            run(agency=agency, number=number, by=request.actor, at=now(), **sent(request, asked.name))
            messages.success(request, _("It is written into its history."))
            return redirect("desk-improvement", number=number)
    return ask_page(
        request,
        [asked],
        errors,
        title=wanted.label,
        lead=card.measure,
        go=wanted.label,
        back=f"/desk/improvements/{number}/",
        backwards=number,
    )
