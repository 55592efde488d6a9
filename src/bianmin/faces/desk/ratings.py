"""Ratings: what citizens pressed and said, and the answer to the unhappy ones."""

from typing import Any

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
from bianmin.faces.desk.asking import Asked, boxes
from bianmin.faces.desk.common import REFUSED, mistake_of, mistakes, say, show, typed
from bianmin.faces.ui.doors import CASES, CHIEF, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.foundation.accounts.queries import names
from bianmin.journeys.rate import answer as keep_answer
from bianmin.kernel.errors import NotFound, Refused


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
        lines=lines(request, alerts + others),
        waiting=len(alerts),
        may_answer=CHIEF.opens(request.actor),
        say=say(request),
    )


@door(CHIEF)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def answer(request: Request, key: int) -> HttpResponseBase:
    """Answer an unhappy rating: what was found and what is done."""
    card = rating_card(request.actor, key)
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            keep_answer(rating=key, text=typed(request, "answer"), by=request.actor, at=now())
        except NotFound:
            raise
        except Refused as refusal:
            errors = mistake_of(refusal)
        else:
            messages.success(request, _("The answer is kept; the alert has left the screens."))
            return redirect("desk-ratings")
    asked = Asked(
        "answer", _("Answer"), part="lines", hint=_("What was found, what is done, and who told the citizen."),
    )  # fmt: skip
    return show(
        request,
        "rating",
        status=REFUSED if errors else 200,
        line=lines(request, [card])[0],
        boxes=boxes([asked], request.POST if errors else None, errors),
        errors=mistakes(errors),
        say=say(request),
    )
