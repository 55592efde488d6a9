"""Follow an application: status, papers asked for."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bianmin.delivery.appointments.queries.times import sites
from bianmin.delivery.cases.actions.track import Opened, TooManyTries, opened
from bianmin.delivery.cases.actions.track import track as look_up
from bianmin.delivery.cases.queries.mandates import acting, may_write
from bianmin.delivery.cases.queries.track import track_card
from bianmin.delivery.cases.vocab import State, TrackCard, Turn
from bianmin.delivery.cases.vocab.contest import ContestKind, ContestResult
from bianmin.delivery.catalog.queries import service_version
from bianmin.delivery.catalog.vocab import SupplementClock
from bianmin.delivery.talks.queries import policy, unread
from bianmin.faces.portal.common import language, mistakes, only_here, say, show_own, the_agency, uploads_of
from bianmin.faces.portal.contest import court, ways
from bianmin.faces.ui.agency import AgencyCard, agency_for
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.holds import hold
from bianmin.faces.ui.now import now
from bianmin.faces.ui.questions import Box
from bianmin.faces.ui.refusals import refusals, try_again
from bianmin.foundation.forms.rules.check import check
from bianmin.foundation.forms.rules.layout import layout
from bianmin.foundation.forms.vocab import Field, FieldType, Form, Section
from bianmin.foundation.packs.queries.translations import Reader
from bianmin.journeys.appointment import appointment_of
from bianmin.journeys.shares import shares_of
from bianmin.journeys.supplement import supplement
from bianmin.kernel import rocdate
from bianmin.kernel.errors import NotFound, Refused


def _held(request: Request, here: AgencyCard, number: str) -> TrackCard:
    card = track_card(request.actor, number)
    only_here(here, card.agency)
    return card


def _typed(request: Request) -> dict[str, str]:
    return {name: request.POST.get(name, "").replace("\0", "").strip() for name in ("number", "code", "birth")}


@door(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def find(request: Request, agency: str) -> HttpResponseBase:
    """Ask for the receipt's number and its code, or the date of birth."""
    here = the_agency(agency)
    if request.method != "POST":
        return _ask(request, {"number": request.GET.get("number", "")})
    typed = _typed(request)
    try:
        birth = rocdate.parse(typed["birth"]) if typed["birth"] else None
    except Refused as refusal:
        return _ask(request, typed, {"birth": refusal}, status=422)
    return _look(request, here, typed, birth)


def _look(request: Request, here: AgencyCard, typed: dict[str, str], birth: date | None) -> HttpResponseBase:
    """What number and code, or number and birth date, open."""
    said = {"number": typed["number"], "code": typed["code"], "address": request.META.get("REMOTE_ADDR", "")}
    if typed["code"] and (case := opened(**said, at=now())):
        return _enter(request, here, case)
    try:
        card = look_up(**said, birth_on=birth, at=now())
    except TooManyTries as wait:
        return try_again(_ask(request, typed, {"number": wait}, status=429), wait.wait)
    except Refused as refusal:
        return _ask(request, typed, {"number": refusal}, status=422)
    if not (card.by_code or card.agent):
        return _show_status(request, here, card)
    return _enter(request, here, card)


def _enter(request: Request, here: AgencyCard, case: Opened | TrackCard) -> HttpResponseBase:
    """On to the page of a case that a code opened, which may be another agency's."""
    hold(request, (case.agent if isinstance(case, TrackCard) else "") or case.subject)
    home = agency_for(case.agency, language()) or here
    return redirect("status", agency=home.slug, number=case.number)


def _ask(
    request: Request, typed: Mapping[str, str], errors: Mapping[str, Refused] | None = None, status: int = 200
) -> HttpResponseBase:
    """The three questions, with what was typed and what is wrong at its place."""
    known = {name: str(sentence) for name, sentence in (errors or {}).items()}
    asked = (
        ("number", _("Receipt number"), _("It stands on top of your receipt, for example TTBN-1140305-000127."), False),
        ("code", _("Query code"), _("It stands below the number. Without it, enter your date of birth instead."), True),
        ("birth", _("or your date of birth"), _("For example 45/3/9 or 1956-03-09."), True),
    )
    boxes = [
        Box("line", name, label, hint, known.get(name, ""), required=True, value=typed.get(name, ""), short=short)
        for name, label, hint, short in asked
    ]
    oidc = settings.OIDC_NAME if settings.OIDC_ISSUER and settings.OIDC_NUMBER else ""
    return show_own(request, "track", status=status, boxes=boxes, errors=mistakes(known), oidc=oidc)


