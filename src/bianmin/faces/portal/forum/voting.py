"""Vote on the question of a theme: asked on a page of its own, cast once."""

from typing import Final

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bianmin.delivery.forum.actions.vote import vote as cast
from bianmin.delivery.forum.queries.themes import public_theme
from bianmin.delivery.forum.queries.votes import has_voted
from bianmin.delivery.forum.vocab.cards import ThemeCard
from bianmin.faces.portal.common import mistakes, say, show_own, the_agency
from bianmin.faces.portal.forum.browser import browser, remember
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.questions import Box, Choice
from bianmin.faces.ui.refusals import refusals, try_again
from bianmin.foundation.forms.actions.knocks import TooManyKnocks, knock
from bianmin.foundation.packs.queries.translations import Reader
from bianmin.kernel.errors import NotFound

PER_HOUR: Final = 30
"""So many votes from one network address in an hour: a household, a school class, an office behind one address."""


def choices(card: ThemeCard, reader: Reader, chosen: list[str], error: str) -> Box:
    """The options of a question as a box."""
    hint = _("You may choose several.") if card.design.several else ""
    options = tuple(Choice(one.code, reader(one.name), "", one.code in chosen) for one in card.choices)
    return Box(
        "choices", "option", reader(card.design.question), hint, error, required=True, several=card.design.several,
        choices=options,
    )  # fmt: skip


def _cast(request: Request, card: ThemeCard, chosen: list[str]) -> tuple[dict[str, str], int]:
    """Cast a vote; gives what is wrong by the name of its box, and how many seconds to wait."""
    errors: dict[str, str] = {}
    try:
        knock(agency=card.agency, what="vote", address=request.META.get("REMOTE_ADDR", ""), at=now(), most=PER_HOUR)
    except TooManyKnocks as many:
        return {"option": str(many)}, many.wait
    with refusals(errors, "option", passing=(NotFound,)):
        cast(agency=card.agency, number=card.number, chosen=chosen, browser=browser(request), at=now())
    return errors, 0


@door(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def vote(request: Request, agency: str, theme: str) -> HttpResponseBase:
    """The question with its options; whoever has voted goes back to the theme."""
    here = the_agency(agency)
    card, errors, wait = public_theme(here.code, theme), dict[str, str](), 0
    if not card.choices or not card.runs(today()) or has_voted(card, browser(request)):
        return redirect("forum-theme", agency=agency, theme=theme)
    chosen = [one[:10] for one in request.POST.getlist("option")]
    if request.method == "POST":
        errors, wait = _cast(request, card, chosen)
        if not errors:
            messages.success(request, _("Your vote is counted. Thank you."))
            return redirect("forum-theme", agency=agency, theme=theme)
    reader = say(here)
    page = show_own(
        request, "forum/vote", status=429 if wait else 422 if errors else 200, theme=card, say=reader,
        boxes=[choices(card, reader, chosen, errors.get("option", ""))],
        errors=[{**one, "label": _("Vote")} for one in mistakes(errors)],
    )  # fmt: skip
    return remember(request, try_again(page, wait))
