"""What services cost: every schedule with its basis, its waivers, and how one may pay in parts."""

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from bianmin.delivery.catalog.queries import published
from bianmin.delivery.payments.queries.terms import fines_of, instalments_of, schedules_of
from bianmin.faces.portal.common import say, show, the_agency
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import today


@door(ANYONE)
@require_safe
@found
def fees(request: Request, agency: str) -> HttpResponseBase:
    """The fee schedules, standards of fines and terms of instalments of an agency, as they are today."""
    here, on = the_agency(agency), today()
    services = {one.code: one for one in published(here.code, on)}
    schedules = [(services.get(one.service), one) for one in schedules_of(here.code, on)]
    priced = {one.service for _service, one in schedules}
    plain = [one for one in services.values() if one.code not in priced]
    return show(
        request,
        "money/fees",
        schedules=schedules,
        plain=plain,
        fines=fines_of(here.code, on),
        terms=instalments_of(here.code, on),
        say=say(here),
    )