@door(ANYONE)
@require_safe
@found
def status(request: Request, agency: str, number: str) -> HttpResponseBase:
    """Where the application is, whose turn it is, when it is due and why that moved."""
    here = the_agency(agency)
    return _show_status(request, here, _held(request, here, number))


def _show_status(request: Request, here: AgencyCard, card: TrackCard) -> HttpResponseBase:
    reader = say(here)
    events = [(event.sentence(language(), reader), event.at) for event in card.events]
    words: dict[str, Any] = {"state_words": State(card.state).label, "turn_words": Turn(card.turn).label}
    offer = service_version(card.agency, card.service_code, card.service_version).offer
    stands = card.state == State.SUPPLEMENT and offer.supplement_clock != SupplementClock.RUN
    contested = [
        {"one": one, "kind": ContestKind(one.kind).label, "result": ContestResult(one.result).label}
        for one in card.contests
    ]
    offered = [(way.kind, ContestKind(way.kind).label, card.last_days.get(way.kind)) for way in ways(card)]
    words |= {"contests": contested, "ways": offered, "court": court(card)}
    words |= {"parts": [(one, State(one.state).label) for one in card.parts]}
    words |= {"levels": offer.levels, "level": offer.levels[card.level] if offer.levels else None}
    words |= {"acting": acting(request.actor, card.case_id)}
    writes = card.by_code or may_write(request.actor, card.case_id)
    words |= {"talk": writes and policy(card.agency) is not None, "unread": unread(request.actor, card.subject)}
    words |= _visit(request, card) | _shared(request, card)
    return show_own(request, "status", case=card, events=events, stands=stands, say=reader, **words)


def _shared(request: Request, card: TrackCard) -> dict[str, Any]:
    """The other agencies of one's own application; it is followed there by its own number."""
    found = shares_of(request.actor, card.number) if card.by_code else ()
    return {"shared": [(one, None if one.elsewhere else agency_for(one.agency, language())) for one in found]}


def _visit(request: Request, card: TrackCard) -> dict[str, Any]:
    """The visit booked to bring it along, or whether one can be; only for whoever opened it with its code."""
    if not card.by_code or not (found := sites(card.agency, card.service_code)):
        return {}
    return {"visit": appointment_of(request.actor, card.number), "visits": found if card.decided_on is None else ()}


def _paper_form() -> Form:
    """The one question of the page on which papers are handed in."""
    hint = _("Photographs (JPEG, PNG), PDF or ODT, at most 10 MB each.")
    papers = Field(code="papers", type=FieldType.FILE, label=_("Your papers"), hint=hint, required=True, most=5)
    text = Field(code="words", type=FieldType.LONG_TEXT, label=_("Anything you want to say"), most=1000)
    section = Section(code="papers", title=_("Hand in papers"), fields=(papers, text))
    return Form(kind="form", id="papers", version="1", source="portal", title=_("Hand in papers"), sections=(section,))


@door(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def papers(request: Request, agency: str, number: str) -> HttpResponseBase:
    """Hand in what a one-time notice asked for."""
    here = the_agency(agency)
    card = _held(request, here, number)
    if card.supplement is None:
        return redirect("status", agency=agency, number=number)
    form, sent = _paper_form(), request.method == "POST"
    typed = {"words": [request.POST.get("words", "")]}
    checked = check(form, typed, {"papers": uploads_of(request.FILES.getlist("papers"))})
    wrong = dict(checked.errors) if sent else {}
    if sent and not wrong:
        with refusals(wrong, "papers", passing=(NotFound,)):
            supplement(number=number, answers=checked.answers, uploads=checked.files, by=request.actor, at=now())
            return redirect("status", agency=agency, number=number)
    asking = layout(form, replace(checked, errors=wrong, files={}))[0]
    return show_own(
        request,
        "papers",
        status=422 if wrong else 200,
        case=card,
        say=say(here),
        plain=Reader({}, complete=True),
        asking=asking,
        errors=mistakes(wrong),
    )
