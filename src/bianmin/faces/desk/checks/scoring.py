"""Open a check, score its sheet, keep photographs and papers with it, and close it."""

from typing import Final

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from bianmin.faces.desk.asking import Asked, Options, ask_page
from bianmin.faces.desk.checks.reading import asked_for, beside, closed_already
from bianmin.faces.desk.common import day_in, say, typed
from bianmin.faces.desk.quality.minutes import places
from bianmin.faces.desk.quality.uploads import evidence_files
from bianmin.faces.ui.doors import FIGURES, INSPECTORS, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.refusals import refusals
from bianmin.journeys import check as journey
from bianmin.kernel.text import whole
from bianmin.quality.checks.actions import checking
from bianmin.quality.checks.queries.sheets import check_plans
from bianmin.quality.checks.rules import own_unit
from bianmin.quality.checks.vocab.cards import Opening
from bianmin.quality.checks.vocab.shapes import CheckPlan, Item, Way

LIST: Final = "/desk/checks/"


def units(request: Request) -> Options:
    """The units one may check: of the own agency and of those below it, never the own."""
    return tuple((path, name) for path, name in places(request) if not own_unit(request.actor, path))


def _plans(request: Request) -> list[CheckPlan]:
    return [one for one in check_plans(request.actor.agency) if one.way is not Way.TELEPHONE]


def _open(request: Request, plans: list[CheckPlan]) -> HttpResponseBase:
    plan = next((one for one in plans if one.id == typed(request, "plan")), None)
    if plan is None:
        raise checking.NothingToLookAt(field="plan")
    opening = Opening(plan, typed(request, "unit"), day_in(typed(request, "on"), "on"))
    made = journey.open_check(opening=opening, by=request.actor, at=now())
    messages.success(request, _("The check is open. The unit sees nothing of it before you close it."))
    agency = "" if made.agency == request.actor.agency else f"?agency={made.agency}"
    return redirect(f"{LIST}{made.number}/score/{agency}")


@door(INSPECTORS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponseBase:
    """Choose plan, unit and day."""
    plans, errors, reader = _plans(request), dict[str, str](), say(request)
    if request.method == "POST":
        with refusals(errors, "plan"):
            return _open(request, plans)
    questions = [
        Asked("plan", _("Check plan"), part="select", options=tuple((one.id, reader(one.name)) for one in plans),
              value=request.GET.get("plan", "")),
        Asked("unit", _("Unit"), part="select", options=units(request)),
        Asked("on", _("Day"), short=True, value=today().isoformat(), hint=_("For example 115/9/2 or 2026-09-02.")),
    ]  # fmt: skip
    return ask_page(
        request, questions, errors, title=_("Open a check"), go=_("Open it"), back=LIST,
        backwards=pgettext("of units", "Checks"),
        lead=_("The unit learns of it when you close it."),
    )  # fmt: skip


def points_of(item: Item, request: Request, given: int | None, remark: str, *, needed: bool = False) -> list[Asked]:
    """The boxes of an item: its points, or met and not met, and a remark; `needed` where nothing is left for later."""
    reader = say(request)
    value = "" if given is None else str(given)
    if item.most == 1:
        met = (("1", _("Met")), ("0", _("Not met")))
        first = Asked(item.code, reader(item.name), part="choices", options=met, value=value, required=needed,
                      hint=reader(item.about) if item.about else "")  # fmt: skip
    else:
        label = _("%(name)s (0 to %(most)s points)") % {"name": reader(item.name), "most": item.most}
        first = Asked(item.code, label, short=True, mode="numeric", value=value, required=needed,
                      hint=reader(item.about) if item.about else "")  # fmt: skip
    label = _("Remark: %(name)s") % {"name": reader(item.name)}
    return [first, Asked(f"{item.code}-remark", label, required=False, value=remark)]


def scores_of(request: Request, plan: CheckPlan) -> tuple[dict[str, int], dict[str, str]]:
    """Points and remarks as they were sent; what is no whole number is no points of any item."""
    scores = {one.code: whole(given, -1) for one in plan.items if (given := typed(request, one.code))}
    return scores, {one.code: typed(request, f"{one.code}-remark") for one in plan.items}


@door(FIGURES)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def score(request: Request, number: str) -> HttpResponseBase:
    """The whole sheet on one page; what has no points yet stays for later."""
    card, errors = asked_for(request, number), dict[str, str]()
    if not card.open:
        return closed_already(request, card)
    if request.method == "POST":
        with refusals(errors, card.plan.items[0].code):
            scores, remarks = scores_of(request, card.plan)
            checking.score(
                number=number, agency=card.agency, scores=scores, remarks=remarks, by=request.actor, at=now()
            )
            messages.success(request, _("The points are kept."))
            return redirect(f"{LIST}{number}/{beside(request, card)}")
    asked = [
        box
        for item in card.plan.items
        for box in points_of(item, request, card.scores.get(item.code), card.remarks.get(item.code, ""))
    ]
    return ask_page(
        request, asked, errors, title=_("Score %(number)s") % {"number": number}, go=_("Keep the points"),
        back=f"{LIST}{number}/{beside(request, card)}", backwards=number, lead=f"{card.unit}",
    )  # fmt: skip


@door(FIGURES)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def attach(request: Request, number: str) -> HttpResponseBase:
    """Photographs and papers that show what was found."""
    card, errors = asked_for(request, number), dict[str, str]()
    if not card.open:
        return closed_already(request, card)
    if request.method == "POST":
        with refusals(errors, "files"):
            files = evidence_files(request)
            journey.attach(number=number, agency=card.agency, files=files, by=request.actor, at=now())
            messages.success(request, _("%(count)d files are kept with the check.") % {"count": len(files)})
            return redirect(f"{LIST}{number}/{beside(request, card)}")
    asked = [
        Asked("files", _("Photographs and papers"), part="file", several=True, accept=".pdf,.png,.jpg,.jpeg,.odt",
              hint=_("PDF, JPEG, PNG or ODT, at most 10 MB each."))
    ]  # fmt: skip
    return ask_page(
        request, asked, errors, title=_("Photographs and papers"), go=_("Keep them"),
        back=f"{LIST}{number}/{beside(request, card)}", backwards=number,
    )  # fmt: skip


@door(FIGURES)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def close(request: Request, number: str) -> HttpResponseBase:
    """Close it: the total stands, the unit reads it, every finding is tracked."""
    card, errors = asked_for(request, number), dict[str, str]()
    if not card.open:
        return closed_already(request, card)
    total = sum(card.scores.values())
    low = total < card.plan.below
    if request.method == "POST":
        with refusals(errors, "betterment" if low else ""):
            journey.close_check(
                number=number, agency=card.agency, betterment=typed(request, "betterment"), by=request.actor, at=now()
            )
            messages.success(request, _("The check is closed. What was found is tracked until it is mended."))
            return redirect(f"{LIST}{number}/{beside(request, card)}")
    hint = _("What is done, by which section; each section concerned gets it as an improvement.")
    asked = [Asked("betterment", _("Concrete measures"), part="lines", hint=hint, value=card.betterment)] if low else []
    said = {"total": total, "most": card.plan.most, "count": len(card.findings)}
    lead = _("%(total)s of %(most)s points, %(count)s findings. Nothing can be changed afterwards.") % said
    return ask_page(
        request, asked, errors, title=_("Close %(number)s") % {"number": number}, go=_("Close the check"), lead=lead,
        back=f"{LIST}{number}/{beside(request, card)}", backwards=number,
    )  # fmt: skip
