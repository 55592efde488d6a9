"""A calculator of periods: what is typed in is added up by each rule, every step is shown, and nothing is kept."""

from datetime import date
from typing import Any, Final

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bianmin.delivery.catalog.queries.sheets import calculator as sheet_of
from bianmin.delivery.catalog.vocab import Calculator
from bianmin.faces.portal.common import mistakes, say, show_own, the_agency
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import today
from bianmin.foundation.forms.rules.check import check
from bianmin.foundation.forms.rules.layout import layout
from bianmin.foundation.forms.tables.periods import Stay, add_up
from bianmin.foundation.forms.vocab import Form
from bianmin.foundation.packs.queries.translations import Reader
from bianmin.kernel.words import N_

FIRST, LAST = "first_day", "last_day"
EARLIEST: Final = date(1949, 1, 1)
MOST: Final = 30


def _form(of: Calculator) -> Form:
    days = [
        {"code": code, "type": "roc_date", "label": label, "required": True, "earliest": EARLIEST, "latest": "today"}
        for code, label in ((FIRST, N_("First day")), (LAST, N_("Last day")))
    ]
    fields = [*days, *(asked.model_dump() for asked in of.questions)]
    repeat = {"least": 1, "most": MOST, "noun": of.noun}
    section = {"code": "stays", "title": of.name, "fields": fields, "repeat": repeat}
    header = {"kind": "form", "id": of.id, "version": of.version, "source": of.source, "title": of.name}
    return Form.model_validate({**header, "sections": [section]})


def _stays(rows: list[dict[str, Any]]) -> list[Stay]:
    return [Stay(date.fromisoformat(row[FIRST]), date.fromisoformat(row[LAST]), row) for row in rows]


class _Said:
    """Texts of the data in the reader's language, and the two questions about days that are our own."""

    do_not_call_in_templates = True

    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    def __call__(self, text: str) -> str:
        """The text as the reader reads it."""
        return _(text) if text in ("First day", "Last day") else self.reader(text)


def _backwards(rows: list[dict[str, Any]]) -> dict[str, str]:
    """A sentence at every period that ends before it begins."""
    told = _("The last day lies before the first. Change one of them.")
    return {f"stays.{at}.{LAST}": told for at, row in enumerate(rows) if row[LAST] < row[FIRST]}


@door(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def calculate(request: Request, agency: str, code: str) -> HttpResponseBase:
    """Ask for the periods; when all can be read, add them up by every rule."""
    here = the_agency(agency)
    sheet, reader = sheet_of(here.code, code), say(here)
    form = _form(sheet)
    sent = {name: request.POST.getlist(name) for name in request.POST}
    judged = check(form, sent, on=today())
    more = "more" in request.POST
    asked = request.method == "POST" and not more
    rows = judged.answers.get("stays", [])
    errors = (dict(judged.errors) or _backwards(rows)) if asked else {}
    (block,) = layout(form, judged, more=int(more))
    return show_own(
        request,
        "catalog/calculator",
        status=422 if errors else 200,
        sheet=sheet,
        say=_Said(reader),
        asking=block,
        errors=mistakes(errors),
        totals=[add_up(rule, _stays(rows)) for rule in sheet.rules] if asked and not errors else [],
    )
