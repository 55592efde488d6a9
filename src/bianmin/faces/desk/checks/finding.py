"""Write down what is wrong, and take it back while the check is open."""

from typing import Final

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bianmin.faces.desk.asking import Asked, ask_page
from bianmin.faces.desk.checks.reading import asked_for, beside, closed_already
from bianmin.faces.desk.common import say, sent
from bianmin.faces.ui.doors import FIGURES, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now
from bianmin.faces.ui.refusals import refusals
from bianmin.foundation.orgs.queries import units_of
from bianmin.kernel.errors import NotFound
from bianmin.quality.checks.actions import checking
from bianmin.quality.checks.vocab.cards import CheckCard, Found

LIST: Final = "/desk/checks/"


def _questions(request: Request, card: CheckCard) -> list[Asked]:
    reader = say(request)
    items = tuple((one.code, reader(one.name)) for one in card.plan.items)
    rows = units_of(card.agency, on=card.on).values_list("path", "name")
    return [
        Asked("item", _("Item of the sheet"), part="select", options=items, value=request.GET.get("item", "")),
        Asked("unit", _("Section concerned"), part="select", options=tuple(rows), value=card.unit_path),
        Asked("found", _("What is wrong"), part="lines", hint=_("What was seen, where and when. Without names.")),
        Asked("demand", _("What is demanded"), part="lines"),
        Asked("period", _("How long it may take"), value=card.plan.mend, short=True,
              hint=_("For example 20wd (working days), 30d, 2m; the clock reckons the day.")),
    ]  # fmt: skip


@door(FIGURES)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def find(request: Request, number: str) -> HttpResponseBase:
    """One finding more."""
    card, errors = asked_for(request, number), dict[str, str]()
    if not card.open:
        return closed_already(request, card)
    if request.method == "POST":
        with refusals(errors, "period"):
            said = Found(**sent(request, "item", "unit", "found", "demand", "period"))
            checking.find(number=number, agency=card.agency, found=said, by=request.actor, at=now())
            messages.success(request, _("The finding is written down."))
            return redirect(f"{LIST}{number}/{beside(request, card)}")
    return ask_page(
        request, _questions(request, card), errors, title=_("Write down a finding"), go=_("Keep the finding"),
        back=f"{LIST}{number}/{beside(request, card)}", backwards=number,
        lead=_("When the check is closed, the section gets it to mend, with a day."),
    )  # fmt: skip


@door(FIGURES)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def remove(request: Request, number: str, place: int) -> HttpResponseBase:
    """Take a finding back."""
    card, errors = asked_for(request, number), dict[str, str]()
    if not card.open:
        return closed_already(request, card)
    known = next((one for one in card.findings if one.place == place), None)
    if known is None:
        raise NotFound
    if request.method == "POST":
        with refusals(errors):
            checking.drop_finding(number=number, agency=card.agency, place=place, by=request.actor, at=now())
            messages.success(request, _("The finding is taken back."))
            return redirect(f"{LIST}{number}/{beside(request, card)}")
    return ask_page(
        request, [], errors, title=_("Take the finding back"), go=_("Take it back"), lead=known.found,
        back=f"{LIST}{number}/{beside(request, card)}", backwards=number,
    )  # fmt: skip
