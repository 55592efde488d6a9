"""Reports: what was built, building one, and looking at it before."""

from typing import Final

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_safe

from bianmin.faces.desk.asking import Asked, ask_page
from bianmin.faces.desk.common import agency_of, mistake_of, sent, show
from bianmin.faces.desk.quality.spans import years
from bianmin.faces.ui.doors import FIGURES, WRITERS, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.foundation.documents.writers import html
from bianmin.foundation.orgs.queries import agency_named, unit_card, units_of
from bianmin.kernel.errors import NotAllowed, NotFound, Refused
from bianmin.kernel.rocdate import FOUNDED
from bianmin.quality.indicators.vocab.spans import span
from bianmin.quality.reports import actions
from bianmin.quality.reports.queries.outlines import built, card, outlines, visible_to
from bianmin.quality.reports.rules import may_build
from bianmin.quality.reports.vocab import filled

KINDS: Final = {"pdf": "PDF", "odt": "ODT", "docx": "DOCX"}
NEWEST: Final = 50


@door(FIGURES)
@require_safe
@found
def reports(request: Request) -> HttpResponseBase:
    """The reports that were built, the newest first."""
    agency = agency_of(request)
    rows = [card(row) for row in visible_to(request.actor).filter(agency=agency)[:NEWEST]]
    return show(request, "reports/list", rows=rows, may_build=may_build(request.actor, agency))


def _questions(agency: str) -> tuple[Asked, ...]:
    name = agency_named(agency).name
    last_year = str(today().year - FOUNDED)
    return (
        Asked(
            "outline",
            _lazy("Report"),
            part="select",
            options=tuple((one.id, filled(one.title, {"agency": "", "span": ""})) for one in outlines(agency)),
        ),
        Asked("span", _lazy("Period"), hint=_lazy("For example 114, 114-Q2 or 114-H1."), value=last_year, short=True),
        Asked(
            "unit",
            _lazy("Unit"),
            part="select",
            options=tuple((unit.path, unit.name if unit.code != "root" else name) for unit in units_of(agency)),
        ),
    )


@door(WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def new(request: Request) -> HttpResponseBase:
    """Choose an outline, a period and a unit; then look at it, or build it."""
    agency, errors = request.actor.agency, dict[str, str]()
    if request.method == "POST":
        typed = sent(request, "outline", "span", "unit")
        try:
            wanted = actions.Wanted(typed["outline"], agency, span(typed["span"]), typed["unit"])
            if "preview" in request.POST:
                tree = actions.preview(wanted=wanted, by=request.actor, at=now())
                page = mark_safe(html.write(tree).decode())  # noqa: S308 - the writer escapes every text
                return show(request, "reports/preview", title=tree.title, typed=typed, page=page)
            done = actions.build(wanted=wanted, by=request.actor, at=now())
        except Refused as refusal:
            errors = {"span": str(refusal)} if refusal.field == "" and not typed["span"] else mistake_of(refusal)
        else:
            messages.success(request, _("The report was built."))
            return redirect("desk-report", key=done.id)
    questions = _questions(agency)
    return ask_page(
        request,
        questions,
        errors,
        template="reports/new",
        years=years(span(str(today().year - FOUNDED))),
        outlines=questions[0].options,
    )


@door(WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def publish(request: Request, key: int) -> HttpResponseBase:
    """Publish a report: everybody may read it on the agency's pages."""
    card_of = built(request.actor, key)
    if not may_build(request.actor, card_of.agency):
        raise NotAllowed
    if request.method == "POST":
        actions.publish(report=key, by=request.actor, at=now())
        messages.success(request, _("The report is published; the public reads it under “How well we serve”."))
        return redirect("desk-report", key=key)
    lead = _("Read it once more: it names who is responsible and may quote citizens. What is published is not changed.")
    return show(
        request,
        "ask",
        title=_("Publish the report"),
        lead=lead,
        boxes=[],
        errors=[],
        go=_("Publish the report"),
        back=f"/desk/reports/{key}/",
        backwards=card_of.title,
    )


@door(FIGURES)
@require_safe
@found
def report(request: Request, key: int) -> HttpResponseBase:
    """One report: its files, pages, warnings, and every figure with the way to its explanation."""
    found_card = built(request.actor, key)
    if not found_card.files:
        raise NotFound
    files = [(KINDS.get(kind, kind), number) for kind, number in found_card.files.items()]
    may_publish = may_build(request.actor, found_card.agency) and found_card.published_at is None
    unit = unit_card(found_card.unit_path)
    where = unit.name if unit.code != "root" else agency_named(unit.agency).name
    return show(request, "reports/one", report=found_card, where=where, files=files, may_publish=may_publish)
