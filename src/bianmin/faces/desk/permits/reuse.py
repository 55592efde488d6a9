"""Which papers somebody need not bring again: asked by the identity number, for a purpose that the journal keeps."""

from typing import Final

from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from bianmin.delivery.permits.actions.reuse import look_for_reusable
from bianmin.faces.desk.asking import Asked, boxes
from bianmin.faces.desk.common import REFUSED, mistake_of, mistakes, say, sent, show
from bianmin.faces.ui.doors import OFFICER, Request, door
from bianmin.faces.ui.now import now
from bianmin.kernel.errors import Refused

ASKED: Final = (
    Asked("id_number", _("Identity number"), short=True),
    Asked("purpose", _("What for"), hint=_("The receipt number of the case, or the service asked for.")),
)


@door(OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
def reuse(request: Request) -> HttpResponseBase:
    """Ask for the number, then show the papers in force."""
    errors, found_of = dict[str, str](), None
    if request.method == "POST":
        try:
            given = sent(request, "id_number", "purpose")
            found_of = look_for_reusable(agency=request.actor.agency, by=request.actor, at=now(), **given)
        except Refused as refusal:
            errors = mistake_of(refusal)
    return show(
        request,
        "permits/reuse",
        status=REFUSED if errors else 200,
        boxes=boxes(ASKED, request.POST if request.method == "POST" else None, errors),
        errors=mistakes(errors),
        found=found_of,
        searched=found_of is not None,
        say=say(request),
    )
