"""Follow an application: receipt, status, papers asked for."""

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bianmin.delivery.cases.actions.track import TooManyTries
from bianmin.delivery.cases.actions.track import track as look_up
from bianmin.delivery.cases.queries.track import receipt as receipt_of
from bianmin.delivery.cases.queries.track import track_card
from bianmin.delivery.cases.vocab import State, TrackCard, Turn
from bianmin.delivery.catalog.queries import service_version
from bianmin.faces.portal.common import found, language, say, show, the_agency
from bianmin.faces.ui.agency import AgencyCard
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.now import now
from bianmin.foundation.forms.rules.check import check
from bianmin.foundation.forms.vocab import Field, FieldType, Form, Section, Upload
from bianmin.journeys.supplement import supplement
from bianmin.kernel import rocdate
from bianmin.kernel.errors import Refused


@door(ANYONE)
@require_safe
@found
def receipt(request: Request, agency: str, number: str) -> HttpResponseBase:
    """The receipt, as often as it is wanted, for whoever holds the case in this session."""
    here = the_agency(agency)
    card = receipt_of(request.actor, number)
    offer = service_version(card.agency, card.service_code, card.service_version).offer
    pickup = next((way.name for way in offer.pickup if way.code == card.pickup), "")
    return show(request, "receipt", receipt=card, offer=offer, pickup=pickup, say=say(here))


def hold(request: Request, subject: str) -> None:
    """Remember that this visitor proved a case by its code."""
    request.session["holds"] = sorted({*request.session.get("holds", []), subject})


def _typed(request: Request) -> dict[str, str]:
    return {name: request.POST.get(name, "").strip() for name in ("number", "code", "birth")}


@door(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def find(request: Request, agency: str) -> HttpResponseBase:
    """Ask for the receipt's number and its code, or the date of birth."""
    here = the_agency(agency)
    typed = _typed(request) if request.method == "POST" else {"number": request.GET.get("number", "")}
    if request.method != "POST":
        return show(request, "track", typed=typed)
    try:
        birth = rocdate.parse(typed["birth"]) if typed["birth"] else None
        address = request.META.get("REMOTE_ADDR", "")
        card = look_up(number=typed["number"], code=typed["code"], birth_on=birth, address=address, at=now())
    except TooManyTries as wait:
        answer = show(request, "track", status=429, typed=typed, errors=_errors(wait))
        answer["Retry-After"] = str(wait.wait)
        return answer
    except Refused as refusal:
        return show(request, "track", status=422, typed=typed, errors=_errors(refusal))
    if not card.by_code:
        return _show_status(request, here, card)
    hold(request, card.subject)
    return redirect("status", agency=here.slug, number=card.number)


def _errors(refusal: Refused) -> list[dict[str, str]]:
    return [{"key": "q-" + (refusal.field or "number"), "sentence": str(refusal)}]


@door(ANYONE)
@require_safe
@found
def status(request: Request, agency: str, number: str) -> HttpResponseBase:
    """Where the application is, whose turn it is, when it is due and why that moved."""
    here = the_agency(agency)
    return _show_status(request, here, track_card(request.actor, number))


def _show_status(request: Request, here: AgencyCard, card: TrackCard) -> HttpResponseBase:
    events = [(event.sentence(language()), event.at) for event in card.events]
    words = {"state_words": State(card.state).label, "turn_words": Turn(card.turn).label}
    return show(request, "status", case=card, events=events, say=say(here), **words)


def _paper_form() -> Form:
    """The one question of the page on which papers are handed in."""
    papers = Field(code="papers", type=FieldType.FILE, label=_("Your papers"), required=True, most=5)
    text = Field(code="words", type=FieldType.LONG_TEXT, label=_("Anything you want to say"), most=1000)
    section = Section(code="papers", title=_("Hand in papers"), fields=(papers, text))
    return Form(kind="form", id="papers", version="1", source="portal", title=_("Hand in papers"), sections=(section,))


@door(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def papers(request: Request, agency: str, number: str) -> HttpResponseBase:
    """Hand in what a one-time notice asked for."""
    here = the_agency(agency)
    card = track_card(request.actor, number)
    if card.supplement is None:
        return redirect("status", agency=agency, number=number)
    shown = {"case": card, "say": say(here), "typed": {"words": request.POST.get("words", "")}}
    if request.method != "POST":
        return show(request, "papers", **shown)
    uploads = [Upload(file.name or "", file.read()) for file in request.FILES.getlist("papers")]
    checked = check(_paper_form(), {"words": [shown["typed"]["words"]]}, {"papers": uploads})
    if checked.errors:
        errors = [{"key": f"q-{name}", "sentence": sentence} for name, sentence in checked.errors.items()]
        return show(request, "papers", status=422, errors=errors, **shown)
    try:
        supplement(number=number, answers=checked.answers, uploads=checked.files, by=request.actor, at=now())
    except Refused as refusal:
        return show(request, "papers", status=422, errors=_errors(refusal), **shown)
    return redirect("status", agency=agency, number=number)
