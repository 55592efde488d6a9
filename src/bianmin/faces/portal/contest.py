"""Object to a decision or appeal against it, and withdraw an application: asked once, then done."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bianmin.delivery.cases.queries.track import track_card
from bianmin.delivery.cases.vocab import TrackCard, Verb
from bianmin.delivery.cases.vocab.contest import ContestKind
from bianmin.delivery.catalog.queries import service_version
from bianmin.delivery.catalog.vocab import Contest
from bianmin.faces.portal.common import mistakes, only_here, say, show_own, the_agency
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now
from bianmin.faces.ui.questions import Box, Choice
from bianmin.faces.ui.refusals import refusals
from bianmin.foundation.packs.queries.translations import Reader
from bianmin.journeys.contest import contest as file
from bianmin.journeys.withdraw import withdraw as take_back
from bianmin.kernel import rocdate
from bianmin.kernel.errors import NotFound, Refused


def ways(card: TrackCard) -> tuple[Contest, ...]:
    """How whoever is looking can contest the decision here: not by a lawsuit, which is filed with the court."""
    if Verb.CONTEST not in card.verbs:
        return ()
    offer = service_version(card.agency, card.service_code, card.service_version).offer
    return tuple(way for way in offer.contests if way.kind != "lawsuit")


def court(card: TrackCard) -> tuple[str, date] | None:
    """The court before which the decision can still be taken, and until when; None where no appeal has failed."""
    last = card.last_days.get(ContestKind.LAWSUIT)
    offer = service_version(card.agency, card.service_code, card.service_version).offer
    to = next((way.to for way in offer.contests if way.kind == "lawsuit"), "")
    return (to, last) if last and to else None


def _boxes(way: Contest, typed: Mapping[str, str], known: Mapping[str, str], reader: Reader) -> list[Box]:
    places = tuple(Choice(far.code, reader(far.name), "", far.code == typed.get("distance")) for far in way.distances)
    grounds = Box(
        "lines", "grounds", _("What is wrong with the decision, and what do you ask for?"), "",
        known.get("grounds", ""), required=True, value=typed.get("grounds", ""),
    )  # fmt: skip
    served = Box(
        "line", "served_on", _("When did you receive the letter of the decision?"),
        _("For example 115/3/9. Leave it empty if you do not know."), known.get("served_on", ""), required=False,
        value=typed.get("served_on", ""), short=True,
    )  # fmt: skip
    where = Box(
        "select", "distance", _("Where do you live?"), _("For far places the limit is longer."),
        known.get("distance", ""), required=True, value=typed.get("distance", ""), choices=places,
    )  # fmt: skip
    return [grounds, served, where] if places else [grounds, served]


def _file(request: Request, card: TrackCard, way: Contest, typed: Mapping[str, str]) -> dict[str, str]:
    """File it; gives the sentence of a refusal at its place, nothing when it is filed."""
    try:
        served = rocdate.parse(typed["served_on"]) if typed["served_on"] else None
    except Refused as refusal:
        return {"served_on": str(refusal)}
    words: dict[str, Any] = {"grounds": typed["grounds"], "distance": typed["distance"], "served_on": served}
    errors: dict[str, str] = {}
    with refusals(errors, "grounds", passing=(NotFound,)):
        file(number=card.number, kind=way.kind, by=request.actor, at=now(), **words)
    return errors


@door(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def contest(request: Request, agency: str, number: str, kind: str) -> HttpResponseBase:
    """File an objection or appeal online; it counts for the day on which it is sent."""
    here = the_agency(agency)
    card = track_card(request.actor, number)
    only_here(here, card.agency)
    way = next((one for one in ways(card) if one.kind == kind), None)
    if way is None:
        return redirect("status", agency=agency, number=number)
    names = ("grounds", "served_on", "distance")
    typed = {name: request.POST.get(name, "").replace("\0", "").strip() for name in names}
    wrong = _file(request, card, way, typed) if request.method == "POST" else {}
    if request.method == "POST" and not wrong:
        return redirect("status", agency=agency, number=number)
    return show_own(
        request,
        "contest",
        status=422 if wrong else 200,
        case=card,
        way=way,
        kind=ContestKind(kind).label,
        boxes=_boxes(way, typed, wrong, say(here)),
        errors=mistakes(wrong),
        say=say(here),
    )


@door(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def withdraw(request: Request, agency: str, number: str) -> HttpResponseBase:
    """Ask once whether the application is to be withdrawn, and withdraw it."""
    here = the_agency(agency)
    card = track_card(request.actor, number)
    only_here(here, card.agency)
    if Verb.WITHDRAW not in card.verbs:
        return redirect("status", agency=agency, number=number)
    if request.method == "POST":
        take_back(number=number, by=request.actor, at=now())
        return redirect("status", agency=agency, number=number)
    return show_own(request, "withdraw", case=card, say=say(here))
