"""How well the agency serves: the values it has published, by year and by month, and the reports it has published."""

from dataclasses import replace
from fractions import Fraction
from typing import Any, Final

from django.http import Http404, HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bianmin.faces.portal.common import say, show, the_agency
from bianmin.faces.ui.charts import Drawn, drawn
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.figures import in_units, unit_alone
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now
from bianmin.faces.ui.spans import span_words
from bianmin.faces.ui.tables import table
from bianmin.foundation.documents.actions import open_file
from bianmin.foundation.documents.charts import Chart, Series
from bianmin.foundation.packs.queries.translations import Reader
from bianmin.quality.indicators.queries.definitions import goals, indicators
from bianmin.quality.indicators.queries.snapshots import SnapshotCard, published
from bianmin.quality.indicators.queries.values import root_of
from bianmin.quality.indicators.vocab.definitions import IndicatorShape
from bianmin.quality.indicators.vocab.spans import Span, span
from bianmin.quality.indicators.vocab.values import Goal
from bianmin.quality.reports.queries.outlines import public_reports

Published = dict[tuple[str, str], SnapshotCard]
RATED: Final = frozenset({"IN-101", "RT-01", "RT-02"})
"""Indicators that rest on ratings: no probability sample."""


def _years(values: Published) -> list[Span]:
    texts = {text for _code, text in values if text.isdecimal()}
    return sorted((span(text) for text in texts), reverse=True)


def _wanted(request: Request, years: list[Span]) -> Span | None:
    asked = request.GET.get("year", "")
    return next((year for year in years if year.text == asked), years[0] if years else None)


def _goals(agency: str, over: Span) -> dict[str, Goal]:
    return goals(indicators(agency).values(), agency=agency, path=root_of(agency), span=over)


def _line(shape: IndicatorShape, over: Span, values: Published, aims: dict[str, Goal]) -> dict[str, Any]:
    value = values[shape.code, over.text]
    return {
        "made_up": bool(value.goal and shape.code in aims and aims[shape.code].demonstration),
        "shape": shape,
        "value": value,
        "before": values.get((shape.code, over.year_before.text)),
        "rated": shape.code in RATED,
    }


def _lines(agency: str, over: Span, values: Published) -> list[dict[str, Any]]:
    known, aims = indicators(agency), _goals(agency, over)
    return [_line(row.shape, over, values, aims) for code, row in known.items() if (code, over.text) in values]


@door(ANYONE)
@require_safe
@found
def results(request: Request, agency: str) -> HttpResponseBase:
    """The values of a year as they were published, beside target and the year before."""
    here = the_agency(agency)
    values = published(here.code)
    years = _years(values)
    over = _wanted(request, years)
    return show(
        request,
        "results/list",
        lines=_lines(here.code, over, values) if over else [],
        over=over,
        years=years,
        reports=public_reports(here.code),
        say=say(here),
    )


def _series(
    name: str, code: str, months: tuple[Span, ...], values: Published, reader: Reader
) -> tuple[Series, tuple[str, ...]]:
    found_of = [values.get((code, month.text)) for month in months]
    points: tuple[Fraction | None, ...] = tuple(one.value if one else None for one in found_of)
    return Series(name, points), tuple(in_units(one.printed, reader) if one else "-" for one in found_of)


def _chart(shape: IndicatorShape, over: Span, values: Published, aim: Goal | None, reader: Reader) -> Drawn | None:
    """The months of the year that were published beside those of the year before; None where there are too few."""
    now_series, now_words = _series(span_words(over), shape.code, over.months, values, reader)
    before, words = _series(span_words(over.year_before), shape.code, over.year_before.months, values, reader)
    if not [point for point in now_series.points if point is not None][1:]:
        return None
    kept = any(point is not None for point in before.points)
    chart = Chart(
        title=f"{shape.code} {span_words(over)}",
        labels=tuple(str(month.first.month) for month in over.months),
        series=(now_series, before) if kept else (now_series,),
        unit=unit_alone(shape.unit, reader),
        target=aim.value if aim else None,
    )
    told = replace(chart, labels=tuple(_("%(month)d") % {"month": month.first.month} for month in over.months))
    picture = drawn(chart, (now_words, words) if kept else (now_words,), width=290, height=190)
    return replace(picture, words=told.words)


@door(ANYONE)
@require_safe
@found
def result(request: Request, agency: str, code: str) -> HttpResponseBase:
    """One value: what it means, how it is reckoned, by month, and every correction with its reason."""
    here = the_agency(agency)
    values = published(here.code)
    years = [year for year in _years(values) if (code, year.text) in values]
    over, known = _wanted(request, years), indicators(here.code)
    if over is None or code not in known:
        raise Http404
    shape, aims = known[code].shape, _goals(here.code, over)
    return show(
        request,
        "results/one",
        line=_line(shape, over, values, aims),
        over=over,
        years=years,
        chart=_chart(shape, over, values, aims.get(code), say(here)),
        say=say(here),
    )


@door(ANYONE)
@require_safe
@found
def as_table(_request: Request, agency: str) -> HttpResponseBase:
    """Every published value as a table: open data."""
    here = the_agency(agency)
    names = {code: row.shape.name for code, row in indicators(here.code).items()}
    head = [_("Code"), _("Indicator"), _("Period"), _("Value"), "n", "d", _("Target"), _("Edition"), _("Correction")]
    rows = [
        (
            one.indicator, names.get(one.indicator, ""), one.span.text, one.printed, one.n, one.d, one.goal,
            one.edition, one.correction,
        )
        for one in published(here.code).values()
    ]  # fmt: skip
    return table(f"results-{here.slug}", head, rows)


@door(ANYONE)
@require_safe
@found
def report(request: Request, agency: str, key: int, kind: str) -> HttpResponseBase:
    """A published report as a file."""
    here = the_agency(agency)
    card = next((one for one in public_reports(here.code) if one.id == key), None)
    if card is None or kind not in card.files:
        raise Http404
    opened = open_file(file_id=int(card.files[kind]), by=request.actor, at=now())
    answer = HttpResponse(opened.data, content_type=opened.card.media_type)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=opened.card.name) or ""
    return answer
