"""Tills: count the cash of a window at the end of the day, and sign what another counted."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bianmin.delivery.payments.actions.tills import count, reopen, sign
from bianmin.delivery.payments.queries.bills import receipts_on
from bianmin.delivery.payments.queries.tills import till as till_card
from bianmin.delivery.payments.queries.tills import tills as till_cards
from bianmin.delivery.payments.vocab.tills import TillState
from bianmin.faces.desk.asking import Asked, ask_page
from bianmin.faces.desk.common import show, typed
from bianmin.faces.ui.doors import CASES, OFFICER, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now
from bianmin.faces.ui.refusals import refusals, told
from bianmin.foundation.accounts.queries import names
from bianmin.foundation.orgs.queries import units_of
from bianmin.kernel.actor import Role
from bianmin.kernel.errors import NotFound
from bianmin.kernel.text import whole


@door(CASES)
@require_safe
def tills(request: Request) -> HttpResponseBase:
    """The tills of the agency: those to count and to sign first."""
    cards = till_cards(request.actor, agency=request.actor.agency)
    units = dict(units_of(request.actor.agency).values_list("path", "name"))
    people = names([key for one in cards for key in (one.counted_by, one.signed_by)])
    return show(request, "payments/tills", tills=cards, units=units, people=people)


def _counted(request: Request, key: int) -> dict[str, str]:
    """Keep what was counted, or say at the box why not."""
    text = typed(request, "counted").replace(",", "")
    counted, why = whole(text) if text.isdecimal() else None, typed(request, "explanation")
    errors: dict[str, str] = {}
    with refusals(errors):
        count(till=key, counted=counted, explanation=why, by=request.actor, at=now())
    return errors


@door(CASES)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def till(request: Request, key: int) -> HttpResponseBase:
    """One till: count it, or sign what a colleague counted."""
    card, errors = till_card(request.actor, key), dict[str, str]()
    if request.method == "POST":
        errors = _counted(request, key)
        if not errors:
            messages.success(request, _("The count is kept. A colleague has to sign it."))
            return redirect("desk-till", key=key)
    asks = [
        Asked("counted", _("Cash counted, in dollars"), short=True, mode="numeric"),
        Asked("explanation", _("Explanation of a difference"), part="lines", required=False),
    ]
    works = request.actor.has(Role.OFFICER, Role.CHIEF)
    units = dict(units_of(card.agency).values_list("path", "name"))
    return ask_page(
        request,
        asks,
        errors,
        template="payments/till",
        till=card,
        window=units.get(card.window, card.window),
        receipts=receipts_on(request.actor, agency=card.agency, day=card.day, window=card.window),
        people=names([card.counted_by, card.signed_by]),
        may_count=works and card.state == TillState.OPEN,
        may_sign=works and card.state == TillState.COUNTED and card.counted_by != request.actor.key,
        may_reopen=works and card.state == TillState.COUNTED,
    )


@door(OFFICER)
@require_POST
@found
def act(request: Request, key: int, verb: str) -> HttpResponseBase:
    """Sign a count, or open it again."""
    done = {"sign": (sign, _("The day of this window is closed.")), "reopen": (reopen, _("The till is open again."))}
    if verb not in done:
        raise NotFound
    run, words = done[verb]
    with told(request):
        run(till=key, by=request.actor, at=now())
        messages.success(request, str(words))
    return redirect("desk-till", key=key)
