"""Rate at the counter: the screen is turned to the citizen, who presses one of five lamps."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bianmin.delivery.cases.queries.card import CaseCard, case
from bianmin.delivery.ratings.vocab import REASON_MAX, Level
from bianmin.faces.desk.common import REFUSED, english, mistake_of, mistakes, say, show, typed, whole
from bianmin.faces.ui.doors import OFFICER, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now
from bianmin.journeys.rate import rate as keep_rating
from bianmin.kernel.actor import Actor, Assurance
from bianmin.kernel.errors import NotFound, Refused


def _citizen(card: CaseCard) -> Actor:
    """Whoever stands at the counter with this case: the rating is the citizen's, never the officer's."""
    return Actor(key=f"case:{card.id}", agency=card.agency, assurance=Assurance.CODE, holds=frozenset({card.subject}))


@door(OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def rate(request: Request, number: str) -> HttpResponseBase:
    """Five lamps; one press is enough."""
    card = case(request.actor, number, english=english())
    errors: dict[str, str] = {}
    if request.method == "POST":
        pressed, reason = whole(typed(request, "level")), typed(request, "reason")
        try:
            keep_rating(number=number, level=pressed, reason=reason, by=_citizen(card), at=now())
        except NotFound:
            raise
        except Refused as refusal:
            errors = mistake_of(refusal)
        else:
            messages.success(request, _("Thank you. Your rating is counted."))
            return redirect("desk-case", number=number)
    return show(
        request,
        "cases/rate",
        status=REFUSED if errors else 200,
        case=card,
        lamps=[(level.value, level.label) for level in sorted(Level, reverse=True)],
        most=REASON_MAX,
        reason=request.POST.get("reason", ""),
        errors=mistakes(errors),
        say=say(request),
    )
