"""The messages that wait for the office, and the themes of one's units."""

from datetime import datetime
from typing import Any, Final

from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from bianmin.delivery.forum.queries.messages import listed, tally
from bianmin.delivery.forum.queries.policy import rules_of
from bianmin.delivery.forum.queries.themes import listed as themes
from bianmin.delivery.forum.vocab.cards import MessageCard, ThemeCard
from bianmin.delivery.forum.vocab.rules import ForumRules
from bianmin.delivery.forum.vocab.states import Standing, State
from bianmin.faces.desk.common import say, show
from bianmin.faces.ui.doors import OPINION_WORK, OPINIONS, Request, door
from bianmin.faces.ui.now import now, today
from bianmin.foundation.orgs.queries import unit_names

SHOWN: Final = (
    ("owed", _("To be answered")),
    ("late", _("Overdue")),
    ("waiting", _("To be looked at")),
    ("removed", _("Taken down")),
    ("all", _("All messages")),
)
MARKS: Final = {"late": "bad", "waiting": "warn"}


def line_of(card: MessageCard, rules: ForumRules | None, at: datetime) -> dict[str, Any]:
    """A message in words."""
    return {
        "message": card,
        "category": rules.category(card.category) if rules else "",
        "state": Standing(card.state).label,
        "late": card.owed and card.due_at is not None and card.due_at < at,
    }


def theme_line(card: ThemeCard, units: dict[str, str]) -> dict[str, Any]:
    """A theme in words."""
    return {
        "theme": card,
        "state": State(card.state).label,
        "unit": units.get(card.unit_path, ""),
        "runs": card.runs(today()),
        "over": card.over(today()),
    }


def kinds_of(request: Request) -> list[dict[str, Any]]:
    """The lists with how many stand in each, and how it is marked when there are some."""
    found = tally(request.actor, request.actor.agency, at=now())
    return [{"code": code, "label": label, "count": found[code], "mark": MARKS.get(code, "")} for code, label in SHOWN]


@door(OPINIONS)
@require_safe
def listing(request: Request) -> HttpResponseBase:
    """Messages by when an answer is due, narrowed to what the address says; below, the themes."""
    actor, at, rules = request.actor, now(), rules_of(request.actor.agency)
    wanted = {name: request.GET.get(name, "").strip()[:30] for name in ("show", "theme")}
    cards = listed(actor, actor.agency, wanted["show"], at=at, theme=wanted["theme"])
    all_themes = themes(actor, actor.agency)
    units = unit_names(one.unit_path for one in all_themes)
    return show(
        request, "forum/list", lines=[line_of(card, rules, at) for card in cards], wanted=wanted, rules=rules,
        kinds=kinds_of(request), themes=[theme_line(one, units) for one in all_themes],
        may_draft=OPINION_WORK.opens(actor), say=say(request),
    )  # fmt: skip
