"""Read the forum: its themes, and one with its messages, answers, votes and what became of it."""

from typing import Any

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from bianmin.delivery.catalog.queries import published as services
from bianmin.delivery.forum.queries.messages import on_page
from bianmin.delivery.forum.queries.policy import rules_of
from bianmin.delivery.forum.queries.themes import ended, fates, public_theme, running
from bianmin.delivery.forum.queries.votes import has_voted
from bianmin.delivery.forum.vocab.cards import ThemeCard
from bianmin.faces.portal.common import say, show, the_agency
from bianmin.faces.portal.forum.browser import browser
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import today
from bianmin.faces.ui.procedure import limit_in_words
from bianmin.faces.ui.voted import votes_of
from bianmin.foundation.orgs.queries import unit_names
from bianmin.kernel.text import whole


@door(ANYONE)
@require_safe
@found
def listing(request: Request, agency: str) -> HttpResponseBase:
    """The themes on which one writes now, and those that are over."""
    here, on = the_agency(agency), today()
    open_now, over = running(here.code, on), ended(here.code, on)
    units = unit_names(one.unit_path for one in (*open_now, *over))
    lines = [{"theme": one, "unit": units.get(one.unit_path, "")} for one in open_now]
    return show(request, "forum/list", lines=lines, over=over, rules=rules_of(here.code), say=say(here))


def _about(card: ThemeCard) -> dict[str, Any]:
    """The unit that answers, and the service a theme is about."""
    named = {one.code: one.name for one in services(card.agency, today())} if card.design.service else {}
    return {
        "unit": unit_names([card.unit_path]).get(card.unit_path, ""),
        "service": named.get(card.design.service, ""),
    }


def _vote(request: Request, card: ThemeCard) -> dict[str, Any]:
    """What is shown of the question: whether one may vote, and the result where it may be read."""
    if not card.choices:
        return {}
    said = has_voted(card, browser(request))
    shown = votes_of(card) if card.shows_results(today()) else {}
    return {"voted": said, "may_vote": card.runs(today()) and not said, "results": bool(shown), **shown}


@door(ANYONE)
@require_safe
@found
def theme(request: Request, agency: str, theme: str) -> HttpResponseBase:
    """One theme: what it is about, the vote, the messages by category and words, and what became of it."""
    here = the_agency(agency)
    card, rules, on = public_theme(here.code, theme), rules_of(here.code), today()
    category, q = request.GET.get("category", "")[:40], request.GET.get("q", "").strip()[:60]
    messages = on_page(card, category=category, q=q, page=whole(request.GET.get("page", ""), 1))
    return show(
        request, "forum/theme", theme=card, rules=rules, runs=card.runs(on), over=card.over(on), found=messages,
        lines=[{"message": one, "category": rules.category(one.category) if rules else ""}
               for one in messages.messages],
        wanted={"category": category, "q": q}, norm=limit_in_words(rules.norm if rules else ""),
        fates=fates(card) if card.concluded_on else [], say=say(here), **_about(card), **_vote(request, card),
    )  # fmt: skip
