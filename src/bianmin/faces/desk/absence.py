"""Absences and deputies 差假與代理: who is away, who does the work, and taking on a colleague's roles meanwhile."""

from datetime import timedelta
from typing import Final

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bianmin.faces.desk.asking import Asked, ask_page
from bianmin.faces.desk.common import day_in, mistake_of, sent, show
from bianmin.faces.ui.doors import STAFF, STANDING_IN, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.foundation.accounts.actions.absences import end_absence, enter_absence
from bianmin.foundation.accounts.queries import absences, deputy_of, names, staff_of
from bianmin.kernel.actor import Role
from bianmin.kernel.errors import NotAllowed, NotFound, Refused
from bianmin.kernel.words import N_

KEEPERS: Final = (Role.CHIEF, Role.ADMIN)


def _may_for_all(request: Request) -> bool:
    return request.actor.has(*KEEPERS)


@door(STAFF)
@require_safe
def absence(request: Request) -> HttpResponseBase:
    """Who is away now or will be, and for whom the reader stands in."""
    on, me = today(), request.actor
    every = absences(me, since=on)
    mine = [one for one in every if one.stand_in.key == me.key and one.valid_from <= on]
    lines = [(one, one.absent.key == me.key or _may_for_all(request), one.valid_from <= on) for one in every]
    acting = names([me.deputising_for]).get(me.deputising_for, "")
    return show(request, "absence", lines=lines, mine=mine, acting=acting)


def _questions(request: Request) -> list[Asked]:
    people = tuple((one.key, f"{one.name} {one.title}") for one in staff_of(request.actor.agency))
    named, choice = deputy_of(request.actor.key, on=today()), people
    own = named.key if named else ""
    hint = _("For example 115/9/2 or 2026-09-02.")
    asked = [
        Asked("valid_from", _("First day away"), hint=hint, short=True),
        Asked("valid_until", _("Last day away"), hint=hint, short=True),
        Asked("stand_in", _("Who does the work meanwhile?"), part="select", options=choice, value=own),
    ]
    if _may_for_all(request):
        who = Asked("absent", _("Who is away?"), part="select", options=people, value=request.actor.key)
        return [who, *asked]
    return asked


@door(STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def enter(request: Request) -> HttpResponseBase:
    """Enter an absence: one's own, or as chief a colleague's."""
    asked, errors = _questions(request), dict[str, str]()
    if request.method == "POST":
        try:
            _enter(request, sent(request, "absent", "stand_in", "valid_from", "valid_until"))
        except Refused as refusal:
            errors = mistake_of(refusal)
        else:
            messages.success(request, _("The absence is entered. The work appears at the deputy's to-do list."))
            return redirect("desk-absence")
    return ask_page(
        request,
        asked,
        errors,
        title=_("Enter an absence"),
        lead=_("From the first day to the last the deputy sees and does this work; it ends by itself."),
        go=_("Enter the absence"),
        back="/desk/absence/",
        backwards=_("Absence and deputies"),
    )


class ChooseSomebody(Refused):
    """No deputy was chosen."""

    message = N_("Choose who does the work meanwhile.")


def _enter(request: Request, typed: dict[str, str]) -> None:
    absent = typed["absent"] if _may_for_all(request) and typed["absent"] else request.actor.key
    first, last = (day_in(typed[name], name) for name in ("valid_from", "valid_until"))
    try:
        enter_absence(
            absent=absent, stand_in=typed["stand_in"], valid_from=first, valid_until=last, by=request.actor, at=now()
        )
    except NotFound:
        raise ChooseSomebody(field="stand_in") from None


@door(STAFF)
@require_POST
@found
def end(request: Request, key: int) -> HttpResponseBase:
    """Back early: the absence ends yesterday, one that has not begun is taken back."""
    end_absence(absence=key, until=today() - timedelta(days=1), by=request.actor, at=now())
    messages.success(request, _("The absence is ended."))
    return redirect("desk-absence")


@door(STAFF)
@require_POST
@found
def stand_in(request: Request) -> HttpResponseBase:
    """Take on the roles of a colleague away, or lay them down; everything done meanwhile is journaled as deputising."""
    wanted = request.POST.get("for", "")
    if wanted and wanted not in request.actor.absent:
        raise NotAllowed
    request.session[STANDING_IN] = wanted
    messages.success(request, _("You act as deputy now.") if wanted else _("You act for yourself again."))
    return redirect("desk")
