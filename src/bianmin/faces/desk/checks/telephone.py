"""Telephone courtesy tests: the week's lot, what is to be repeated, the ranks of a month and its paper."""

from typing import Any, Final

from django.http import Http404, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bianmin.faces.desk.checks.quarters import MEDIA
from bianmin.faces.desk.common import say, show
from bianmin.faces.ui.charts import Drawn, drawn
from bianmin.faces.ui.doors import FIGURES, IMPROVE, INSPECTORS, Request, door
from bianmin.faces.ui.files import download
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import today
from bianmin.foundation.orgs.queries import agency_named
from bianmin.journeys.check import month_of_calls, reported
from bianmin.kernel.errors import NotFound
from bianmin.quality.checks.queries.paper import KINDS, file_of
from bianmin.quality.checks.queries.phonepaper import Month, chart_of, paper, why
from bianmin.quality.checks.queries.telephone import calls_of, lots, month_of, months_back, telephone_plans, week_of
from bianmin.quality.checks.rules import may_review
from bianmin.quality.checks.vocab.shapes import CheckPlan, Tester
from bianmin.quality.indicators.vocab.spans import Span, UnreadableSpan, span

MONTHS: Final = 13


def plan_for(request: Request, code: str) -> CheckPlan | None:
    """The plan an address names, else the first; None where the agency has none."""
    plans = telephone_plans(request.actor.agency)
    return next((one for one in plans if one.id == code), plans[0] if plans else None)


def month_named(text: str) -> Span:
    """The month of an address, else the one that runs.

    Raises:
        NotFound: it is none.
    """
    if not text:
        return month_of(today())
    try:
        over = span(text)
    except UnreadableSpan as unknown:
        raise NotFound from unknown
    if len(over.months) != 1 or ".." in over.text:
        raise NotFound
    return over


def may_note(request: Request, plan: CheckPlan) -> bool:
    """Whoever checks notes own tests; those by the agency above are noted by who keeps the figures."""
    if plan.calls and plan.calls.tester is Tester.ABOVE:
        return may_review(request.actor, request.actor.agency)
    return INSPECTORS.opens(request.actor)


def _drawing(month: Month) -> Drawn:
    chart = chart_of(month, _("Mean by month"))
    told = tuple(tuple("-" if point is None else f"{float(point):.1f}" for point in one.points) for one in chart.series)
    return drawn(chart, told)


def _heads(request: Request, month: Month) -> list[dict[str, Any]]:
    known = reported(request.actor.agency, month.duties)
    return [{"duty": one, "why": why(one), "number": known.get(one.ref, "")} for one in month.duties]


@door(FIGURES)
@require_safe
@found
def page(request: Request) -> HttpResponseBase:
    """One plan in one month; the week's lot for who tests."""
    plan, over = plan_for(request, request.GET.get("plan", "")), month_named(request.GET.get("month", ""))
    if plan is None:
        return show(request, "checks/telephone", plan=None)
    month, notes = month_of_calls(request.actor, plan, over), may_note(request, plan)
    named = notes or may_review(request.actor, request.actor.agency)
    return show(
        request, "checks/telephone", plan=plan, month=month, chart=_drawing(month), notes=notes, named=named,
        plans=telephone_plans(request.actor.agency), months=months_back(month_of(today()), MONTHS), say=say(request),
        lots=lots(request.actor.agency, plan, today()) if notes else [], week=week_of(today()),
        heads=_heads(request, month), may_improve=IMPROVE.opens(request.actor),
        tests=calls_of(request.actor, plan.id, over),
    )  # fmt: skip


@door(FIGURES)
@require_safe
@found
def file(request: Request, plan: str, month: str, kind: str) -> HttpResponseBase:
    """The paper of a month, as ODT, DOCX or PDF."""
    known = next((one for one in telephone_plans(request.actor.agency) if one.id == plan), None)
    if known is None or kind not in KINDS:
        raise Http404
    over, house = month_named(month), agency_named(request.actor.agency)
    mark = "示範" if house.source == "demonstration" else ""
    document = paper(month_of_calls(request.actor, known, over), house.name, mark)
    return download(file_of(document, kind), f"{plan}-{over.text}.{kind}", MEDIA[kind])
