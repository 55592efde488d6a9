"""One theme at the desk: its design, its votes, what became of suggestions, and all that can be done with it now."""

from typing import Any, Final

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bianmin.delivery.forum.actions import conclude, design
from bianmin.delivery.forum.queries.messages import listed
from bianmin.delivery.forum.queries.policy import rules_of
from bianmin.delivery.forum.queries.themes import fates
from bianmin.delivery.forum.queries.themes import theme as theme_card
from bianmin.delivery.forum.rules import may_lead, may_work
from bianmin.delivery.forum.vocab.cards import ThemeCard
from bianmin.delivery.forum.vocab.states import Result, State
from bianmin.faces.desk.asking import Asked
from bianmin.faces.desk.common import say, show, typed
from bianmin.faces.desk.forum.lists import line_of, theme_line
from bianmin.faces.desk.verbs import Verb, by_code, carry_out, nothing
from bianmin.faces.ui.doors import IMPROVE, OPINION_WORK, OPINIONS, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.voted import votes_of
from bianmin.foundation.orgs.queries import unit_names
from bianmin.journeys import forum as journey


def _over(card: ThemeCard) -> bool:
    return card.over(today()) and card.concluded_on is None


def _ready(card: ThemeCard) -> bool:
    return _over(card) and bool(card.summary)


def _fate(_request: Request, _card: ThemeCard) -> list[Asked]:
    return [
        Asked("text", _("The suggestion, in your own words"), part="lines"),
        Asked("result", _("What becomes of it?"), part="choices", options=tuple(Result.choices)),
        Asked("reason", _("What is changed, or why not"), part="lines"),
    ]


def _summing(_request: Request, card: ThemeCard) -> list[Asked]:
    hint = _("Who took part, what was said most, what follows from it. Leave out what tells who wrote.")
    return [Asked("summary", _("Summary"), part="lines", hint=hint, value=card.summary)]


def _publish(request: Request, card: ThemeCard) -> object:
    return design.publish(number=card.number, by=request.actor, at=now())


def _close(request: Request, card: ThemeCard) -> object:
    return design.close(number=card.number, by=request.actor, at=now())


def _add(request: Request, card: ThemeCard) -> object:
    text, result, reason = (typed(request, name) for name in ("text", "result", "reason"))
    return conclude.add_outcome(number=card.number, text=text, result=result, reason=reason, by=request.actor, at=now())


def _summarise(request: Request, card: ThemeCard) -> object:
    return conclude.summarise(number=card.number, text=typed(request, "summary"), by=request.actor, at=now())


def _conclude(request: Request, card: ThemeCard) -> object:
    return journey.conclude(number=card.number, by=request.actor, at=now())


ALL: Final = (
    Verb("publish", _("Publish the theme"), "", _("The theme is published."), lambda card: card.state == State.DRAFT,
         nothing, _publish, leads=True, main=True, lead=_("From its first day on people write and vote.")),
    Verb("close", _("Close the theme"), "", _("The theme is closed."), lambda card: card.runs(today()), nothing,
         _close, leads=True, lead=_("Nobody writes or votes any more. Today becomes its last day.")),
    Verb("suggestion", _("Add a suggestion"), "", _("It is kept."), _over, _fate, _add, main=True,
         lead=_("What was suggested, and what becomes of it. One at a time.")),
    Verb("summary", _("Write the summary"), "", _("The summary is kept. The chief publishes it."), _over, _summing,
         _summarise, lead=_("Nobody outside reads it before the chief publishes it.")),
    Verb("conclude", _("Publish the summary"), "", _("The summary stands on the website."), _ready, nothing, _conclude,
         leads=True, main=True,
         lead=_("Everybody reads it on the website, and whoever left an address is told.")),
)  # fmt: skip
VERBS: Final = by_code(ALL)


def _possible(request: Request, card: ThemeCard) -> list[Verb[ThemeCard]]:
    """What this reader can do with it now."""
    works, leads = may_work(request.actor, card), may_lead(request.actor, card)
    return [one for one in ALL if (leads if one.leads else works) and one.fits(card)]


@door(OPINIONS)
@require_safe
@found
def one(request: Request, number: str) -> HttpResponseBase:
    """The theme, its votes where they may be read, its messages, and what became of suggestions."""
    card, actor, at = theme_card(request.actor, number), request.actor, now()
    rules, works = rules_of(card.agency), may_work(request.actor, card)
    words: dict[str, Any] = votes_of(card) if card.shows_results(today()) else {}
    changes = card.state == State.DRAFT or (card.state == State.OPEN and may_lead(actor, card))
    said = listed(actor, card.agency, "all", at=at, theme=card.number)
    return show(
        request, "forum/theme", line=theme_line(card, unit_names([card.unit_path])), theme=card, fates=fates(card),
        verbs=_possible(request, card), may_change=works and changes, results=bool(words), say=say(request),
        lines=[line_of(one, rules, at) for one in said], may_drop=works and _over(card),
        may_improve=IMPROVE.opens(actor) and card.state != State.DRAFT, **words,
    )  # fmt: skip


@door(OPINION_WORK)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def act(request: Request, number: str, verb: str) -> HttpResponseBase:
    """Do one thing with a theme: asked on a page of its own, then done."""
    card = theme_card(request.actor, number)
    back = f"/desk/forum/{card.number}/"
    return carry_out(request, card, verb, verbs=VERBS, possible=_possible(request, card), back=back)


@door(OPINION_WORK)
@require_POST
@found
def drop(request: Request, number: str, key: int) -> HttpResponseBase:
    """Take the word about one suggestion back."""
    conclude.drop_outcome(number=number, key=key, by=request.actor, at=now())
    return redirect("desk-theme", number=number)
