"""Book for somebody who telephones 電話預約: the place, the service, a day, one of its free times, and who comes."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from bianmin.delivery.appointments.queries import times
from bianmin.delivery.appointments.vocab import DayFree, Site, Wish
from bianmin.delivery.catalog.queries import published
from bianmin.delivery.catalog.vocab import ServiceCard
from bianmin.faces.desk.asking import Asked, boxes
from bianmin.faces.desk.common import REFUSED, mistakes, say, show, typed
from bianmin.faces.ui.doors import OFFICER, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.refusals import refusals
from bianmin.faces.ui.templatetags.ui import day as day_in_words
from bianmin.journeys.appointment import book
from bianmin.kernel.errors import Refused
from bianmin.kernel.rocdate import TAIPEI, local_day
from bianmin.kernel.text import whole


class TimeIsMissing(Refused):
    """No time was chosen."""

    message = gettext_lazy("Choose one of the times.")


def _site(request: Request) -> Site | None:
    code = request.GET.get("site", "")
    places = times.sites(request.actor.agency)
    return next((one for one in places if one.code == code), places[0] if len(places) == 1 else None)


def _free_days(request: Request, site: Site) -> list[DayFree]:
    return [one for one in times.days(request.actor.agency, site, at=now()) if one.free]


def _day(request: Request, free: Sequence[DayFree]) -> date:
    """The day that was chosen, else the first that is free."""
    chosen = typed(request, "day") or request.GET.get("day", "")
    return next((one.day for one in free if one.day.isoformat() == chosen), free[0].day)


def _starts(request: Request, site: Site, day: date) -> tuple[tuple[str, str], ...]:
    """The free times of a day."""
    lines = [one for one in times.times(request.actor.agency, site, day, at=now()) if one.free]
    return tuple((one.start.isoformat(), f"{one.start.astimezone(TAIPEI):%H:%M}") for one in lines)


def _asked(request: Request, site: Site, day: date) -> list[Asked]:
    reader = say(request)
    services = tuple((one.code, reader(one.name)) for one in _services(request, site))
    phone_hint = _("We call only if we have to move the appointment.")
    asked = [
        Asked("service", _("Service"), part="select", options=services),
        Asked("start", _("Time of day"), part="select", options=_starts(request, site, day)),
        Asked("name", _("Name")),
        Asked("phone", _("Telephone"), hint=phone_hint),
        Asked("email", _("E-mail"), required=False),
        Asked("case", _("Application that is brought along"), required=False, short=True),
    ]
    if site.about:
        asked.insert(2, Asked("about", reader(site.about), part="lines"))
    if site.least > 1:
        asked.insert(2, Asked("matters", _("How many applications?"), short=True))
    return asked


class ServiceIsMissing(Refused):
    """None of those that one comes here for was chosen."""

    message = gettext_lazy("Choose the service.")


def _services(request: Request, site: Site) -> list[ServiceCard]:
    return [one for one in published(request.actor.agency, today()) if site.serves(one.code)]


def _start(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise TimeIsMissing(field="start") from None


def _wish(request: Request, site: Site) -> Wish:
    said: Mapping[str, str] = {
        name: typed(request, name) for name in ("service", "name", "phone", "email", "case", "about", "key")
    }
    if said["service"] not in {one.code for one in _services(request, site)}:
        raise ServiceIsMissing(field="service")
    matters = whole(typed(request, "matters")) if site.least > 1 else 1
    return Wish(
        agency=request.actor.agency, site=site.code, service_code=said["service"], service_name="",
        start=_start(typed(request, "start")), key=said["key"], name=said["name"], phone=said["phone"],
        email=said["email"], matters=matters, case=said["case"][:30], about=said["about"],
    )  # fmt: skip


@door(OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def booking(request: Request) -> HttpResponseBase:
    """Choose the place, then ask the caller; the number is said on the telephone and goes out by e-mail."""
    places, site = times.sites(request.actor.agency), _site(request)
    if site is None:
        return show(request, "appointments/choose", places=places, say=say(request))
    errors: dict[str, str] = {}
    if request.method == "POST" and typed(request, "go") != "times":
        with refusals(errors):
            visit = book(wish=_wish(request, site), by=request.actor, at=now())
            said = {"day": day_in_words(visit.on), "time": f"{visit.start.astimezone(TAIPEI):%H:%M}",
                    "number": visit.number}  # fmt: skip
            messages.success(request, _("Booked: %(day)s %(time)s. Tell the caller the number %(number)s.") % said)
            return redirect(f"/desk/appointments/?day={local_day(visit.start)}")
    return _page(request, site, errors)


def _page(request: Request, site: Site, errors: dict[str, str]) -> HttpResponseBase:
    """The days, the times of one of them, and who calls, with what was typed before."""
    free = _free_days(request, site)
    day = _day(request, free) if free else None
    asked = _asked(request, site, day) if day else []
    return show(
        request, "appointments/booking", status=REFUSED if errors else 200, site=site, days=free, chosen=day,
        boxes=boxes(asked, request.POST if request.method == "POST" else None, errors), errors=mistakes(errors),
        key=typed(request, "key") or secrets.token_urlsafe(24), say=say(request),
        several=len(times.sites(request.actor.agency)) > 1,
    )  # fmt: skip
