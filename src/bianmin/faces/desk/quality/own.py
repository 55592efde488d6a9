"""An agency's own indicators 自訂指標: written on a page, approved by a second person, then counted or typed."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from bianmin.faces.desk.asking import Asked, Options, boxes
from bianmin.faces.desk.common import REFUSED, mistakes, sent, show
from bianmin.faces.ui.doors import FIGURES, IMPROVE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now
from bianmin.faces.ui.refusals import refusals, told
from bianmin.foundation.accounts.queries import names
from bianmin.quality.indicators.actions.own import approve_own, write_own
from bianmin.quality.indicators.queries.definitions import measures
from bianmin.quality.indicators.queries.own import own
from bianmin.quality.indicators.rules import may_enter, may_publish
from bianmin.quality.indicators.vocab.own import OwnWords, Term

NAMES = (
    "name",
    "above_words",
    "above",
    "above_unit",
    "below_words",
    "below",
    "below_unit",
    "direction",
    "source",
    "note",
)


def _questions(agency: str) -> list[Asked]:
    new = _("New: typed in with its evidence")
    known: Options = (("", new), *((code, f"{row.shape.name} ({code})") for code, row in measures(agency).items()))
    ways = (("up", _("More is better")), ("down", _("Less is better")), ("none", _("Neither")))
    typed = _("Only for what is typed in, for example 件, 人次, 分鐘.")
    return [
        Asked("name", _("Name of the indicator")),
        Asked("above_words", _("What is counted, in plain words")),
        Asked("above", _("Where the count comes from"), part="select", options=known),
        Asked("above_unit", _("Unit of the count"), required=False, short=True, hint=typed),
        Asked(
            "below_words", _("Of what it is a share, in plain words"), required=False, hint=_("Empty: the count alone.")
        ),
        Asked("below", _("Where that comes from"), part="select", options=known, required=False),
        Asked("below_unit", _("Unit of that"), required=False, short=True),
        Asked("direction", _("Which way is better"), part="choices", options=ways, value="up"),
        Asked("source", _("Basis: which practice, plan or document asks for it")),
        Asked("note", _("Remark"), part="lines", required=False),
    ]


def _said(request: Request) -> OwnWords:
    typed = sent(request, *NAMES)
    below = Term(typed["below_words"], typed["below"], typed["below_unit"]) if typed["below_words"] else None
    return OwnWords(
        name=typed["name"],
        numerator=Term(typed["above_words"], typed["above"], typed["above_unit"]),
        denominator=below,
        direction=typed["direction"],
        source=typed["source"],
        note=typed["note"][:400],
    )


@door(FIGURES)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def listing(request: Request) -> HttpResponseBase:
    """The own indicators with who wrote and approved them, and a new one."""
    agency, errors = request.actor.agency, dict[str, str]()
    may_write = may_enter(request.actor, agency)
    if request.method == "POST":
        with refusals(errors, "name"):
            write_own(agency=agency, said=_said(request), by=request.actor, at=now())
            messages.success(request, _("The indicator is kept. Somebody else approves it; then it is counted."))
            return redirect("desk-own")
    cards = own(request.actor, agency=agency)
    people = names(key for one in cards for key in (one.written_by, one.approved_by))
    return show(
        request,
        "indicators/own",
        status=REFUSED if errors else 200,
        rows=[
            {
                "one": one,
                "writer": people.get(one.written_by, ""),
                "approver": people.get(one.approved_by, ""),
                "may_approve": may_publish(request.actor, agency) and one.written_by != request.actor.key,
            }
            for one in cards
        ],
        may_write=may_write,
        boxes=boxes(_questions(agency), request.POST if errors else None, errors) if may_write else [],
        errors=mistakes(errors),
    )


@door(IMPROVE)
@require_POST
@found
def approve(request: Request, key: int) -> HttpResponseBase:
    """Approve one; from then on it stands among the indicators."""
    with told(request):
        approve_own(own=key, by=request.actor, at=now())
        messages.success(request, _("The indicator is approved and stands among the others."))
    return redirect("desk-own")
