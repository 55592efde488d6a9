"""What was looked up instead of asked for: by register, with the papers saved, and the newest ones."""

from datetime import date
from typing import Final

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bianmin.delivery.exchange.queries.lookups import newest, registers, tallies
from bianmin.faces.desk.common import say, show
from bianmin.faces.ui.doors import CASES, Request, door
from bianmin.faces.ui.now import today
from bianmin.foundation.accounts.queries import names
from bianmin.kernel.text import whole

FIRST_YEAR: Final = 1
YEARS: Final = 3
ROC: Final = 1911


@door(CASES)
@require_safe
def lookups(request: Request) -> HttpResponseBase:
    """A year's look-ups of the reader's units."""
    this = today().year - ROC
    year = whole(request.GET.get("year", ""))
    year = year if FIRST_YEAR <= year <= this else this
    first, last = date(year + ROC, 1, 1), date(year + ROC, 12, 31)
    made = newest(request.actor, first, last)
    people = names(one.by for one in made)
    counted = tallies(request.actor, first, last)
    return show(
        request, "lookups", year=year, years=range(this, this - YEARS, -1), tallies=counted,
        saved=sum(one.saved for one in counted), asked=sum(one.asked for one in counted),
        lines=[(one, people.get(one.by, "")) for one in made], say=say(request), book=registers(request.actor.agency),
        title=_("Look-ups"),
    )  # fmt: skip
