"""Warnings 稽催: promises about to be broken, or broken, that the reader was warned of."""

from typing import Final

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from bianmin.delivery.cases.actions.escalate import see_warning
from bianmin.delivery.cases.queries.warned import warnings as waiting
from bianmin.faces.desk.common import say, show
from bianmin.faces.desk.work import in_words
from bianmin.faces.ui.doors import OFFICER, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today

TIERS: Final[dict[str, str | Promise]] = {
    "officer": _("As its officer"),
    "chief": _("As the chief"),
    "head": _("As the head of the agency"),
    "applicant": _("The applicant"),
}


@door(OFFICER)
@require_safe
def warnings(request: Request) -> HttpResponseBase:
    """What the reader was warned of and has not seen yet, the most urgent first."""
    on = today()
    lines = [
        (one, TIERS[one.tier], in_words((one.due_on - on).days), one.due_on < on) for one in waiting(request.actor)
    ]
    return show(request, "warnings", lines=lines, say=say(request))


@door(OFFICER)
@require_POST
@found
def seen(request: Request, key: int) -> HttpResponseBase:
    """Note that a warning was seen; it leaves the list, not the case."""
    see_warning(warning=key, by=request.actor, at=now())
    return redirect("desk-warnings")
