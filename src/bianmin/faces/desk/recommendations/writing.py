"""Begin a list, add what was recommended, and write how it is handled."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bianmin.faces.desk.asking import Asked, ask_page
from bianmin.faces.desk.common import day_in, sent, typed
from bianmin.faces.ui.doors import FIGURES, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.refusals import refusals
from bianmin.foundation.accounts.queries import names
from bianmin.foundation.orgs.queries import units_of
from bianmin.kernel.errors import NotAllowed
from bianmin.quality.recommendations import actions
from bianmin.quality.recommendations.queries.lists import one_list, with_steps
from bianmin.quality.recommendations.rules import may_handle, may_list
from bianmin.quality.recommendations.vocab import VISIT_PERIOD, Adoption, Handled, Listing, RecommendationCard, Source

LIST: Final = "/desk/recommendations/"


@door(FIGURES)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def new(request: Request) -> HttpResponseBase:
    """Begin a list; the clock reckons until when it is answered."""
    if not may_list(request.actor, request.actor.agency):
        raise NotAllowed
    errors: dict[str, str] = {}
    if request.method == "POST":
        with refusals(errors, "period"):
            source = typed(request, "source")
            listing = Listing(
                typed(request, "title"), Source(source) if source in Source.values else Source.JUDGES,
                day_in(typed(request, "held_on"), "held_on"), typed(request, "period") or VISIT_PERIOD,
            )  # fmt: skip
            made = actions.begin(agency=request.actor.agency, listing=listing, by=request.actor, at=now())
            messages.success(request, _("The list is begun. Add what was recommended."))
            return redirect("desk-recommendation-list", number=made.number)
    asked = [
        Asked("title", _("Title of the list"), hint=_("For example: recommendations of the visit of 3 March.")),
        Asked("source", _("Who recommends"), part="choices", options=tuple(Source.choices), value=Source.JUDGES.value),
        Asked("held_on", _("Day of the visit or meeting"), short=True, value=today().isoformat(),
              hint=_("For example 115/9/2 or 2026-09-02.")),
        Asked("period", _("In which time it is answered"), short=True, value=VISIT_PERIOD,
              hint=_("For example 3wd (working days), 30d, 2m; the clock reckons the day.")),
    ]  # fmt: skip
    return ask_page(
        request, asked, errors, title=_("Begin a list of recommendations"), go=_("Begin it"), back=LIST,
        backwards=_("Recommendations"),
    )  # fmt: skip


@door(FIGURES)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def add(request: Request, number: str) -> HttpResponseBase:
    """Add one recommendation with the unit in charge."""
    card, errors = one_list(request.actor, number), dict[str, str]()
    if not may_list(request.actor, card.agency):
        raise NotAllowed
    if request.method == "POST":
        with refusals(errors, "text"):
            actions.add(number=number, by=request.actor, at=now(), **sent(request, "text", "unit"))
            messages.success(request, _("The recommendation is added."))
            return redirect("desk-recommendation-list", number=number)
    rows = tuple(units_of(card.agency, on=today()).values_list("path", "name"))
    asked = [
        Asked("text", _("What is recommended"), part="lines", hint=_("Without names of persons.")),
        Asked("unit", _("Unit in charge"), part="select", options=rows),
    ]
    return ask_page(
        request, asked, errors, title=_("Add a recommendation"), go=_("Add it"), back=f"{LIST}{number}/",
        backwards=number, lead=card.title,
    )  # fmt: skip


def _questions(one: RecommendationCard) -> list[Asked]:
    return [
        Asked("handling", _("How it is handled"), part="lines", value=one.handling),
        Asked("progress", _("How far it is now"), part="lines", required=False, value=one.progress),
        Asked("benefit", _("What it brings"), part="lines", required=False, value=one.benefit),
        Asked("adoption", _("What becomes of it"), part="choices", options=tuple(Adoption.choices), value=one.adoption),
        Asked("document", _("Document number"), required=False, short=True, value=one.document),
    ]


def _handled(request: Request) -> Handled:
    said: dict[str, Any] = {**sent(request, "handling", "progress", "benefit", "document")}
    chosen = typed(request, "adoption")
    return Handled(adoption=Adoption(chosen) if chosen in Adoption.values else Adoption.OPEN, **said)


@door(FIGURES)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def handle(request: Request, number: str, place: int) -> HttpResponseBase:
    """How one recommendation is handled, with what was written before."""
    card, errors = one_list(request.actor, number), dict[str, str]()
    one = with_steps(card, place)
    if not may_handle(request.actor, card.agency, one.unit_path):
        raise NotAllowed
    if request.method == "POST":
        with refusals(errors, "handling"):
            actions.handle(number=number, place=place, handled=_handled(request), by=request.actor, at=now())
            messages.success(request, _("It is written down; what was written before stays in its history."))
            return redirect("desk-recommendation-list", number=number)
    people = names(step.by for step in one.steps)
    steps = [
        {"step": step, "who": people.get(step.by, ""), "adoption": Adoption(step.adoption).label} for step in one.steps
    ]
    return ask_page(
        request, _questions(one), errors, template="recommendations/handle", title=f"{number} {place}", item=one,
        steps=steps, go=_("Keep it"), back=f"{LIST}{number}/", backwards=number,
    )  # fmt: skip
