"""Indicators: all of a unit over a span; and one with its trend, down to the case numbers."""

from dataclasses import replace
from typing import Any, Final

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bianmin.faces.desk.common import say, show, table
from bianmin.faces.desk.quality import asprinted, parts, yearly
from bianmin.faces.desk.quality.spans import Place, place, units, years
from bianmin.faces.ui.charts import Drawn, drawn
from bianmin.faces.ui.doors import FIGURES, IMPROVE, Request, door
from bianmin.faces.ui.figures import in_units, unit_alone
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import today
from bianmin.foundation.documents.charts import Chart, Series
from bianmin.kernel.errors import NotFound
from bianmin.quality.improvements.queries import reviews
from bianmin.quality.improvements.vocab import ImprovementCard
from bianmin.quality.indicators.queries.comparing import comparisons
from bianmin.quality.indicators.queries.definitions import UnknownIndicator
from bianmin.quality.indicators.queries.explaining import explain
from bianmin.quality.indicators.queries.snapshots import counted_at
from bianmin.quality.indicators.queries.values import trend, values
from bianmin.quality.indicators.rules import may_publish
from bianmin.quality.indicators.vocab.values import Explanation, Part, Value

YEARS_BACK: Final = 2
CELLS: Final = 60
LINKED: Final = {
    **dict.fromkeys(("cases.case", "cases.interview"), "/desk/cases/"),
    "ratings.rating": "/desk/cases/",
    "opinions.opinion": "/desk/opinions/",
    "press.item": "/desk/press/",
    **dict.fromkeys(("catalog.service", "catalog.review"), "/desk/catalog/"),
    **dict.fromkeys(("publishing.look", "publishing.sample", "publishing.link"), "/desk/site/articles/"),
    **dict.fromkeys(("permits.permit", "permits.contact", "permits.use"), "/desk/permits/"),
}
LINKED_IMPROVEMENTS: Final = "improvements.improvement"


def _figures(request: Request) -> tuple[Place, list[Value]]:
    """The values the address asks for; without a span the newest year, of three, in which anything was counted."""
    at = place(request)
    found_of = values(request.actor, agency=at.agency, unit=at.unit, span=at.span)
    for _back in range(0 if at.given else YEARS_BACK):
        if not found_of or any(value.n for value in found_of):
            break
        at = replace(at, span=at.span.year_before)
        found_of = values(request.actor, agency=at.agency, unit=at.unit, span=at.span)
    return at, found_of


def line(value: Value, at: Place, known: dict[str, ImprovementCard]) -> dict[str, Any]:
    """One indicator with its mark, its address, and the improvement that deals with it."""
    return {
        "value": value,
        "address": f"/desk/indicators/{value.code}/{at.query}",
        "target": value.goal.printed if value.goal else "",
        "demonstration": bool(value.goal and value.goal.demonstration),
        "missed": value.met is False,
        "met": value.met is True,
        "review": known.get(value.ref),
    }


@door(FIGURES)
@require_safe
@found
def indicators(request: Request) -> HttpResponseBase:
    """Every indicator in force: value, target, last year, change."""
    at, figures = _figures(request)
    missed = [value.ref for value in figures if value.met is False]
    known = reviews(request.actor, agency=at.agency, refs=missed, on=today()) if missed else {}
    told = figures if "all" in request.GET else [one for one in figures if one.value is not None or one.goal]
    return show(
        request,
        "indicators/list",
        at=at,
        lines=[line(value, at, known) for value in told],
        empty=len(figures) - len(told),
        any=bool(figures),
        may_publish=may_publish(request.actor, at.agency),
        counted_at=counted_at(),
        units=units(at),
        say=say(request),
        years=years(at.span),
        may_improve=IMPROVE.opens(request.actor),
    )


@door(FIGURES)
@require_safe
@found
def export(request: Request) -> HttpResponseBase:
    """The same figures as a table."""
    at, figures = _figures(request)
    head = [_("Code"), _("Indicator"), _("Value"), "n", "d", _("Target"), _("Last year"), _("Change")]
    reader = say(request)
    rows = [
        (
            value.code, reader(value.name), in_units(value.printed, reader), value.n, value.d,
            in_units(value.goal.printed if value.goal else "", reader), in_units(value.before.printed, reader),
            in_units(value.change, reader),
        )
        for value in figures
    ]  # fmt: skip
    return table(f"indicators-{at.span.text}", head, rows)


def _chart(request: Request, code: str, at: Place) -> Drawn | None:
    """The months of the span beside those of the year before, with the target as a level line."""
    spans = at.span.months
    if not spans[1:]:
        return None
    reader = say(request)
    now = trend(request.actor, code, agency=at.agency, unit=at.unit, spans=spans)
    whole = values(request.actor, [code], agency=at.agency, unit=at.unit, span=at.span)[0]
    chart = Chart(
        title=f"{whole.code} {reader(whole.name)}",
        labels=tuple(_("%(month)d") % {"month": one.span.first.month} for one in now),
        series=(
            Series(at.span.label, tuple(one.value for one in now)),
            Series(at.span.year_before.label, tuple(one.before.value for one in now)),
        ),
        unit=unit_alone(whole.indicator.unit, reader),
        target=whole.goal.value if whole.goal else None,
    )
    printed = (
        tuple(in_units(one.printed, reader) for one in now),
        tuple(in_units(one.before.printed, reader) for one in now),
    )
    return drawn(chart, printed)


def _address(part: Part) -> str:
    """Where the numbers of a part's rows lead, empty where they lead nowhere."""
    if part.measure.fact == LINKED_IMPROVEMENTS:
        return "/desk/improvements/"
    return LINKED.get(part.measure.fact, "")


def _parts(explanation: Explanation) -> list[dict[str, Any]]:
    return [
        {
            "part": part,
            "cells": part.cells[:CELLS],
            "more_cells": len(part.cells) > CELLS,
            "address": _address(part),
            "hidden": part.found - len(part.rows),
        }
        for part in explanation.parts
    ]


@door(FIGURES)
@require_safe
@found
def indicator(request: Request, code: str) -> HttpResponseBase:
    """One value explained: definition, numerator and denominator, cells, and the numbers of the rows behind it."""
    at = place(request)
    try:
        told = explain(request.actor, code, agency=at.agency, unit=at.unit, span=at.span)
    except UnknownIndicator as unknown:
        raise NotFound from unknown
    known = reviews(request.actor, agency=at.agency, refs=[told.value.ref], on=today())
    by_part = parts.lines(request, told.value, at)
    return show(
        request,
        "indicators/one",
        at=at,
        line=line(told.value, at, known),
        value=told.value,
        parts=_parts(told),
        waiting=told.waiting,
        chart=_chart(request, code, at),
        by_part=by_part,
        by_year=yearly.lines(request, told.value, at),
        part_chart=parts.chart(by_part, told.value, at, say(request)),
        printed_chart=asprinted.chart(told.value, at.span.label, say(request)),
        scales=asprinted.scales(told.value, say(request)),
        comparisons=comparisons(told.value),
        may_publish=may_publish(request.actor, at.agency) and not at.elsewhere,
        units=units(at),
        say=say(request),
        years=years(at.span),
        may_improve=IMPROVE.opens(request.actor),
    )
