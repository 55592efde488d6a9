"""Book for somebody who telephones 電話預約: the place, the service, a day, one of its free times, and who comes."""

import secrets
from collections.abc import Mapping
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bianmin.delivery.appointments.queries import times
from bianmin.delivery.appointments.vocab import Site, Wish
from bianmin.delivery.catalog.queries import published
from bianmin.faces.desk.asking import Asked, boxes
from bianmin.faces.desk.common import REFUSED, mistake_of, mistakes, say, show, typed
from bianmin.faces.ui.doors import OFFICER, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.templatetags.ui import day as day_in_words
from bianmin.journeys.appointment import book
from bianmin.kernel.errors import NotAllowed, NotFound, Refused
from bianmin.kernel.rocdate import TAIPEI, local_day
from bianmin.kernel.text import whole


class TimeIsMissing(Refused):
    """No time was chosen."""

    message = _("Choose one of the times.")


def _site(request: Request) -> Site | None:
    code = request.GET.get("site", "")
    places = times.sites(request.actor.agency)
    return next((one for one in places if one.code == code), places[0] if len(places) == 1 else None)


def _starts(request: Request, site: Site) -> tuple[tuple[str, str], ...]:
    """The free times of the day that was chosen, or of the first day with any."""
    agency, at = request.actor.agency, now()
    free = [one for one in times.days(agency, site, at=at) if one.free]
    chosen = next((one.day for one in free if one.day.isoformat() == request.GET.get("day", "")), None)
    day = chosen or (free[0].day if free else None)
    lines = [one for one in times.times(agency, site, day, at=at) if one.free] if day else []
    return tuple((one.start.isoformat(), f"{one.start.astimezone(TAIPEI):%H:%M}") for one in lines)


def _asked(request: Request, site: Site) -> list[Asked]:
    reader, offered = say(request), published(request.actor.agency, today())
    services = tuple((one.code, reader(one.name)) for one in offered if site.serves(one.code))
    phone_hint = _("We call only if we have to move the appointment.")
    asked = [
        Asked("service", _("Service"), part="select", options=services),
        Asked("start", _("Time of day"), part="select", options=_starts(request, site)),
        Asked("name", _("Name")),
        Asked("phone", _("Telephone"), hint=phone_hint),
        Asked("email", _("E-mail"), required=False),
        Asked("case", _("Application that is brought along"), required=False, short=True),
    ]
    if site.least > 1:
        asked.insert(2, Asked("matters", _("How many applications?"), short=True))
    return asked


def _start(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise TimeIsMissing(field="start") from None


def _wish(request: Request, site: Site) -> Wish:
    said: Mapping[str, str] = {
        name: typed(request, name) for name in ("service", "name", "phone", "email", "case", "key")
    }
    matters = whole(typed(request, "matters")) if site.least > 1 else 1
    return Wish(
        agency=request.actor.agency, site=site.code, service_code=said["service"], service_name="",
        start=_start(typed(request, "start")), key=said["key"], name=said["name"], phone=said["phone"],
        email=said["email"], matters=matters, case=said["case"][:30],
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
    if request.method == "POST":
        try:
            visit = book(wish=_wish(request, site), by=request.actor, at=now())
        except NotFound:
            errors = {"service": _("Choose the service.")}
        except NotAllowed:
            raise
        except Refused as refusal:
            errors = mistake_of(refusal)
        else:
            said = {"day": day_in_words(visit.on), "time": f"{visit.start.astimezone(TAIPEI):%H:%M}",
                    "number": visit.number}  # fmt: skip
            messages.success(request, _("Booked: %(day)s %(time)s. Tell the caller the number %(number)s.") % said)
            return redirect(f"/desk/appointments/?day={local_day(visit.start)}")
    days = [one for one in times.days(request.actor.agency, site, at=now()) if one.free]
    return show(
        request, "appointments/booking", status=REFUSED if errors else 200, site=site, places=places, days=days,
        boxes=boxes(_asked(request, site), request.POST if errors else None, errors), errors=mistakes(errors),
        chosen=request.GET.get("day", ""), key=typed(request, "key") or secrets.token_urlsafe(24), say=say(request),
    )  # fmt: skip
