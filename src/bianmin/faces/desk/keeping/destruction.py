"""Destruction by a list two persons agree on 銷毀清冊, and holds 暫緩銷毀."""

from collections.abc import Callable, Mapping
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bianmin.faces.desk.asking import Asked, boxes
from bianmin.faces.desk.common import REFUSED, mistakes, show, typed
from bianmin.faces.ui.doors import AUDIT, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now
from bianmin.faces.ui.refusals import refusals
from bianmin.foundation.accounts.queries import names
from bianmin.foundation.privacy.actions.destruction import approve, lift
from bianmin.foundation.privacy.queries import destruction as one_list
from bianmin.foundation.privacy.queries import destructions, holds, matters
from bianmin.journeys.privacy.destruction import carry_out, hold_matter, past_time, propose
from bianmin.journeys.privacy.retention import removed_by_themselves, years_kept
from bianmin.kernel.errors import NotFound, Refused
from bianmin.kernel.text import whole
from bianmin.kernel.words import N_


class NoSuchNumber(Refused):
    """A number that nothing has."""

    message = N_("No case, permit, request, opinion or message has this number. Check it.")


WORDS: Final = {
    "case": (gettext_lazy("Cases, with papers, interviews and letters"), gettext_lazy("the decision")),
    "rating": (gettext_lazy("Ratings"), gettext_lazy("the rating")),
    "permit": (gettext_lazy("Permits, with reminders and uses"), gettext_lazy("their last day")),
    "demand": (gettext_lazy("Requests about personal data"), gettext_lazy("the decision")),
    "visit": (gettext_lazy("Appointments"), gettext_lazy("their day")),
    "opinion": (gettext_lazy("Opinions"), gettext_lazy("the day they were closed")),
    "message": (gettext_lazy("Messages of the forum"), gettext_lazy("the last reply")),
}
"""What each class is called, and from what its years are counted."""
DAYS: Final = {
    "draft": gettext_lazy("Uploads and half-filled applications that were never sent"),
    "attempt": gettext_lazy("Failed look-ups by number"),
    "sign-in": gettext_lazy("Records of signing in"),
    "subscription": gettext_lazy("Subscriptions of newsletters that nobody confirmed"),
}


def _classes(agency: str) -> list[dict[str, object]]:
    """Every class: how long it is kept and since when, and how many rows are past it."""
    years, past = years_kept(agency), past_time(agency, at=now())
    return [
        {"code": code, "name": name, "since": since, "years": years.get(code), "past": past.get(code)}
        for code, (name, since) in WORDS.items()
    ]


def _page(request: Request, errors: Mapping[str, str], verb: str = "") -> HttpResponseBase:
    agency = request.actor.agency
    asked = [
        Asked("number", _("Number of the case, permit or request"), short=True),
        Asked("reason", _("Why it must be kept"), hint=_("A dispute, an audit, an inquiry; name no person.")),
    ]
    return show(
        request, "keeping/destruction", REFUSED if errors else 200, errors=mistakes(errors),
        classes=_classes(agency), days=[(DAYS[code], days) for code, days in removed_by_themselves().items()],
        lists=list(destructions(request.actor, agency=agency)[:50]), holds=list(holds(request.actor, agency=agency)),
        boxes=boxes(asked, request.POST if verb == "hold" else None, errors if verb == "hold" else {}),
    )  # fmt: skip


@door(AUDIT)
@require_safe
@found
def lists(request: Request) -> HttpResponseBase:
    """Every list, and what is on hold."""
    return _page(request, {})


def _propose(request: Request) -> None:
    kind = typed(request, "kind") or "case"
    propose(agency=request.actor.agency, kind=kind, by=request.actor, at=now())


def _hold(request: Request) -> None:
    try:
        hold_matter(
            agency=request.actor.agency, number=typed(request, "number"), reason=typed(request, "reason"),
            by=request.actor, at=now(),
        )  # fmt: skip
    except NotFound as missing:
        raise NoSuchNumber(field="number") from missing


def _lift(request: Request) -> None:
    lift(hold=whole(typed(request, "hold")), agency=request.actor.agency, by=request.actor, at=now())


VERBS: Final[dict[str, Callable[[Request], None]]] = {"propose": _propose, "hold": _hold, "lift": _lift}


@door(AUDIT)
@require_POST
@found
def act(request: Request, verb: str) -> HttpResponseBase:
    """Propose a list, put something on hold, end a hold."""
    if verb not in VERBS:
        raise Http404
    errors: dict[str, str] = {}
    with refusals(errors):
        VERBS[verb](request)
        messages.success(request, _("It is done."))
        return redirect("desk-destruction")
    return _page(request, errors, verb)


def _one(request: Request, number: str, errors: Mapping[str, str]) -> HttpResponseBase:
    row = one_list(request.actor, number, agency=request.actor.agency)
    people = names([row.proposed_by, row.approved_by])
    return show(
        request, "keeping/destruction_list", REFUSED if errors else 200, row=row, matters=matters(row),
        proposed_by=people.get(row.proposed_by, row.proposed_by), approved_by=people.get(row.approved_by, ""),
        own=request.actor.key == row.proposed_by, errors=mistakes(errors), kind=WORDS[row.kind][0],
    )  # fmt: skip


@door(AUDIT)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def one(request: Request, number: str) -> HttpResponseBase:
    """One list; POST approves it, or carries it out."""
    if request.method != "POST":
        return _one(request, number, {})
    does, errors = carry_out if typed(request, "verb") == "carry_out" else approve, dict[str, str]()
    with refusals(errors):
        does(number=number, agency=request.actor.agency, by=request.actor, at=now())
        messages.success(request, _("It is done."))
        return redirect("desk-destruction-list", number=number)
    return _one(request, number, errors)
