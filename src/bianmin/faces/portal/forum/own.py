"""A message of one's own: opened by number and code, its answer read, or taken back."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bianmin.delivery.forum.actions.open import open_message
from bianmin.delivery.forum.actions.write import take_back
from bianmin.delivery.forum.queries.messages import own as own_message
from bianmin.delivery.forum.vocab.cards import MessageCard
from bianmin.delivery.forum.vocab.states import Standing
from bianmin.faces.portal.codes import Opening, opened
from bianmin.faces.portal.common import only_here, say, show_own, the_agency
from bianmin.faces.ui.agency import AgencyCard
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now
from bianmin.journeys.forum import handed
from bianmin.kernel.receipts import spaced

STANDS = (Standing.SHOWN, Standing.WAITING)


@door(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def find(request: Request, agency: str) -> HttpResponseBase:
    """Open what one wrote by its number and code."""
    what = Opening("forum/find", _("Number"), _("For example TTBN-F1140305-000010."), open_message, "forum-own")
    return opened(request, agency, what)


def _own(request: Request, agency: str, number: str) -> tuple[AgencyCard, MessageCard]:
    """The agency, and what the visitor wrote in its forum.

    Raises:
        NotFound: it is not the visitor's own.
    """
    here, card = the_agency(agency), own_message(request.actor, number)
    only_here(here, card.agency)
    return here, card


@door(ANYONE)
@require_safe
@found
def own(request: Request, agency: str, number: str) -> HttpResponseBase:
    """What one wrote with number and code, how it stands, and where it is answered."""
    here, card = _own(request, agency, number)
    opinion, code = handed(request.actor, number)
    return show_own(
        request, "forum/own", message=card, code=spaced(card.code), state=Standing(card.state).label, say=say(here),
        may_take_back=card.state in STANDS, opinion=opinion, opinion_code=spaced(code) if code else "",
    )  # fmt: skip


@door(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def withdraw(request: Request, agency: str, number: str) -> HttpResponseBase:
    """Take back what one wrote: asked once, then done."""
    _here, card = _own(request, agency, number)
    if card.state not in STANDS:
        return redirect("forum-own", agency=agency, number=number)
    if request.method == "POST":
        take_back(number=number, by=request.actor, at=now())
        messages.success(request, _("It is taken back, and no longer stands on the page."))
        return redirect("forum-own", agency=agency, number=number)
    return show_own(request, "forum/withdraw", message=card)
