"""Registers that everybody may read: guides and lists of the agency, searched by words."""

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from bianmin.faces.portal.common import say, show, the_agency
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import today
from bianmin.quality.registers.queries.entries import public_entries, shares
from bianmin.quality.registers.queries.published import register
from bianmin.quality.registers.queries.published import registers as published


@door(ANYONE)
@require_safe
@found
def registers(request: Request, agency: str) -> HttpResponseBase:
    """The guides and lists that the agency publishes."""
    here = the_agency(agency)
    return show(request, "registers/list", registers=published(here.code, today(), public=True), say=say(here))


@door(ANYONE)
@require_safe
@found
def one(request: Request, agency: str, code: str) -> HttpResponseBase:
    """One of them, all of it or what fits the words typed."""
    here = the_agency(agency)
    of, reader = register(here.code, code, public=True), say(here)
    text = request.GET.get("q", "").replace("\0", "").strip()
    cards, counted = public_entries(of, reader, text=text, on=today()), shares(of, reader, today())
    return show(request, "registers/one", register=of, cards=cards, text=text, say=reader, shares=counted)
