"""Note a telephone test on the form of its plan 電話禮貌測試紀錄表."""

from typing import Final

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bianmin.faces.desk.asking import Asked, ask_page
from bianmin.faces.desk.checks.scoring import points_of, scores_of, units
from bianmin.faces.desk.checks.telephone import may_note, plan_for
from bianmin.faces.desk.common import day_in, say, sent, typed
from bianmin.faces.ui.doors import FIGURES, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.refusals import refusals
from bianmin.foundation.orgs.queries import units_of
from bianmin.kernel.errors import NotAllowed, NotFound
from bianmin.quality.checks.actions.telephone import note_call
from bianmin.quality.checks.queries.telephone import to_repeat
from bianmin.quality.checks.vocab.cards import Called
from bianmin.quality.checks.vocab.shapes import CheckPlan, Tester

PAGE: Final = "/desk/checks/telephone/"


def _questions(request: Request, plan: CheckPlan) -> list[Asked]:
    above = plan.calls is not None and plan.calls.tester is Tester.ABOVE
    rows = units_of(request.actor.agency, on=today()).values_list("path", "name")
    places = tuple(rows) if above else units(request)
    asked = request.GET
    waiting = [one for one in to_repeat(request.actor.agency) if one.plan.id == plan.id]
    again = tuple((one.number, f"{one.number} {one.unit} {one.total}") for one in waiting)
    return [
        Asked("on", _("Day"), short=True, value=today().isoformat(), hint=_("For example 115/9/2 or 2026-09-02.")),
        Asked("unit", _("Unit"), part="select", options=places, value=asked.get("unit", "")),
        Asked("line", _("Number that was called"), short=True, value=asked.get("line", "")),
        Asked("person", _("Who answered"), required=False, short=True,
              hint=_("As it was said; nothing where it was not. It is read by who tests and leads.")),
        Asked("retest", _("Repeats which test"), part="select", required=False, value=asked.get("retest", ""),
              options=(("", _("None: a first test")), *again)),
        *(box for item in plan.items for box in points_of(item, request, None, "", needed=True)),
    ]  # fmt: skip


@door(FIGURES)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def new(request: Request) -> HttpResponseBase:
    """Note one test; it counts at once."""
    plan, errors = plan_for(request, request.GET.get("plan", "")), dict[str, str]()
    if plan is None:
        raise NotFound
    if not may_note(request, plan):
        raise NotAllowed
    if request.method == "POST":
        with refusals(errors, "line"):
            scores, remarks = scores_of(request, plan)
            said = sent(request, "unit", "line", "person", "retest")
            called = Called(plan, on=day_in(typed(request, "on"), "on"), scores=scores, remarks=remarks, **said)
            made = note_call(called=called, by=request.actor, at=now())
            words = _("%(total)s points: this test is to be repeated at once.") if made.low else _("%(total)s points.")
            messages.success(request, words % {"total": made.total})
            return redirect(f"{PAGE}?plan={plan.id}")
    return ask_page(
        request, _questions(request, plan), errors, title=_("Note a telephone test"), go=_("Keep the test"),
        back=f"{PAGE}?plan={plan.id}", backwards=say(request)(plan.name), lead=say(request)(plan.about),
    )  # fmt: skip
