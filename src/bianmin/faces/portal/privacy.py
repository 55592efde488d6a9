"""Your data: the published list of personal-data files, and a request to see, correct, stop or delete one's own."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bianmin.faces.portal.common import language, mistakes, say, show, show_own, the_agency
from bianmin.faces.ui.demands import demand_boxes, particulars_of
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now
from bianmin.faces.ui.tables import table
from bianmin.foundation.privacy.queries import Published, published
from bianmin.foundation.privacy.vocab import Channel
from bianmin.journeys.privacy.demands import ask as receive
from bianmin.journeys.privacy.listing import HEAD, as_odt, rows_of
from bianmin.kernel.actor import PUBLIC
from bianmin.kernel.errors import Refused

ODT = "application/vnd.oasis.opendocument.text"


def _listed(code: str) -> Published:
    listed = published(code)
    if listed is None:
        raise Http404
    return listed


@door(ANYONE)
@require_safe
@found
def listing(request: Request, agency: str) -> HttpResponseBase:
    """Which personal-data files the agency keeps, why, and how to ask about one's own."""
    here = the_agency(agency)
    return show(request, "privacy/listing", listed=published(here.code), say=say(here))


@door(ANYONE)
@require_safe
@found
def listing_table(_request: Request, agency: str, ending: str) -> HttpResponseBase:
    """The list as CSV or ODT."""
    here = the_agency(agency)
    listed = _listed(here.code)
    if ending == "csv":
        return table("personal-data", HEAD, rows_of(listed))
    if ending != "odt":
        raise Http404
    answer = HttpResponse(as_odt(here.code, listed), content_type=ODT)
    answer["Content-Disposition"] = 'attachment; filename="personal-data.odt"'
    return answer


def _receive(request: Request, agency: str, typed: Mapping[str, str]) -> None:
    row = receive(
        agency=agency, kind=typed.get("kind", ""), about=typed.get("about", ""), channel=Channel.ONLINE.value,
        particulars={**particulars_of(typed), "language": language()}, by=PUBLIC, at=now(),
    )  # fmt: skip
    request.session["asked"] = {"number": row.number, "due_on": row.due_on.isoformat(), "agency": agency}


@door(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def ask(request: Request, agency: str) -> HttpResponseBase:
    """Ask about one's own data; what was typed stays when something is missing."""
    here = the_agency(agency)
    typed: dict[str, str] = {name: str(text).replace("\0", "") for name, text in request.POST.items()}
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            _receive(request, here.code, typed)
        except Refused as refusal:
            errors = {refusal.field or "kind": str(refusal)}
        else:
            return redirect("privacy-asked", agency=agency)
    boxes = demand_boxes(typed, errors)
    return show_own(request, "privacy/ask", 422 if errors else 200, boxes=boxes, errors=mistakes(errors))


@door(ANYONE)
@require_safe
@found
def asked(request: Request, agency: str) -> HttpResponseBase:
    """The number of what was just asked, and the day by which it is answered."""
    here = the_agency(agency)
    kept: dict[str, Any] = request.session.get("asked", {})
    if kept.get("agency") != here.code:
        raise Http404(_("Nothing was asked in this browser."))
    return show_own(request, "privacy/asked", number=kept["number"], due_on=date.fromisoformat(kept["due_on"]))
