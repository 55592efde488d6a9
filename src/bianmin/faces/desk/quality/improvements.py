"""Improvements: the list, one with its history, and beginning one from a missed target or an unhappy rating."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from bianmin.faces.desk.asking import Asked, ask_page
from bianmin.faces.desk.common import agency_of, elsewhere, sent, show
from bianmin.faces.desk.quality.origins import Origin, origin_of, source_of
from bianmin.faces.ui.doors import IMPROVE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.refusals import refusals
from bianmin.foundation.accounts.queries import staff_of
from bianmin.foundation.orgs.queries import units_of
from bianmin.journeys.improve import Work, improve, improve_after_rating, review_target
from bianmin.kernel.errors import NotAllowed
from bianmin.quality.improvements.actions import finish, reopen, report, send_back, verify
from bianmin.quality.improvements.queries import cards, improvement, owners
from bianmin.quality.improvements.rules import UNIT
from bianmin.quality.improvements.vocab import DEFAULT_PERIOD, ImprovementCard, Source, State, Verb
from bianmin.quality.indicators.queries.values import root_of

FREE: Final = (
    Source.FINDING, Source.DIAGNOSIS, Source.SURVEY, Source.OPINION, Source.PRESS, Source.MEETING, Source.OTHER,
)  # fmt: skip
"""Where an improvement may be said to come from that was not begun from its page."""


def _questions(request: Request, origin: Origin | None) -> list[Asked]:
    people = tuple((one.key, f"{one.name} {one.title}".strip()) for one in staff_of(request.actor.agency))
    units = tuple((unit.path, unit.name) for unit in units_of(request.actor.agency, on=today()))
    sections = tuple((f"{UNIT}{path}", _("Section: %(name)s") % {"name": name}) for path, name in units)
    kinds = tuple((kind.value, kind.label) for kind in FREE)
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
            "benefit",
            _("Expected benefit"),
            part="lines",
            required=bool(origin and origin.kind is Source.DIAGNOSIS),
            hint=_("What good it is to do, as concretely as can be. A measure that follows from a diagnosis says it."),
        ),
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
    typed = sent(request, "cause", "measure", "owner", "period", "source", "unit", "benefit")
    work = Work(
        typed["cause"], typed["measure"], typed["owner"], typed["period"] or DEFAULT_PERIOD, typed["benefit"]
    )  # fmt: skip
    if origin is None:
        unit, kind = _unit(request, typed["unit"]), _kind(typed["source"])
        return improve(unit_path=unit, kind=kind, work=work, by=request.actor, at=now()).number
    if origin.kind is Source.TARGET:
        return review_target(ref=origin.ref, work=work, by=request.actor, at=now()).number
    if origin.kind is not Source.RATING:
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
    origin, errors = origin_of(request), dict[str, str]()
    if request.method == "POST":
        with refusals(errors):
            number = _begin(request, origin)
            messages.success(request, _("The improvement is begun."))
            return redirect("desk-improvement", number=number)
    return ask_page(request, _questions(request, origin), errors, template="improvements/new", origin=origin)


def _kind(text: str) -> Source:
    return Source(text) if text in FREE else Source.OTHER


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
    named, address = source_of(request, card)
    return {"state": card.state.label, "source": Source(card.source_kind).label, "named": named, "address": address}


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


PROGRESS: Final = Asked(
    "progress", _("How far it is"), part="lines", hint=_("What was done since the last report, and what comes next.")
)
ASKS: Final[Mapping[Verb, tuple[Callable[..., Any], Asked]]] = {
    Verb.FINISH: (
        finish,
        Asked("result", _("What came of it"), part="lines", hint=_("What was done and what it brought.")),
    ),
    Verb.REPORT: (report, PROGRESS),
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
