"""Paying online: the page to come back to, the provider's call-backs, and the demonstration's own provider."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bianmin.delivery.payments.actions.online import came_back, hear
from bianmin.delivery.payments.contrib.demo import Behaviour, Demo
from bianmin.delivery.payments.queries.online import charge, demo, provider
from bianmin.delivery.payments.vocab.online import ChargeCard, Heard
from bianmin.faces.portal.common import say, show, show_own, the_agency
from bianmin.faces.portal.money.bills import own
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now
from bianmin.kernel.errors import NotFound
from bianmin.kernel.text import whole

MOST_BYTES = 10_000
SIGNATURE = "X-Payment-Signature"
CHOICES = {
    Behaviour.PAYS: _("Pay"),
    Behaviour.REFUSES: _("The card is refused"),
    Behaviour.DELAYS: _("Pay, but the bank takes ten minutes"),
    Behaviour.SILENT: _("The provider stays silent"),
    Behaviour.TWICE: _("Pay, and the provider says so twice"),
    Behaviour.FORGED: _("Somebody else says it is paid"),
    Behaviour.OTHER_SUM: _("The provider takes a dollar less"),
}
MOST_DIGITS = 11
"""A sum of so many digits fits a column of the database."""


@door(ANYONE)
@require_safe
@found
def paid(request: Request, agency: str, number: str, key: str) -> HttpResponseBase:
    """Where a payment online stands, in plain words; only the provider's signed word makes it paid."""
    here = the_agency(agency)
    bill = own(request, here, number)
    reference = request.GET.get("reference", "")
    card: ChargeCard = came_back(key=key, reference=reference, by=request.actor)
    if card.bill != bill.number:
        raise NotFound
    if reference:
        return redirect("paid", agency=agency, number=number, key=key)
    return show_own(request, "money/paid", charge=charge(request.actor, key), bill=bill, say=say(here))


@csrf_exempt
@door(ANYONE)
@require_POST
def callback(request: Request) -> HttpResponseBase:
    """A provider's call-back: 200 when it was heard, however often; 400 when it is not the provider's."""
    body = request.read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES or provider() is None:
        return HttpResponse(status=404 if provider() is None else 413)
    heard = hear(body=body, signature=request.headers.get(SIGNATURE, ""), at=now())
    return HttpResponse(status=400 if heard in (Heard.UNVERIFIED, Heard.UNKNOWN) else 200)


def _line() -> Demo:
    line = provider()
    if not isinstance(line, Demo):
        raise NotFound
    return demo()


@door(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def pretend(request: Request) -> HttpResponseBase:
    """The page of the demonstration's provider: choose what it does; it charges nobody."""
    line = _line()
    sent = request.POST if request.method == "POST" else request.GET
    key, text, back = sent.get("key", ""), sent.get("amount", ""), sent.get("back", "")
    amount = whole(text, -1, most=MOST_DIGITS)
    if not line.known(key, amount, back, sent.get("seal", "")):
        raise NotFound
    chosen = sent.get("behaviour", "")
    if request.method != "POST" or chosen not in set(Behaviour):
        choices = [(one.value, words) for one, words in CHOICES.items()]
        return show(request, "money/pretend", choices=choices, amount=amount, sent=sent)
    behaviour = Behaviour(chosen)
    for posted in line.posted(key, amount, behaviour):
        hear(body=posted.body, signature=posted.signature, at=now())
    return redirect(f"{back}?reference={line.remember(key, behaviour, now())}")
