"""The opinions of one's units: open ones by the day they are due, and who answers them."""

from collections.abc import Container
from typing import Any, Final

from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from bianmin.delivery.opinions.queries.mailboxes import mailboxes
from bianmin.delivery.opinions.queries.opinions import Wanted, listed, tally
from bianmin.delivery.opinions.vocab import Kind, OpinionCard, Source, State
from bianmin.faces.desk.common import say, show
from bianmin.faces.desk.work import in_words
from bianmin.faces.ui.doors import OPINION_WORK, OPINIONS, Request, door
from bianmin.faces.ui.now import today
from bianmin.foundation.accounts.queries import names

SHOWN: Final = (
    ("open", _("All that are open")),
    ("new", _("Nobody has taken on")),
    ("mine", _("Mine")),
    ("late", _("Overdue")),
    ("unhappy", _("Answer did not satisfy")),
    ("unfollowed", _("To be followed up")),
    ("closed", pgettext_lazy("opinion", "Closed")),
)
MARKS: Final = {"late": "bad", "unhappy": "bad", "new": "warn"}


def line_of(card: OpinionCard, people: dict[str, str]) -> dict[str, Any]:
    """An opinion in words; `left` says how far away its day is."""
    days = (card.due_on - today()).days
    return {
        "card": card,
        "kind": Kind(card.kind).label,
        "source": Source(card.source).label,
        "state": State(card.state).label,
        "officer": people.get(card.officer, ""),
        "left": in_words(days) if card.open else "",
        "late": card.open and days < 0,
        "soon": card.open and days <= 1,
    }


def kinds_of(request: Request, only: Container[str] = frozenset(dict(SHOWN))) -> list[dict[str, Any]]:
    """The lists with how many stand in each, and how it is marked when there are some."""
    found = tally(request.actor, request.actor.agency, on=today())
    return [
        {"code": code, "label": label, "count": found[code], "mark": MARKS.get(code, "")}
        for code, label in SHOWN
        if code in only
    ]


@door(OPINIONS)
@require_safe
def opinions(request: Request) -> HttpResponseBase:
    """The list, narrowed to what the address says."""
    actor, on = request.actor, today()
    wanted = Wanted(*(request.GET.get(name, "").strip()[:60] for name in ("show", "mailbox", "q")))
    cards = listed(actor, actor.agency, wanted, on=on)
    people = names(card.officer for card in cards)
    return show(
        request, "opinions/list", lines=[line_of(card, people) for card in cards], wanted=wanted,
        kinds=kinds_of(request),
        boxes=mailboxes(actor.agency), may_take=OPINION_WORK.opens(actor), say=say(request),
    )  # fmt: skip
