"""What the media said of the agency: what waits for an answer by its limit, what is unfavourable, what is done."""

from typing import Any, Final

from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from bianmin.delivery.press.queries.items import Wanted, listed, tally
from bianmin.delivery.press.queries.rules import rules_of
from bianmin.delivery.press.rules import may_write_down
from bianmin.delivery.press.vocab import ItemCard, State, Tone, Truth
from bianmin.faces.desk.common import say, show
from bianmin.faces.ui.doors import OPINIONS, Request, door
from bianmin.faces.ui.now import now
from bianmin.foundation.accounts.queries import names

SHOWN: Final = (
    ("open", _("To be answered")),
    ("late", _("Overdue")),
    ("mine", _("Mine")),
    ("drafted", _("Waiting for the chief")),
    ("negative", _("Unfavourable")),
    ("closed", pgettext_lazy("press", "Closed")),
)
MARKS: Final = {"late": "bad", "drafted": "warn"}
TONES: Final = {Tone.NEGATIVE: "bad", Tone.FAVOURABLE: "good", Tone.NEUTRAL: ""}


def line_of(card: ItemCard, people: dict[str, str]) -> dict[str, Any]:
    """An item in words."""
    return {
        "card": card,
        "tone": Tone(card.tone).label,
        "tone_mark": TONES[Tone(card.tone)],
        "truth": Truth(card.truth).label,
        "state": State(card.state).label,
        "officer": people.get(card.officer, ""),
        "late": card.waiting and card.due_at < now(),
    }


@door(OPINIONS)
@require_safe
def items(request: Request) -> HttpResponseBase:
    """The list, narrowed to what the address says."""
    actor, at = request.actor, now()
    wanted = Wanted(*(request.GET.get(name, "").strip()[:60] for name in ("show", "q")))
    cards = listed(actor, actor.agency, wanted, at=at)
    people, found = names(card.officer for card in cards), tally(actor, actor.agency, at=at)
    kinds = [{"code": code, "label": label, "count": found[code], "mark": MARKS.get(code, "")} for code, label in SHOWN]
    return show(
        request, "press/list", lines=[line_of(card, people) for card in cards], wanted=wanted, kinds=kinds,
        rules=rules_of(actor.agency), may_write=may_write_down(actor, actor.agency), say=say(request),
    )  # fmt: skip
