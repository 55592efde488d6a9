"""Find a person's cases at the window or on the telephone 找人: by part of the name, a number or a telephone."""

from typing import Any, Final

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from bianmin.delivery.cases.actions.find import MOST, find_cases
from bianmin.faces.desk.asking import Asked, boxes
from bianmin.faces.desk.common import REFUSED, agency_of, mistake_of, mistakes, say, show
from bianmin.faces.desk.work import line
from bianmin.faces.ui.doors import OFFICER, Request, door
from bianmin.faces.ui.now import now, today
from bianmin.kernel.errors import Refused

PURPOSES: Final = (
    ("window", gettext_lazy("The person asks at the window")),
    ("telephone", gettext_lazy("The person asks by telephone")),
    ("intake", gettext_lazy("To see whether they applied before")),
    ("letter", gettext_lazy("A letter or paper of theirs came in")),
)
"""What people may be searched for; the journal keeps the code, never what was typed."""


def _questions() -> list[Asked]:
    hint = _("Part of the name (two characters are enough), an identity number or a telephone number.")
    return [
        Asked("text", _("Whom do you look for?"), hint=hint),
        Asked("purpose", _("What for?"), part="choices", options=PURPOSES),
    ]


@door(OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: Request) -> HttpResponseBase:
    """Ask whom and what for, then list the cases; the search is a line in the journal."""
    errors: dict[str, str] = {}
    shown: dict[str, Any] = {}
    if request.method == "POST":
        text, purpose = request.POST.get("text", "").replace("\0", "").strip(), request.POST.get("purpose", "")
        errors = {} if text else {"text": _("Write at least one character of the name, or a whole number.")}
        try:
            known = purpose if purpose in dict(PURPOSES) and text else ""
            rows = [] if errors else find_cases(
                agency=agency_of(request), text=text, purpose=known, by=request.actor, at=now()
            )  # fmt: skip
            shown = {"lines": [line(row, today()) for row in rows], "asked": True, "most": MOST}
        except Refused as refusal:
            errors |= mistake_of(refusal)
    typed = request.POST if request.method == "POST" else None
    return show(
        request,
        "people",
        status=REFUSED if errors else 200,
        boxes=boxes(_questions(), typed, errors),
        errors=mistakes(errors),
        say=say(request),
        **shown,
    )
