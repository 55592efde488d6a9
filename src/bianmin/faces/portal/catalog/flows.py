"""Flow tables 流程表: how several matters follow one another, and which office handles each."""

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from bianmin.delivery.catalog.queries import published
from bianmin.delivery.catalog.queries import sheets as sheets_of
from bianmin.faces.portal.common import say, show, the_agency
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import today
from bianmin.faces.ui.procedure import drawing, lines


@door(ANYONE)
@require_safe
@found
def flow(request: Request, agency: str, flow: str) -> HttpResponseBase:
    """One flow table as a drawing and as a list whose steps lead to the services that they are."""
    here = the_agency(agency)
    sheet, reader = sheets_of.flow(here.code, flow), say(here)
    known = {one.code for one in published(here.code, today())}
    told = [
        {"line": line, "service": stage.service if stage.service in known else "", "note": stage.note}
        for line, stage in zip(lines(sheet.steps, reader), sheet.steps, strict=True)
    ]
    picture = drawing(sheet.steps, reader, title=reader(sheet.name))
    return show(request, "catalog/flow", sheet=sheet, say=reader, told=told, flow=picture)
