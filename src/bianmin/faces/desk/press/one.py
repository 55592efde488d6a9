"""One report of the media: what it says, what was found out and answered, and all that can be done with it now."""

from typing import Any

from django.http import HttpResponseBase
from django.views.decorators.http import require_http_methods, require_safe

from bianmin.delivery.press.queries.items import item as item_card
from bianmin.delivery.press.queries.rules import rules_of
from bianmin.delivery.press.rules import may_handle, may_lead
from bianmin.delivery.press.vocab import ItemCard, Stance
from bianmin.faces.desk.common import say, show
from bianmin.faces.desk.press.lists import line_of
from bianmin.faces.desk.press.verbs import VERBS
from bianmin.faces.desk.verbs import Verb, carry_out
from bianmin.faces.ui.agency import agency_for
from bianmin.faces.ui.doors import IMPROVE, OPINION_WORK, OPINIONS, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.reader import language
from bianmin.foundation.accounts.queries import names
from bianmin.foundation.orgs.queries import unit_names

HOUR = 60


def _possible(request: Request, card: ItemCard) -> list[Verb[ItemCard]]:
    """What this reader can do with it now."""
    handles, leads = may_handle(request.actor, card), may_lead(request.actor, card)
    return [one for one in VERBS.values() if (leads if one.leads else handles) and one.fits(card)]


@door(OPINIONS)
@require_safe
@found
def one(request: Request, number: str) -> HttpResponseBase:
    """The report with its answer and history, and the procedure beside it."""
    card = item_card(request.actor, number)
    people, here = names([card.officer, *(step.by for step in card.steps)]), agency_for(card.agency, language())
    hours, minutes = divmod(card.minutes or 0, HOUR)
    words: dict[str, Any] = {
        "stance": Stance(card.stance).label if card.stance else "",
        "unit": unit_names([card.unit_path]).get(card.unit_path, ""),
        "steps": [{"step": step, "who": people.get(step.by, "")} for step in card.steps],
        "may_improve": IMPROVE.opens(request.actor),
        "hours": hours,
        "minutes": minutes,
        "public": f"/{here.slug}/clarifications/{card.number}/" if here and card.published_on else "",
    }
    return show(
        request, "press/one", line=line_of(card, people), verbs=_possible(request, card),
        rules=rules_of(card.agency), say=say(request), **words,
    )  # fmt: skip


@door(OPINION_WORK)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def act(request: Request, number: str, verb: str) -> HttpResponseBase:
    """Do one thing with it: asked on a page of its own, then done."""
    card = item_card(request.actor, number)
    return carry_out(
        request, card, verb, verbs=VERBS, possible=_possible(request, card), back=f"/desk/press/{card.number}/",
        template="press/act", item=card,
    )  # fmt: skip
