"""The list of a day: one press says who came and who did not, one counts a visitor without an appointment."""

import secrets
from datetime import date, timedelta
from itertools import groupby

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bianmin.delivery.appointments.actions.desk import settle, walk_in
from bianmin.delivery.appointments.queries import times, visits
from bianmin.delivery.appointments.vocab import State, VisitCard, Way
from bianmin.faces.desk.common import REFUSED, say, show, typed
from bianmin.faces.ui.doors import CASES, OFFICER, OPINION_WORK, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.refusals import refusals
from bianmin.foundation.clock.queries import office_calendar
from bianmin.journeys.appointment import cancel as cancel_visit
from bianmin.kernel.errors import NotFound

ONE = timedelta(days=1)


def _day(request: Request) -> date:
    """The day that is looked at: today unless the address names another."""
    try:
        return date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return today()


def _line(card: VisitCard, names: dict[str, str]) -> dict[str, object]:
    return {"visit": card, "state": State(card.state).label, "way": Way(card.way).label,
            "site": names.get(card.site, card.site)}  # fmt: skip


def _page(request: Request, wrong: str = "", status: int = 200) -> HttpResponseBase:
    actor, day, site = request.actor, _day(request), request.GET.get("site", "")
    places = times.sites(actor.agency)
    names = {one.code: one.name for one in places}
    cards, counted = visits.of_day(actor, actor.agency, day, site), visits.tally(actor, actor.agency, day)
    hours = [
        (start, [_line(card, names) for card in group]) for start, group in groupby(cards, key=lambda one: one.start)
    ]
    closed = not office_calendar(actor.agency).is_working(day)
    coming = None if cards else visits.booked_next(actor, actor.agency, max(day, today() - ONE))
    return show(
        request, "appointments/day", status=status, day=day, closed=closed, coming=coming, before=day - ONE,
        after=day + ONE, today=today(),
        hours=hours, places=places, site=site, tally=counted, wrong=wrong,
        unsettled=visits.unsettled(actor, actor.agency, today()), may=OFFICER.opens(actor),
        writes=OPINION_WORK.opens(actor), say=say(request),
        walk_ins=counted.get(Way.WALK_IN, 0), key=secrets.token_urlsafe(24),
    )  # fmt: skip


@door(CASES)
@require_safe
def days(request: Request) -> HttpResponseBase:
    """The visits of a day by time, and how many came."""
    return _page(request)


def _back(request: Request) -> HttpResponseBase:
    query = request.GET.urlencode()
    return redirect(f"/desk/appointments/{'?' + query if query else ''}")


@door(OFFICER)
@require_POST
@found
def one(request: Request, number: str) -> HttpResponseBase:
    """Say that somebody came or did not, or cancel for a caller."""
    said, by, at, errors = typed(request, "said"), request.actor, now(), dict[str, str]()
    with refusals(errors, passing=(NotFound,)):
        if said == "cancel":
            cancel_visit(number=number, by=by, at=at)
            messages.success(request, _("The appointment is cancelled, and whoever booked it is told."))
        else:
            settle(number=number, came=said == "came", by=by, at=at)
        return _back(request)
    return _page(request, "".join(errors.values()), REFUSED)


@door(OFFICER)
@require_POST
@found
def without(request: Request) -> HttpResponseBase:
    """Count somebody who came without an appointment."""
    walk_in(agency=request.actor.agency, site=typed(request, "site"), key=typed(request, "key")[:64],
            by=request.actor, at=now())  # fmt: skip
    messages.success(request, _("Counted: one visitor without an appointment."))
    return _back(request)
