"""Say who comes, look at it all once more, and book."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bianmin.delivery.appointments.actions.book import check_wish
from bianmin.delivery.appointments.queries.times import times
from bianmin.delivery.appointments.vocab import ABOUT_MOST, Site, Wish
from bianmin.delivery.catalog.vocab import ServiceCard
from bianmin.faces.portal.appointments.times import place, start_of
from bianmin.faces.portal.common import letters_language, mistakes, say, show_own
from bianmin.faces.ui.agency import AgencyCard
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.holds import hold
from bianmin.faces.ui.now import now
from bianmin.faces.ui.questions import Box, Choice
from bianmin.faces.ui.refusals import refusals
from bianmin.foundation.notices.contrib.sms import text_is_set
from bianmin.foundation.packs.queries.translations import Reader
from bianmin.journeys.appointment import book
from bianmin.kernel.text import whole

ASKED = ("name", "phone", "email", "sms", "matters", "about", "key", "case")
MOST = {"about": ABOUT_MOST + 1}
"""How much of what was typed is looked at, where it is not a line: one more than is kept, so that more is refused."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the address says: the agency, the service, the place and the moment."""

    here: AgencyCard
    service: ServiceCard
    site: Site
    start: datetime


def _typed(request: Request) -> dict[str, str]:
    """What was typed; a page opened anew has a new key, and the application it came with."""
    if request.method == "POST":
        return {name: request.POST.get(name, "").replace("\0", "").strip()[: MOST.get(name, 254)] for name in ASKED}
    return {"key": secrets.token_urlsafe(24), "case": request.GET.get("case", "")[:30]}


def _wish(chosen: Chosen, typed: Mapping[str, str]) -> Wish:
    return Wish(
        agency=chosen.here.code,
        site=chosen.site.code,
        service_code=chosen.service.code,
        service_name=chosen.service.name,
        start=chosen.start,
        key=typed.get("key", ""),
        name=typed.get("name", ""),
        phone=typed.get("phone", ""),
        email=typed.get("email", ""),
        language=letters_language(),
        sms_agreed=typed.get("sms") == "yes",
        matters=whole(typed.get("matters", "")) if chosen.site.least > 1 else 1,
        case=typed.get("case", ""),
        about=typed.get("about", ""),
    )


def who_comes(site: Site, typed: Mapping[str, str], known: Mapping[str, str], reader: Reader) -> list[Box]:
    """The questions about who comes, with what was typed and what is wrong; `reader` translates the place's."""
    call = _("We call only if we have to move the appointment.")
    asked = [
        ("name", _("Your name"), "", "text", "name", True),
        ("phone", _("Your telephone number"), call, "tel", "tel", True),
        ("email", _("Your e-mail"), _("Number, code and a reminder go there."), "email", "email", False),
    ]
    boxes = [
        Box("line", name, label, hint, known.get(name, ""), required=needed, value=typed.get(name, ""), type=kind,
            mode=kind, autocomplete=complete)
        for name, label, hint, kind, complete, needed in asked
    ]  # fmt: skip
    if site.about:
        boxes.append(
            Box(
                "lines",
                "about",
                reader(site.about),
                "",
                known.get("about", ""),
                required=True,
                value=typed.get("about", ""),
            )
        )
    if site.least > 1:
        hint = _("This place is for %(least)d or more at once.") % {"least": site.least}
        boxes.append(
            Box("line", "matters", _("How many applications do you bring?"), hint, known.get("matters", ""),
                required=True, value=typed.get("matters", ""), mode="numeric", short=True)
        )  # fmt: skip
    if text_is_set():
        agreed = Choice("yes", _("Yes, to this number"), "", typed.get("sms") == "yes")
        boxes.append(
            Box("choices", "sms", _("Remind me by text message"), "", known.get("sms", ""), required=False,
                several=True, choices=(agreed,))
        )  # fmt: skip
    return boxes


def _page(request: Request, chosen: Chosen, typed: Mapping[str, str], known: Mapping[str, str]) -> HttpResponseBase:
    """The questions; after a refusal with its sentence, and the other times of the day where this one is full."""
    others = times(chosen.here.code, chosen.site, chosen.start.date(), at=now()) if "start" in known else []
    return show_own(
        request, "appointments/who", status=422 if known else 200, chosen=chosen, typed=typed,
        boxes=who_comes(chosen.site, typed, known, say(chosen.here)), errors=mistakes(known), say=say(chosen.here),
        others=[one for one in others if one.free], on=chosen.start.date(),
    )  # fmt: skip


@door(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def wish(request: Request, agency: str, service: str, site: str, day: str, time: str) -> HttpResponseBase:
    """Ask who comes, show it all once more, then book; whoever booked holds the booking from then on."""
    chosen = Chosen(*place(agency, service, site), start_of(day, time))
    typed, go = _typed(request), request.POST.get("go", "")
    if request.method != "POST" or go == "change":
        return _page(request, chosen, typed, {})
    wanted, at, errors = _wish(chosen, typed), now(), dict[str, str]()
    with refusals(errors, "name"):
        check_wish(wanted, chosen.site, at)
        if go != "book":
            return show_own(
                request, "appointments/check", chosen=chosen, typed=typed, wish=wanted, say=say(chosen.here)
            )
        visit = book(wish=wanted, by=request.actor, at=at)
        hold(request, visit.subject)
        return redirect("appointment-own", agency=agency, number=visit.number)
    return _page(request, chosen, typed, errors)
