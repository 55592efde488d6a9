"""The report of a quarter: what was checked and found, what the review concluded, its paper, and publishing it."""

from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bianmin.faces.desk.asking import Asked, ask_page
from bianmin.faces.desk.checks.reading import kind_of, line_of
from bianmin.faces.desk.common import agency_of, elsewhere, say, show, typed
from bianmin.faces.ui.charts import Drawn, drawn
from bianmin.faces.ui.doors import FIGURES, KEEPERS, Request, door
from bianmin.faces.ui.files import download
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.refusals import refusals
from bianmin.foundation.orgs.queries import agency_named
from bianmin.journeys.check import quarter_of_checks
from bianmin.kernel.errors import NotFound
from bianmin.quality.checks.actions import reviewing
from bianmin.quality.checks.queries.paper import KINDS, Quarter, chart_of, file_of, paper
from bianmin.quality.checks.rules import may_publish, may_review
from bianmin.quality.evaluation.queries.minutes import visible_to as minutes_visible_to
from bianmin.quality.indicators.vocab.spans import Span, UnreadableSpan, span

LIST: Final = "/desk/checks/"
MEDIA: Final = {
    "pdf": "application/pdf", "odt": "application/vnd.oasis.opendocument.text",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}  # fmt: skip
RECENT: Final = 20


def quarter_named(text: str) -> Span:
    """The quarter of an address.

    Raises:
        NotFound: it is none.
    """
    try:
        over = span(text)
    except UnreadableSpan as unknown:
        raise NotFound from unknown
    if "-Q" not in over.text:
        raise NotFound
    return over


def drawing(quarter: Quarter) -> Drawn | None:
    """The chart of a quarter's scores beside those before; None without a check."""
    names = (_("Scores of units"), _("This quarter"), _("The quarter before"))
    chart = chart_of(quarter, names)
    if chart is None:
        return None
    told = tuple(tuple("-" if point is None else f"{point}%" for point in one.points) for one in chart.series)
    return drawn(chart, told)


def shown(quarter: Quarter) -> dict[str, Any]:
    """What pages show of a quarter."""
    lines = [
        {"found": one, "standing": at, "kind": kind_of(at) if at else ""}
        for one in quarter.findings
        for at in [quarter.standings.get(one.ref)]
    ]
    return {"quarter": quarter, "chart": drawing(quarter), "findings": lines, "tally": quarter.tally}


@door(FIGURES)
@require_safe
@found
def one(request: Request, quarter: str) -> HttpResponseBase:
    """A quarter with its checks, findings and conclusion."""
    agency, over = agency_of(request), quarter_named(quarter)
    found_of = quarter_of_checks(agency, over, today())
    review = found_of.review
    return show(
        request, "checks/quarter", over=over, review=review, say=say(request), elsewhere=elsewhere(agency, request),
        lines=[line_of(request, card) for card in found_of.checks],
        may_review=may_review(request.actor, agency) and not (review and review.published_on),
        may_publish=may_publish(request.actor, agency) and bool(review) and not (review and review.published_on)
        and over.last < today(), house=agency_named(agency), **shown(found_of),
    )  # fmt: skip


@door(FIGURES)
@require_safe
@found
def file(request: Request, quarter: str, kind: str) -> HttpResponseBase:
    """The paper, as ODT, DOCX or PDF."""
    if kind not in KINDS:
        raise Http404
    agency, over = agency_of(request), quarter_named(quarter)
    house = agency_named(agency)
    mark = "示範" if house.source == "demonstration" else ""
    document = paper(quarter_of_checks(agency, over, today()), house.name, mark)
    return download(file_of(document, kind), f"checks-{over.text}.{kind}", MEDIA[kind])


def _asked(request: Request, over: Span) -> list[Asked]:
    known = quarter_of_checks(request.actor.agency, over, today()).review
    rows = minutes_visible_to(request.actor).filter(agency=request.actor.agency)[:RECENT]
    meetings = (("", _("No minutes yet")), *((row.number, f"{row.number} {row.title}") for row in rows))
    return [
        Asked("conclusion", _("What the review concluded"), part="lines", value=known.conclusion if known else "",
              hint=_("What is common to the findings, what is demanded, by whom and until when. Without names.")),
        Asked("minutes", _("Minutes of the meeting"), part="select", options=meetings, required=False,
              value=known.minutes if known else ""),
    ]  # fmt: skip


@door(KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def act(request: Request, quarter: str, verb: str) -> HttpResponseBase:
    """Write down what the review concluded, or publish the results."""
    if verb not in ("conclude", "publish"):
        raise Http404
    over, errors, agency = quarter_named(quarter), dict[str, str](), request.actor.agency
    back = f"{LIST}quarters/{over.text}/"
    if request.method == "POST":
        with refusals(errors, "conclusion" if verb == "conclude" else ""):
            if verb == "conclude":
                minutes = typed(request, "minutes")
                known = dict(_asked(request, over)[1].options)
                reviewing.conclude(
                    agency=agency, quarter=over, conclusion=typed(request, "conclusion"),
                    minutes=minutes if minutes in known else "", by=request.actor, at=now(),
                )  # fmt: skip
                messages.success(request, _("What follows is kept."))
            else:
                reviewing.publish(agency=agency, quarter=over, by=request.actor, at=now())
                messages.success(request, _("The results are published. Print them for the notice board too."))
            return redirect(back)
    if verb == "conclude":
        words = {"title": _("Review of the quarter"), "go": _("Keep it"), "lead": _("It is printed in the report.")}
        return ask_page(request, _asked(request, over), errors, back=back, backwards=over.label, **words)
    lead = _("Everybody reads what was checked, the results and what is demanded, without names of persons.")
    return ask_page(
        request, [], errors, title=_("Publish the results"), go=_("Publish them"), lead=lead, back=back,
        backwards=over.label,
    )  # fmt: skip
