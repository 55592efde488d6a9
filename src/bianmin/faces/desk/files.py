"""Files of cases, reports and evidence: handed over with rights, as attachments, each opening journaled."""

from django.http import HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from bianmin.faces.ui.doors import STAFF, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now
from bianmin.journeys.opening import open_file


@door(STAFF)
@require_GET
@found
def file(request: Request, key: int) -> HttpResponseBase:
    """One file; who may not open it learns nothing about it."""
    opened = open_file(file_id=key, by=request.actor, at=now())
    answer = HttpResponse(opened.data, content_type=opened.card.media_type)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=opened.card.name) or ""
    answer["Cache-Control"] = "no-store"
    return answer
