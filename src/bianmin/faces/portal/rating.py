"""Rate a service in one press, and say why."""

from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from bianmin.delivery.cases.queries.track import track_card
from bianmin.delivery.ratings.vocab import REASON_MAX, Level
from bianmin.faces.portal.common import mistakes, only_here, say, show_own, the_agency
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now
from bianmin.journeys.rate import rate as keep_rating
from bianmin.kernel.errors import Refused


@door(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def rate(request: Request, agency: str, number: str) -> HttpResponseBase:
    """Five lamps; one press is enough."""
    here = the_agency(agency)
    card = track_card(request.actor, number)
    only_here(here, card.agency)
    lamps = {str(level.value): level for level in sorted(Level, reverse=True)}
    reason = request.POST.get("reason", "")
    shown: dict[str, Any] = {
        "case": card,
        "lamps": [(value, level.label) for value, level in lamps.items()],
        "most": REASON_MAX,
        "say": say(here),
        "reason": reason,
    }
    if request.method != "POST" or card.rated:
        return show_own(request, "rate", **shown)
    pressed = lamps.get(request.POST.get("level", ""))
    try:
        keep_rating(number=number, level=pressed or 0, reason=reason, by=request.actor, at=now())
    except Refused as refusal:
        return show_own(request, "rate", status=422, errors=mistakes({refusal.field or "level": refusal}), **shown)
    return redirect("rate", agency=agency, number=number)
