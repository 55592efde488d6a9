"""Messages about work 工作通知信: where one's own go, and how one's units want to hear of online applications."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from bianmin.delivery.cases.queries.policy import policy
from bianmin.faces.desk.asking import Asked, boxes
from bianmin.faces.desk.common import REFUSED, language, mistakes, show, typed
from bianmin.faces.ui.doors import STAFF, Request, door
from bianmin.faces.ui.now import now
from bianmin.faces.ui.refusals import refusals
from bianmin.foundation.accounts.actions.opening import set_mailbox
from bianmin.foundation.accounts.queries import mailbox_of
from bianmin.foundation.orgs.queries import unit_card
from bianmin.kernel.actor import Role

WAYS: Final[dict[str, str | Promise]] = {
    "at_once": gettext_lazy("one e-mail for each online application"),
    "daily": gettext_lazy("one e-mail a working day, of all that wait"),
    "none": gettext_lazy("no e-mail; they stand in the list of work"),
}


def _units(request: Request) -> list[tuple[str, str | Promise]]:
    """The units one is officer in, and how each hears of online applications."""
    said, actor = policy(request.actor.agency), request.actor
    paths = sorted({one.path for one in actor.grants if one.role is Role.OFFICER and one.agency == actor.agency})
    cards = [(unit_card(path), said.online.mail_for(path) if said and said.online else "none") for path in paths]
    return [(card.names.get(language(), card.name), WAYS[way]) for card, way in cards]


@door(STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def mailbox(request: Request) -> HttpResponseBase:
    """Say where one's messages go."""
    errors: dict[str, str] = {}
    if request.method == "POST":
        with refusals(errors, "email"):
            set_mailbox(email=typed(request, "email"), by=request.actor, at=now())
            messages.success(request, _("The address is kept."))
            return redirect("desk-mailbox")
    hint = _("The e-mail says that something is there, never what. Leave it empty to get none.")
    own = mailbox_of(request.actor.key)
    asked = Asked("email", _("E-mail for messages about work"), hint=hint, required=False, value=own)
    shown: dict[str, Any] = {"boxes": boxes([asked], request.POST if errors else None, errors)}
    status = REFUSED if errors else 200
    return show(request, "mailbox", status=status, units=_units(request), errors=mistakes(errors), **shown)
