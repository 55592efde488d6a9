"""What each unit received, granted and took for one service: numbers, no case of anybody."""

from datetime import date
from typing import Final

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bianmin.delivery.cases.queries.units import by_unit
from bianmin.delivery.catalog.queries import service as service_now
from bianmin.faces.desk.common import say, show
from bianmin.faces.ui.doors import CATALOG, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import today
from bianmin.kernel.text import whole

ROC: Final = 1911
YEARS: Final = 3
EVER: Final = 1


@door(CATALOG)
@require_safe
@found
def units(request: Request, code: str) -> HttpResponseBase:
    """The units of one service, in a year of the Republic or in all years."""
    card, this = service_now(request.actor.agency, code, today()), today().year - ROC
    asked = request.GET.get("year", "")
    year = whole(asked) if EVER <= whole(asked) <= this else 0
    first, last = (date(year + ROC, 1, 1), date(year + ROC, 12, 31)) if year else (date(EVER + ROC, 1, 1), today())
    lines = by_unit(request.actor, card, first, last)
    return show(
        request, "catalog/units", card=card, lines=lines, year=year, years=range(this, this - YEARS, -1),
        received=sum(one.received for one in lines), granted=sum(one.granted for one in lines), say=say(request),
        title=_("By unit"),
    )  # fmt: skip
