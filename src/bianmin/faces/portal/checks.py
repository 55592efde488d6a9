"""Results of checks 查核結果: each quarter what was checked, what was found and what is demanded, for everybody."""

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bianmin.faces.portal.common import say, show, the_agency
from bianmin.faces.ui.charts import Drawn, drawn
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import today
from bianmin.journeys.check import quarter_of_checks
from bianmin.kernel.errors import NotFound
from bianmin.quality.checks.queries.paper import Quarter, chart_of
from bianmin.quality.checks.queries.reviews import reviews
from bianmin.quality.checks.vocab.shapes import Way


@door(ANYONE)
@require_safe
@found
def listing(request: Request, agency: str) -> HttpResponseBase:
    """The quarters whose results are published, the newest first."""
    here = the_agency(agency)
    return show(request, "checks/list", reviews=list(reviews(here.code, published=True).values()))


def _drawing(quarter: Quarter) -> Drawn | None:
    names = (_("Scores of units"), _("This quarter"), _("The quarter before"))
    chart = chart_of(quarter, names)
    if chart is None:
        return None
    told = tuple(tuple("-" if point is None else f"{point}%" for point in one.points) for one in chart.series)
    return drawn(chart, told, width=340)


@door(ANYONE)
@require_safe
@found
def one(request: Request, agency: str, quarter: str) -> HttpResponseBase:
    """One quarter; how far the mending of each finding is, is of today."""
    here = the_agency(agency)
    review = reviews(here.code, published=True).get(quarter)
    if review is None:
        raise NotFound
    found_of = quarter_of_checks(here.code, review.quarter, today(), published=True)
    lines = [(card, Way(card.plan.way).label) for card in found_of.checks]
    findings = [(one, found_of.standings.get(one.ref)) for one in found_of.findings]
    return show(
        request, "checks/one", review=review, quarter=found_of, lines=lines, findings=findings,
        tally=found_of.tally, chart=_drawing(found_of), say=say(here),
    )  # fmt: skip
