"""The call desk: what the agency publishes found while somebody is on the line, the call written down or handed on."""

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from bianmin.delivery.catalog.queries import published
from bianmin.delivery.catalog.queries.find import matching
from bianmin.delivery.publishing.queries.articles import searched
from bianmin.faces.desk.common import say, show
from bianmin.faces.ui.doors import CALLS, Request, door
from bianmin.faces.ui.now import today
from bianmin.quality.registers.queries.published import registers
from bianmin.quality.registers.rules import may_enter
from bianmin.quality.registers.vocab import Register

LOG = "calls"
"""The register in which calls are written down."""
MOST = 20


def _log(request: Request) -> Register | None:
    books = registers(request.actor.agency, today())
    return next((one for one in books if one.id == LOG and may_enter(request.actor, one)), None)


@door(CALLS)
@require_safe
def calls(request: Request) -> HttpResponseBase:
    """Look services, questions and answers up by words; what is shown is what everybody may read."""
    agency, text = request.actor.agency, request.GET.get("q", "").replace("\0", "").strip()
    reader = say(request)
    return show(
        request, "calls", text=text, log=_log(request), say=reader,
        services=matching(published(agency, today()), text, reader)[:MOST],
        articles=searched(agency, today(), text)[:MOST],
    )  # fmt: skip
