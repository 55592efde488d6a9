"""Clarifications 即時新聞澄清: what was said of the agency that is not so, what is so, and what proves it."""

from django.http import Http404, HttpResponseBase
from django.views.decorators.http import require_safe

from bianmin.delivery.press.queries.items import clarification
from bianmin.delivery.press.queries.items import clarifications as published
from bianmin.faces.portal.common import show, the_agency
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.files import download_file
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now
from bianmin.foundation.documents.actions import open_file
from bianmin.kernel.actor import PUBLIC


@door(ANYONE)
@require_safe
@found
def listing(request: Request, agency: str) -> HttpResponseBase:
    """All of them, the newest first."""
    return show(request, "press/list", items=published(the_agency(agency).code))


@door(ANYONE)
@require_safe
@found
def one(request: Request, agency: str, number: str) -> HttpResponseBase:
    """One, with what proves it."""
    return show(request, "press/one", item=clarification(the_agency(agency).code, number))


@door(ANYONE)
@require_safe
@found
def file(_request: Request, agency: str, number: str, key: int) -> HttpResponseBase:
    """A file that proves a clarification that is published."""
    item = clarification(the_agency(agency).code, number)
    if str(key) not in {one.key for one in item.proofs}:
        raise Http404
    return download_file(open_file(file_id=key, by=PUBLIC, at=now()))
