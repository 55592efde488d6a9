"""Rate a service in one press, and say why: at home with the code, or at the counter on a screen handed over."""

from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bianmin.delivery.cases.queries.track import track_card
from bianmin.delivery.cases.vocab import SUBJECT
from bianmin.delivery.ratings.vocab import REASON_MAX, Level
from bianmin.faces.portal.common import mistakes, only_here, say, show_own, the_agency
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.handing import read
from bianmin.faces.ui.now import now
from bianmin.journeys.rate import rate as keep_rating
from bianmin.kernel.actor import Actor, Assurance
from bianmin.kernel.errors import NotFound, Refused

LAMPS: Final = {str(level.value): level for level in sorted(Level, reverse=True)}


def _rate(request: Request, agency: str, number: str, by: Actor) -> HttpResponseBase:
    here, wrong = the_agency(agency), None
    reason = request.POST.get("reason", "")
    if request.method == "POST":
        pressed = LAMPS.get(request.POST.get("level", ""), 0)
        try:
            keep_rating(number=number, agency=here.code, level=pressed, reason=reason, by=by, at=now())
        except NotFound:
            raise
        except Refused as refusal:
            wrong = refusal
        else:
            return redirect(request.path)
    card = track_card(by, number)
    only_here(here, card.agency)
    shown: dict[str, Any] = {
        "case": card,
        "lamps": [(value, level.label) for value, level in LAMPS.items()],
        "most": REASON_MAX,
        "say": say(here),
        "reason": reason,
        "held": by == request.actor,
    }
    if wrong is None or card.rated:
        return show_own(request, "rate", **shown)
    return show_own(request, "rate", status=422, errors=mistakes({wrong.field or "level": wrong}), **shown)


@door(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def rate(request: Request, agency: str, number: str) -> HttpResponseBase:
    """Five lamps; one press is enough."""
    return _rate(request, agency, number, request.actor)


@door(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def rate_here(request: Request, agency: str, token: str) -> HttpResponseBase:
    """The same on a screen handed over at the counter, never in a browser in which staff are signed in."""
    opened = read(token)
    if opened is None:
        raise NotFound
    if request.actor.staff:
        raise PermissionDenied(_("The applicant rates, on a screen at which nobody of the office is signed in."))
    subject, number = f"{SUBJECT}:{opened[0]}", opened[1]
    by = Actor(key=f"case:{opened[0]}", assurance=Assurance.CODE, holds=frozenset({subject}))
    return _rate(request, agency, number, by)
