"""Payments online that do not agree by themselves: a person looks and writes what was done."""

from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from bianmin.delivery.payments.actions.online import checked
from bianmin.delivery.payments.queries.online import to_reconcile
from bianmin.faces.desk.asking import Asked
from bianmin.faces.desk.common import show, typed
from bianmin.faces.desk.payments.common import Sheet, sheet
from bianmin.faces.ui.doors import CASES, OFFICER, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now
from bianmin.kernel.errors import NotFound
from bianmin.kernel.money import dollars

LIST = "/desk/payments/reconcile/"


@door(CASES)
@require_safe
def stray(request: Request) -> HttpResponseBase:
    """What waits for a person: another sum, a bill paid another way, a provider without an answer."""
    return show(
        request, "payments/reconcile", charges=to_reconcile(request.actor, agency=request.actor.agency, at=now())
    )


@door(OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def check(request: Request, key: int) -> HttpResponseBase:
    """Write what was found and done about one."""
    waiting = to_reconcile(request.actor, agency=request.actor.agency, at=now())
    card = next((one for one in waiting if one.id == key), None)
    if card is None:
        raise NotFound

    def run() -> None:
        checked(charge=key, note=typed(request, "note"), by=request.actor, at=now())

    asks = [Asked("note", _("What was found and done"), part="lines")]
    lead = f"{card.bill} {dollars(card.amount)} · {card.state_words} · {card.trouble_words}"
    return sheet(request, Sheet(_("Clear up a payment"), _("Keep"), _("It is cleared up."), LIST, asks, run, lead))
