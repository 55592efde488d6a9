"""The office calendar: which days are worked, who said so, closing a day early or late, importing the official one."""

import base64
import binascii
from datetime import date, timedelta
from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bianmin.delivery.cases.queries.dues import Moved, would_move
from bianmin.faces.desk.asking import Asked, ask_page
from bianmin.faces.desk.common import REFUSED, agency_of, mistake_of, mistakes, sent, show
from bianmin.faces.ui.doors import CALENDAR, STAFF, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.foundation.accounts.queries import names
from bianmin.foundation.clock.queries import DayChange, closures, entries, office_calendar, preview, years_known
from bianmin.foundation.clock.reckon import official
from bianmin.foundation.clock.rules import may_set_calendar
from bianmin.foundation.clock.vocab import DayState, Origin
from bianmin.foundation.orgs.queries import agencies, below
from bianmin.journeys.closures import Effect, close_day, import_calendar, reopen_day
from bianmin.kernel import rocdate
from bianmin.kernel.errors import Refused
from bianmin.kernel.text import whole

STATES: Final = (
    (DayState.CLOSED.value, gettext_lazy("Closed the whole day")),
    (DayState.MORNING.value, gettext_lazy("Open in the morning only")),
    (DayState.AFTERNOON.value, gettext_lazy("Open in the afternoon only")),
    (DayState.OPEN.value, gettext_lazy("Worked, though a day off")),
)
ORIGINS: Final = {
    Origin.OFFICIAL: gettext_lazy("Official calendar, imported"),
    Origin.BUILT_IN: gettext_lazy("Official calendar, as it comes with Bianmin"),
    Origin.ASSUMED: gettext_lazy("Not published yet: dates are provisional"),
}
WHY_HINT: Final = gettext_lazy("Citizens whose date moves read it: for example typhoon, suspension of work.")
WHO_HINT: Final = gettext_lazy("For example the county government, with the date.")
LOAD: Final = "load"
OWN, ALL = "own", "all"
SATURDAY: Final = 5
SHOWN: Final = timedelta(days=366)


def _entries(agency: str, on: date) -> list[dict[str, Any]]:
    rows = list(entries(agency, on - SHOWN, on + SHOWN))
    people, here = names(row.actor for row in rows), {row.code: row.name for row in agencies()}
    return [
        {
            "row": row,
            "state": dict(STATES).get(row.state, _("Taken back: as the calendar says")),
            "who": people.get(row.actor, row.actor),
            "above": here.get(row.above, ""),
            "late": row.at.astimezone(rocdate.TAIPEI).date() > row.day,
        }
        for row in rows
    ]


def _page(request: Request, status: int = 200, **more: Any) -> HttpResponseBase:
    on, agency = today(), agency_of(request)
    year, calendar = whole(request.GET.get("year", ""), on.year), office_calendar(agency)
    days = (date(year, 1, 1) + timedelta(days=count) for count in range(366))
    unusual = [(day, calendar.on(day)) for day in days if day.year == year and _unusual(day, calendar.is_working(day))]
    standing = [(row, dict(STATES)[row.state]) for row in closures(agency, on - SHOWN, on + SHOWN)]
    return show(
        request,
        "calendar/page",
        status=status,
        year=year,
        unusual=unusual,
        standing=standing,
        entries=_entries(agency, on),
        years=[(one, ORIGINS[origin], source) for one, origin, source in years_known(agency, on.year - 1, on.year + 2)],
        may=may_set_calendar(request.actor, agency),
        **{"errors": [], **more},
    )


def _unusual(day: date, working: object) -> bool:
    return bool(working) != (day.weekday() < SATURDAY)


@door(STAFF)
@require_safe
@found
def calendar(request: Request) -> HttpResponseBase:
    """Days off and make-up workdays of a year, closures in force, and everything that was said of days."""
    return _page(request)


def _said(request: Request, effect: Effect, words: str) -> None:
    moved = len(effect.moved)
    followed = ngettext("The date of %(count)d case moved.", "The dates of %(count)d cases moved.", moved)
    messages.success(request, f"{words} {followed % {'count': moved}}" if moved else words)


def _offices(request: Request, where: str) -> list[str]:
    own = request.actor.agency
    return below(own) if where == ALL else [own]


