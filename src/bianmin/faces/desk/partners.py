"""Partners who apply for many: give a code, which is shown once, and take it back."""

import secrets
from typing import Final

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from bianmin.faces.desk.common import REFUSED, mistakes, say, show
from bianmin.faces.desk.common import typed as sent_text
from bianmin.faces.ui.doors import CHIEF, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.questions import Box
from bianmin.faces.ui.refusals import refusals
from bianmin.foundation.forms.actions.partners import revoke
from bianmin.foundation.forms.queries.partners import partners as listed
from bianmin.journeys.partners import asked_first, give_code
from bianmin.kernel.receipts import QUERY_ALPHABET

LENGTH: Final = 16
GROUP: Final = 4


def _draw() -> str:
    """A code fit for reading aloud: sixteen signs in groups of four, 74 bits."""
    signs = "".join(secrets.choice(QUERY_ALPHABET) for _sign in range(LENGTH))
    return "-".join(signs[at : at + GROUP] for at in range(0, LENGTH, GROUP))


@door(CHIEF)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def partners(request: Request) -> HttpResponseBase:
    """The partners of the agency; giving one a code shows it on this page and never again."""
    agency, code = request.actor.agency, ""
    errors: dict[str, str] = {}
    name, number = sent_text(request, "name"), sent_text(request, "number")
    if request.method == "POST":
        with refusals(errors):
            drawn = _draw()
            give_code(agency=agency, name=name, code=drawn, number=number, by=request.actor, at=now())
            code = drawn
    hint = _("A travel agency, a school: whoever applies for many people.")
    typed = name if errors else ""
    numbered = _("Unified number of the organisation. Then only its certificate signs its tables.")
    also = Box(
        "line", "number", _("Number on its certificate"), numbered, errors.get("number", ""), required=False,
        value=number if errors else "",
    )  # fmt: skip
    box = Box("line", "name", _("Name of the organisation"), hint, errors.get("name", ""), required=True, value=typed)
    return show(
        request,
        "partners",
        status=REFUSED if errors else 200,
        lines=listed(request.actor, agency),
        box=box,
        also=also,
        code=code,
        asked_first=asked_first(agency, today()),
        say=say(request),
        name=name,
        errors=mistakes(errors),
    )


@door(CHIEF)
@require_POST
@found
def end(request: Request, key: int) -> HttpResponseBase:
    """Take a code back."""
    revoke(agency=request.actor.agency, partner=key, by=request.actor, at=now())
    return redirect("desk-partners")
