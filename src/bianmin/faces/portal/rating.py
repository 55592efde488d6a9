"""Rate a service in one press, and say why."""

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from bianmin.delivery.cases.queries.track import track_card
from bianmin.delivery.ratings.vocab import REASON_MAX, Level
from bianmin.faces.portal.common import found, say, show, the_agency
from bianmin.faces.ui.doors import ANYONE, Request, door
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
    lamps = [(level.value, level.label) for level in sorted(Level, reverse=True)]
    shown = {
        "case": card,
        "lamps": lamps,
        "most": REASON_MAX,
        "say": say(here),
        "reason": request.POST.get("reason", ""),
    }
    if request.method != "POST" or card.rated:
        return show(request, "rate", **shown)
    pressed = request.POST.get("level", "")
    try:
        level = int(pressed) if pressed.isdecimal() else 0
        keep_rating(number=number, level=level, reason=shown["reason"], by=request.actor, at=now())
    except Refused as refusal:
        errors = [{"key": "q-" + (refusal.field or "level"), "sentence": str(refusal)}]
        return show(request, "rate", status=422, errors=errors, **shown)
    return redirect("rate", agency=agency, number=number)
