"""One opinion: what was written, what was done, and all that can be done with it now."""

from typing import Any

from django.http import HttpResponseBase
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bianmin.delivery.opinions.queries.mailboxes import rules_of
from bianmin.delivery.opinions.queries.opinions import opinion as opinion_card
from bianmin.delivery.opinions.rules import may_handle, may_lead
from bianmin.delivery.opinions.vocab import OpinionCard, Reply
from bianmin.delivery.ratings.vocab import Level
from bianmin.faces.desk.common import say, show
from bianmin.faces.desk.opinions.lists import line_of
from bianmin.faces.desk.opinions.verbs import VERBS, typical
from bianmin.faces.desk.verbs import Verb, carry_out
from bianmin.faces.ui.doors import IMPROVE, OFFICER, OPINION_WORK, OPINIONS, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now
from bianmin.foundation.accounts.queries import names
from bianmin.foundation.orgs.queries import unit_names
from bianmin.foundation.persons.actions.people import read_person
from bianmin.kernel.errors import NotFound


def _possible(request: Request, card: OpinionCard) -> list[Verb[OpinionCard]]:
    """What this reader can do with it now."""
    handles, leads = may_handle(request.actor, card), may_lead(request.actor, card)
    return [one for one in VERBS.values() if (leads if one.leads else handles) and one.fits(card)]


@door(OPINIONS)
@require_safe
@found
def one(request: Request, number: str) -> HttpResponseBase:
    """The opinion with its history; who wrote it stands here masked."""
    card = opinion_card(request.actor, number)
    rules, people = rules_of(card.agency), names([card.officer, *(step.by for step in card.steps)])
    verbs = _possible(request, card)
    words: dict[str, Any] = {
        "reply": Reply(card.reply).label,
        "rated": Level(card.rated).label if card.rated else "",
        "because": rules.reason(card.rated_because) if rules else "",
        "level": rules.levels[min(card.level, len(rules.levels)) - 1] if rules else "",
        "unit": unit_names([card.unit_path]).get(card.unit_path, ""),
        "steps": [{"step": step, "who": people.get(step.by, "")} for step in card.steps],
        "may_reach": OFFICER.opens(request.actor) and card.person is not None,
        "may_improve": IMPROVE.opens(request.actor) and not card.open,
    }
    return show(request, "opinions/one", line=line_of(card, people), verbs=verbs, say=say(request), **words)


@door(OPINION_WORK)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def act(request: Request, number: str, verb: str) -> HttpResponseBase:
    """Do one thing with it: asked on a page of its own, then done."""
    card = opinion_card(request.actor, number)
    return carry_out(
        request, card, verb, verbs=VERBS, possible=_possible(request, card), back=f"/desk/opinions/{card.number}/",
        template="opinions/act", opinion=card, typical=typical(card) if verb == "answer" else (),
    )  # fmt: skip


@door(OFFICER)
@require_POST
@found
def reach(request: Request, number: str) -> HttpResponseBase:
    """Show who wrote and how to reach them: the reading is journaled with the opinion's number."""
    card = opinion_card(request.actor, number)
    if card.person is None:
        raise NotFound
    read = read_person(
        card.person, fields=("name", "phone", "email", "address"), purpose=card.number, by=request.actor, at=now()
    )
    return show(request, "opinions/reach", opinion=card, read=read)