def _close_questions(request: Request) -> list[Asked]:
    asked = [
        Asked("day", _("Which day?"), hint=_("For example 115/9/2 or 2026-09-02; a day gone by too."), short=True),
        Asked("state", _("What does the office do?"), part="choices", options=STATES, value=DayState.CLOSED.value),
        Asked("reason", _("Why?"), hint=WHY_HINT),
        Asked("source", _("Who announced it?"), hint=WHO_HINT, required=False),
    ]
    under = len(below(request.actor.agency)) - 1
    if under:
        every = ngettext("This office and %(count)d below it", "This office and %(count)d below it", under)
        options = ((OWN, _("This office only")), (ALL, every % {"count": under}))
        asked.append(Asked("where", _("For whom?"), part="choices", options=options, value=OWN))
    return asked


@door(CALENDAR)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def close(request: Request) -> HttpResponseBase:
    """Say what the office does on a day; due dates of open cases follow and say why."""
    asked, errors = _close_questions(request), dict[str, str]()
    if request.method == "POST":
        typed = sent(request, *(one.name for one in asked))
        try:
            effect = _close(request, typed)
        except Refused as refusal:
            errors = mistake_of(refusal) if refusal.field else {"day": str(refusal)}
        else:
            _said(request, effect, _("The day is entered."))
            return redirect("desk-calendar")
    return ask_page(
        request,
        asked,
        errors,
        title=_("Close a day, or open one"),
        lead=_("Dates of open cases move at once, as if it had been known beforehand, and each case says why."),
        go=_("Enter the day"),
        back="/desk/calendar/",
        backwards=_("Calendar"),
    )


def _close(request: Request, typed: dict[str, str]) -> Effect:
    state = typed["state"] if typed["state"] in set(DayState) else DayState.CLOSED.value
    return close_day(
        offices=_offices(request, typed.get("where", OWN)),
        day=rocdate.parse(typed["day"]),
        state=DayState(state),
        reason=typed["reason"],
        source=typed["source"],
        by=request.actor,
        at=now(),
    )


@door(CALENDAR)
@require_POST
@found
def reopen(request: Request) -> HttpResponseBase:
    """Take a closure back."""
    try:
        day = rocdate.parse(request.POST.get("day", "").replace("\0", ""))
        offices = _offices(request, request.POST.get("where", OWN))
        effect = reopen_day(offices=offices, day=day, reason="", by=request.actor, at=now())
    except rocdate.UnreadableDate as refusal:
        return _page(request, status=REFUSED, errors=mistakes({"day": refusal}))
    _said(request, effect, _("The closure is taken back; the correction stays on record."))
    return redirect("desk-calendar")


def _content(request: Request) -> bytes:
    """The file chosen now, or the one that the preview carried on."""
    chosen = request.FILES.get("file")
    if chosen is not None:
        return bytes(chosen.read(official.MOST_BYTES + 1))
    try:
        return base64.b64decode(request.POST.get("carried", ""), validate=True)
    except binascii.Error:
        return b""


def _ahead(request: Request, content: bytes) -> dict[str, Any]:
    """What an import would change: days, and cases whose date would move."""
    agency, years = request.actor.agency, official.read(content)
    moved = would_move(agency, office_calendar(agency).with_years(years), as_of=today())
    changes: list[DayChange] = preview(agency, years)
    cases: list[Moved] = moved[:100]
    carried = base64.b64encode(content).decode()
    return {
        "ahead": True,
        "new": sorted(years),
        "changes": changes,
        "cases": cases,
        "count": len(moved),
        "carried": carried,
    }


@door(CALENDAR)
@require_POST
@found
def load(request: Request) -> HttpResponseBase:
    """Show what a calendar would change, then import it: whole years or nothing."""
    content = _content(request)
    try:
        if request.POST.get("step") != LOAD:
            return _page(request, **_ahead(request, content))
        name = _("Official calendar, imported on the desk")
        years, effect = import_calendar(
            agency=request.actor.agency, content=content, source=name, by=request.actor, at=now()
        )
    except Refused as refusal:
        return _page(request, status=REFUSED, errors=mistakes({"file": refusal}))
    words = _("The calendar of %(years)s is loaded.") % {"years": ", ".join(map(str, years))}
    _said(request, effect, words if years else _("This calendar was loaded already; nothing changed."))
    return redirect("desk-calendar")
