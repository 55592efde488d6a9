"""A calculator of periods: what is typed in is added up by each rule, every step is shown, and nothing is kept."""

from datetime import date
from typing import Any

from django.http import HttpResponseBase
from django.views.decorators.http import require_http_methods

from bianmin.delivery.cases.vocab.total import FIRST_DAY, LAST_DAY, SECTION
from bianmin.delivery.catalog.queries.sheets import calculator as sheet_of
from bianmin.faces.portal.common import mistakes, say, show_own, the_agency
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import today
from bianmin.faces.ui.periods import Said, backwards, form_of
from bianmin.foundation.forms.rules.check import check
from bianmin.foundation.forms.rules.layout import layout
from bianmin.foundation.forms.tables.periods import Stay, add_up


def _stays(rows: list[dict[str, Any]]) -> list[Stay]:
    return [Stay(date.fromisoformat(row[FIRST_DAY]), date.fromisoformat(row[LAST_DAY]), row) for row in rows]


@door(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def calculate(request: Request, agency: str, code: str) -> HttpResponseBase:
    """Ask for the periods; when all can be read, add them up by every rule."""
    here = the_agency(agency)
    sheet, reader = sheet_of(here.code, code), say(here)
    form = form_of(sheet)
    sent = {name: request.POST.getlist(name) for name in request.POST}
    judged = check(form, sent, on=today())
    more = "more" in request.POST
    asked = request.method == "POST" and not more
    rows = judged.answers.get(SECTION, [])
    errors = (dict(judged.errors) or backwards(rows)) if asked else {}
    (block,) = layout(form, judged, more=int(more))
    return show_own(
        request,
        "catalog/calculator",
        status=422 if errors else 200,
        sheet=sheet,
        say=Said(reader),
        asking=block,
        errors=mistakes(errors),
        totals=[add_up(rule, _stays(rows)) for rule in sheet.rules] if asked and not errors else [],
    )
