"""Call a meeting of a group with its agenda, and call one off."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bianmin.faces.desk.asking import Asked, ask_page
from bianmin.faces.desk.common import day_in, sent, typed
from bianmin.faces.ui.doors import MINUTES, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.refusals import refusals
from bianmin.kernel.errors import NotAllowed
from bianmin.quality.groups.actions import meetings as actions
from bianmin.quality.groups.queries.agenda import drawn
from bianmin.quality.groups.queries.groups import group, meeting
from bianmin.quality.groups.rules import may_call
from bianmin.quality.groups.vocab import GroupShape, Item, Kind, State


def _questions(items: list[Item]) -> list[Asked]:
    options = tuple((item.text, item.text) for item in items)
    return [
        Asked("held_on", _("Day"), short=True, value=today().isoformat(), hint=_("For example 115/9/2 or 2026-09-02.")),
        Asked("time", _("Time"), short=True, required=False, hint=_("For example 14:00.")),
        Asked("place", _("Where"), required=False),
        *([Asked("items", _("Agenda"), part="choices", options=options, several=True, required=False,
                 value=tuple(item.text for item in items),
                 hint=_("Drawn from what is tracked, planned and proposed. Take off what is not talked over."))]
          if options else []),
        Asked("others", _("Further items"), part="lines", required=False, hint=_("One on each line.")),
    ]  # fmt: skip


def _called(request: Request, code: str, items: list[Item]) -> actions.Called:
    words = sent(request, "held_on", "time", "place", "others")
    chosen = set(request.POST.getlist("items"))
    own = tuple(Item(text=line.strip()) for line in words["others"].splitlines() if line.strip())
    kept = tuple(item for item in items if item.text in chosen)
    day = day_in(words["held_on"], "held_on")
    return actions.Called(request.actor.agency, code, day, (*kept, *own), words["time"], words["place"])


def _callable(request: Request, code: str) -> GroupShape:
    shape = group(request.actor.agency, code)
    if not may_call(request.actor, request.actor.agency) or shape.kind is Kind.PANEL:
        raise NotAllowed
    return shape


@door(MINUTES)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def call(request: Request, code: str) -> HttpResponseBase:
    """Call a meeting; its agenda draws what is open by itself."""
    shape, errors = _callable(request, code), dict[str, str]()
    items = drawn(request.actor, request.actor.agency, shape, on=today())
    if request.method == "POST":
        with refusals(errors, "items"):
            row = actions.call(called=_called(request, code, items), by=request.actor, at=now())
            messages.success(request, _("The meeting is called; those who sit in the group find it on their desk."))
            return redirect("desk-meeting", key=row.pk)
    return ask_page(
        request, _questions(items), errors, title=_("Call a meeting"), lead=shape.name, go=_("Call the meeting"),
        back=f"/desk/groups/{code}/", backwards=shape.name,
    )  # fmt: skip


@door(MINUTES)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def off(request: Request, key: int) -> HttpResponseBase:
    """Call a meeting off, with the reason."""
    card, errors = meeting(request.actor, key), dict[str, str]()
    if not may_call(request.actor, card.agency) or card.state is not State.CALLED:
        raise NotAllowed
    if request.method == "POST":
        with refusals(errors):
            actions.call_off(key=key, reason=typed(request, "reason"), by=request.actor, at=now())
            messages.success(request, _("The meeting is called off."))
            return redirect("desk-meeting", key=key)
    return ask_page(
        request, [Asked("reason", _("Reason"), part="lines")], errors, title=_("Call the meeting off"),
        lead=card.number, go=_("Call the meeting off"), back=f"/desk/meetings/{key}/", backwards=card.number,
    )  # fmt: skip
