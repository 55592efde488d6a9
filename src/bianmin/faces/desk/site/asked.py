"""What the public asked in a month 民眾都問什麼, and which pages did not help."""

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from bianmin.delivery.publishing.rules.rights import may_write
from bianmin.faces.desk.common import say, show
from bianmin.faces.ui.doors import CATALOG, Request, door
from bianmin.faces.ui.now import today
from bianmin.foundation.orgs.queries import units_of
from bianmin.journeys.asked import digest, month_of


@door(CATALOG)
@require_safe
def asked(request: Request) -> HttpResponseBase:
    """One month: the last one, or the one that is chosen."""
    agency = request.actor.agency
    first, last = month_of(request.GET.get("month", "").strip()[:7], today())
    return show(
        request,
        "site/asked",
        digest=digest(agency, first, last),
        month=f"{first:%Y-%m}",
        may_write=any(may_write(request.actor, unit.path) for unit in units_of(agency)),
        say=say(request),
    )
