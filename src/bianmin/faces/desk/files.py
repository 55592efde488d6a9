"""Files of cases, reports and evidence: handed over with rights, as attachments, each opening journaled."""

from django.http import HttpResponseBase
from django.views.decorators.http import require_GET

from bianmin.faces.ui.doors import STAFF, Request, door
from bianmin.faces.ui.files import download_file
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now
from bianmin.journeys.opening import open_file


@door(STAFF)
@require_GET
@found
def file(request: Request, key: int) -> HttpResponseBase:
    """One file; who may not open it learns nothing about it."""
    opened = open_file(file_id=key, by=request.actor, at=now())
    return download_file(opened)
