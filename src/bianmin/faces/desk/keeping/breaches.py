"""Breaches of personal data 個資事故: recorded at once, with what the law asks for and until when."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bianmin.faces.desk.asking import Asked, ask_page, boxes
from bianmin.faces.desk.common import REFUSED, mistakes, show, typed
from bianmin.faces.ui.doors import BREACHES, BREACHES_KEPT, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now
from bianmin.faces.ui.refusals import refusals
from bianmin.foundation.privacy.actions.breaches import note_step, record_breach
from bianmin.foundation.privacy.queries import breach as breach_card
from bianmin.foundation.privacy.queries import breaches as breach_cards
from bianmin.foundation.privacy.vocab import BreachCard, Step, Touched
from bianmin.kernel.errors import Refused
from bianmin.kernel.rocdate import TAIPEI, parse
from bianmin.kernel.text import whole
from bianmin.kernel.words import N_

ROC: Final = 1911


class WrongMoment(Refused):
    """A moment that cannot be read."""

    message = N_("Write day and time like 115/11/22 14:30.")


def _moment(text: str, field: str) -> datetime:
    """A day and a time of day as typed.

    Raises:
        WrongMoment.
    """
    day, _space, hour = text.strip().partition(" ")
    try:
        clock = datetime.strptime(hour.strip() or "00:00", "%H:%M").time()  # noqa: DTZ007 - a time of day alone
        return datetime.combine(parse(day), clock, TAIPEI)
    except (Refused, ValueError) as wrong:
        raise WrongMoment(field=field) from wrong


def _line(card: BreachCard) -> dict[str, Any]:
    """A breach with its words; a duty is late when its time is over and nothing is noted."""
    at = now()
    duties = [
        {
            "label": Step(duty.step).label,
            "until": duty.until,
            "done_at": duty.done_at,
            "source": duty.source,
            "late": bool(duty.until and not duty.done_at and at > duty.until),
        }
        for duty in card.duties
    ]
    late = any(duty["late"] for duty in duties)
    return {"card": card, "touched": Touched(card.touched).label, "duties": duties, "late": late}


@door(BREACHES)
@require_safe
def breaches(request: Request) -> HttpResponseBase:
    """All breaches, newest first."""
    cards = breach_cards(request.actor, agency=request.actor.agency)
    may = BREACHES_KEPT.opens(request.actor)
    return show(request, "keeping/breaches", lines=[_line(card) for card in cards], may_record=may)


def _today() -> str:
    local = now().astimezone(TAIPEI)
    return f"{local.year - ROC}/{local.month}/{local.day} {local:%H:%M}"


def _questions() -> list[Asked]:
    special = _("Are there medical, genetic, sexual, health-check or criminal data among them?")
    return [
        Asked(
            "found_at", _("When was it found?"), value=_today(), hint=_("The time limits run from here."), short=True
        ),
        Asked("touched", _("What happened to the data?"), part="choices", options=tuple(Touched.choices)),
        Asked("what", _("What happened, to which data?"), part="lines", hint=_("Name no person here.")),
        Asked("persons", _("How many persons, as far as is known?"), short=True, mode="numeric", value="0"),
        Asked("special", special, part="choices", options=(("no", _("No")), ("yes", _("Yes"))), value="no"),
        Asked("measures", _("What is done about it?"), part="lines", required=False),
    ]


def _record(request: Request) -> str:
    row = record_breach(
        agency=request.actor.agency, found_at=_moment(typed(request, "found_at"), "found_at"),
        touched=typed(request, "touched"), what=typed(request, "what"), persons=whole(typed(request, "persons")),
        special=typed(request, "special") == "yes", measures=typed(request, "measures"), by=request.actor, at=now(),
    )  # fmt: skip
    return row.number


@door(BREACHES_KEPT)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def new(request: Request) -> HttpResponseBase:
    """Record a breach."""
    errors: dict[str, str] = {}
    if request.method == "POST":
        with refusals(errors):
            number = _record(request)
            messages.success(request, _("The breach is recorded. See below what is to be done until when."))
            return redirect("desk-breach", number=number)
    return ask_page(request, _questions(), errors, template="keeping/breach_new")


def _steps(card: BreachCard) -> list[Asked]:
    open_ones = [duty.step for duty in card.duties if duty.done_at is None] or [Step.CLOSED.value]
    options = tuple((step, Step(step).label) for step in open_ones)
    return [
        Asked("step", _("What was done?"), part="choices", options=options),
        Asked("done_at", _("When?"), value=_today(), short=True),
        Asked("note", _("How, and to whom"), part="lines", required=open_ones == [Step.CLOSED.value]),
    ]


def _note(request: Request, number: str) -> None:
    note_step(
        number=number, agency=request.actor.agency, step=typed(request, "step"),
        done_at=_moment(typed(request, "done_at"), "done_at"), note=typed(request, "note"), by=request.actor, at=now(),
    )  # fmt: skip


def _page(request: Request, number: str, errors: Mapping[str, str]) -> HttpResponseBase:
    card = breach_card(request.actor, number, agency=request.actor.agency)
    may = BREACHES_KEPT.opens(request.actor) and not card.closed
    asked = boxes(_steps(card), request.POST if errors else None, errors) if may else []
    status = REFUSED if errors else 200
    return show(request, "keeping/breach", status, line=_line(card), boxes=asked, errors=mistakes(errors))


@door(BREACHES)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def breach(request: Request, number: str) -> HttpResponseBase:
    """One breach with its duties; POST notes that one was done."""
    errors: dict[str, str] = {}
    if request.method == "POST":
        with refusals(errors):
            _note(request, number)
            messages.success(request, _("It is noted."))
            return redirect("desk-breach", number=number)
    return _page(request, number, errors)
