"""Ratings: what citizens pressed and said, and the answer to the unhappy ones."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bianmin.delivery.catalog.queries import published
from bianmin.delivery.catalog.vocab import Channel
from bianmin.delivery.ratings.queries import open_alerts, recent
from bianmin.delivery.ratings.queries import rating as rating_card
from bianmin.delivery.ratings.vocab import AlertState, RatingCard
from bianmin.faces.desk.asking import Asked, ask_page
from bianmin.faces.desk.common import say, show, typed
from bianmin.faces.ui.doors import CASES, CHIEF, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.refusals import refusals
from bianmin.foundation.accounts.queries import names
from bianmin.journeys.rate import answer as keep_answer
from bianmin.quality.improvements.queries import begun_for
from bianmin.quality.improvements.rules import may_begin
from bianmin.quality.improvements.vocab import ImprovementCard, Source

RATED: Final = "ratings.rating:"


def improvements_of(request: Request, cards: list[RatingCard]) -> dict[int, ImprovementCard]:
    """The improvements that unhappy ratings led to, by the key of the rating."""
    refs = {f"{RATED}{card.id}": card.id for card in cards if card.state != AlertState.NONE}
    if not refs:
        return {}
    begun = begun_for(request.actor, Source.RATING, agency=request.actor.agency, refs=refs, on=today())
    return {refs[ref]: card for ref, card in begun.items()}


def lines(request: Request, cards: list[RatingCard]) -> list[dict[str, Any]]:
    """Ratings with their words: lamp, service, channel, who answered; one statement each for names and services."""
    people = names(card.answered_by for card in cards)
    services = {one.code: one.name for one in published(request.actor.agency, today())} if cards else {}
    return [
        {
            "rating": card,
            "service": services.get(card.service_code, card.service_code),
            "channel": Channel(card.channel).label if card.channel in Channel.values else card.channel,
            "unhappy": card.state != AlertState.NONE,
            "open": card.state == AlertState.OPEN,
            "who": people.get(card.answered_by, ""),
        }
        for card in cards
    ]


def improved(request: Request, cards: list[RatingCard]) -> list[dict[str, Any]]:
    """The same with the improvement each unhappy one led to, or whether the reader may begin one."""
    led = improvements_of(request, cards)
    return [
        {
            **line,
            "improvement": led.get(line["rating"].id),
            "may_improve": line["unhappy"] and may_begin(request.actor, line["rating"].unit_path),
        }
        for line in lines(request, cards)
    ]


@door(CASES)
@require_safe
def ratings(request: Request) -> HttpResponseBase:
    """The unhappy ones that wait for an answer first, then the newest of all."""
    alerts = open_alerts(request.actor)
    waiting = {card.id for card in alerts}
    others = [card for card in recent(request.actor) if card.id not in waiting]
    return show(
        request,
        "ratings",
        lines=improved(request, alerts + others),
        waiting=len(alerts),
        may_answer=CHIEF.opens(request.actor),
        say=say(request),
    )


@door(CASES)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def answer(request: Request, key: int) -> HttpResponseBase:
    """One rating with its answer and the improvement it led to; a chief answers an unhappy one here."""
    card = rating_card(request.actor, key)
    errors: dict[str, str] = {}
    if request.method == "POST":
        with refusals(errors):
            keep_answer(rating=key, text=typed(request, "answer"), by=request.actor, at=now())
            messages.success(request, _("The answer is kept; the alert has left the screens."))
            return redirect("desk-ratings")
    asked = Asked(
        "answer", _("Answer"), part="lines", hint=_("What was found, what is done, and who told the citizen."),
    )  # fmt: skip
    return ask_page(
        request,
        [asked],
        errors,
        template="rating",
        line=improved(request, [card])[0],
        may_answer=CHIEF.opens(request.actor),
        say=say(request),
    )
