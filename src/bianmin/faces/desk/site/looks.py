"""The monthly look at each page: the list, and writing down what was found."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from bianmin.delivery.publishing.actions.checking import take_look
from bianmin.delivery.publishing.queries import checks
from bianmin.delivery.publishing.rules.rights import may_look
from bianmin.delivery.publishing.vocab import Seen
from bianmin.faces.desk.asking import Asked, ask_page
from bianmin.faces.desk.common import mistake_of, sent, show
from bianmin.faces.ui.doors import CATALOG, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.foundation.accounts.queries import names
from bianmin.kernel.errors import NotAllowed, Refused

MOST = 200


@door(CATALOG)
@require_safe
def looks(request: Request) -> HttpResponseBase:
    """The looks to take and those taken, with who found what."""
    actor, on = request.actor, today()
    rows = list(checks.looks(actor, actor.agency)[:MOST])
    people = names(key for row in rows for key in (row.keeper, row.done_by))
    lines = [
        {
            "row": row, "late": row.done_on is None and row.due_on < on, "found": row.get_found_display(),
            "keeper": people.get(row.keeper, "-"), "done_by": people.get(row.done_by, ""),
            "open": row.done_on is None and may_look(actor, row.keeper, row.unit_path),
        }
        for row in rows
    ]  # fmt: skip
    return show(request, "site/looks", lines=lines, mine=checks.waiting(actor, actor.agency))


@door(CATALOG)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def look(request: Request, key: int) -> HttpResponseBase:
    """Write down what the look found."""
    row = checks.look(request.actor, key)
    if not may_look(request.actor, row.keeper, row.unit_path):
        raise NotAllowed
    errors = dict[str, str]()
    if request.method == "POST":
        typed = sent(request, "found", "remark")
        try:
            take_look(key=key, found=typed["found"], remark=typed["remark"][:300], by=request.actor, at=now())
        except Refused as refusal:
            errors = mistake_of(refusal)
        else:
            messages.success(request, _("Your look is kept."))
            return redirect("desk-looks")
    questions = [
        Asked("found", _("What did you find?"), part="choices", options=tuple(Seen.choices)),
        Asked("remark", _("What exactly"), part="lines", required=False, hint=_("Needed where something was wrong.")),
    ]
    return ask_page(
        request,
        questions,
        errors,
        template="site/look",
        row=row,
        title=_("Look through %(code)s") % {"code": row.code},
        go=_("Keep what I found"),
        back="/desk/site/looks/",
        backwards=_("Monthly looks"),
    )
