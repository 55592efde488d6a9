"""Votes of colleagues 同仁不記名投票: those one is asked in, one vote for each account, and their results."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bianmin.delivery.forum.actions.vote import vote_as_colleague
from bianmin.delivery.forum.queries.themes import fates
from bianmin.delivery.forum.queries.votes import asked_of, asked_theme, has_voted
from bianmin.delivery.forum.vocab.cards import ThemeCard
from bianmin.faces.desk.asking import Asked, ask_page
from bianmin.faces.desk.common import say, show
from bianmin.faces.ui.doors import ASKED, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.refusals import refusals
from bianmin.faces.ui.voted import votes_of


@door(ASKED)
@require_safe
def listing(request: Request) -> HttpResponseBase:
    """The votes one is asked in."""
    on = today()
    lines = [{"theme": one, "runs": one.runs(on)} for one in asked_of(request.actor, on)]
    return show(request, "forum/votes", lines=lines, say=say(request))


def _result(request: Request, card: ThemeCard, *, voted: bool) -> HttpResponseBase:
    """That one has voted, and the result once the vote is over."""
    words: dict[str, Any] = votes_of(card) if card.shows_results(today()) else {}
    return show(
        request, "forum/voted", theme=card, voted=voted, results=bool(words), say=say(request),
        fates=fates(card) if card.concluded_on else [], **words,
    )  # fmt: skip


@door(ASKED)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def one(request: Request, number: str) -> HttpResponseBase:
    """Vote; whoever has voted, and everybody after the last day, reads how it stands."""
    card, errors = asked_theme(request.actor, number), dict[str, str]()
    voted = has_voted(card, request.actor.key)
    if voted or not card.runs(today()):
        return _result(request, card, voted=voted)
    if request.method == "POST":
        chosen = [one[:10] for one in request.POST.getlist("option")]
        with refusals(errors, "option"):
            vote_as_colleague(number=number, chosen=chosen, by=request.actor, at=now())
            messages.success(request, _("Your vote is counted. Nobody learns what you voted for."))
            return redirect("desk-vote", number=number)
    hint = _("You may choose several.") if card.design.several else ""
    asked = Asked("option", card.design.question, part="choices", hint=hint, several=card.design.several,
                  options=tuple((one.code, one.name) for one in card.choices))  # fmt: skip
    return ask_page(
        request, [asked], errors, template="forum/ballot", title=card.design.title, theme=card, go=_("Vote"),
        back="/desk/votes/", backwards=_("Votes of colleagues"),
    )  # fmt: skip
