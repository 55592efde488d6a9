"""Minutes of meetings, visits, coaching and checks: the list, one with its paper, and writing them."""

from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from bianmin.faces.desk.asking import Asked, Options, ask_page
from bianmin.faces.desk.common import day_in, sent, show
from bianmin.faces.desk.quality.agenda import KINDS, tracked_lines
from bianmin.faces.desk.quality.filings import above_options
from bianmin.faces.ui.doors import FIGURES, FILERS, INVITED, MINUTES, Request, door
from bianmin.faces.ui.files import download
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.refusals import refusals
from bianmin.foundation.orgs.queries import agency_named, directory, unit_names, units_in
from bianmin.journeys.file import minutes_paper
from bianmin.kernel.actor import Permission
from bianmin.kernel.errors import NotAllowed
from bianmin.kernel.text import whole
from bianmin.quality.evaluation.actions.minutes import Written, reach, write_minutes
from bianmin.quality.evaluation.queries.minutes import MinutesCard, card_of, minutes, visible_to
from bianmin.quality.evaluation.queries.rounds import RoundCard, round_card
from bianmin.quality.evaluation.rules.minutes import writable
from bianmin.quality.evaluation.vocab import Meeting
from bianmin.quality.plans.queries.filings import filed


def _over(cards: list[MinutesCard]) -> dict[str, str]:
    """Who was visited, by path: the agency with its unit."""
    units, agencies = unit_names(card.over_path for card in cards if card.over_path), directory()
    return {
        path: name if path.count("/") == len(("", "agency")) else f"{agencies[path.split('/')[1]].name} {name}"
        for path, name in units.items()
    }


@door(FIGURES)
@require_safe
def listing(request: Request) -> HttpResponseBase:
    """The minutes one may read, the newest first, with what became of those filed."""
    cards = [card_of(row) for row in visible_to(request.actor)[:200]]
    over, state = _over(cards), filed(card.subject for card in cards)
    lines = [
        {
            "card": card,
            "meeting": card.meeting.label,
            "over": over.get(card.over_path, ""),
            "filed": state[card.subject].label if card.subject in state else "",
        }
        for card in cards
    ]
    return show(request, "minutes/list", lines=lines, may_write=MINUTES.opens(request.actor))


def _may_improve(request: Request, card: MinutesCard) -> bool:
    path = card.over_path or card.unit_path
    finds = card.meeting in (Meeting.CHECK, Meeting.VISIT, Meeting.COMMITTEE, Meeting.AFFAIRS)
    return finds and request.actor.over(path, Permission.BEGIN_IMPROVEMENTS)


@door(INVITED)
@require_safe
@found
def one(request: Request, key: int) -> HttpResponseBase:
    """Minutes, with their paper; who was visited may begin an improvement from them."""
    card = minutes(request.actor, key)
    own = card.agency == request.actor.agency
    return show(
        request, "minutes/one", card=card, meeting=card.meeting.label, over=_over([card]).get(card.over_path, ""),
        may_file=own and FILERS.opens(request.actor) and bool(above_options(request)),
        may_improve=_may_improve(request, card),
    )  # fmt: skip


@door(INVITED)
@require_safe
@found
def file(request: Request, key: int, kind: str) -> HttpResponseBase:
    """Minutes as PDF or ODT."""
    if kind not in KINDS:
        raise Http404
    card = minutes(request.actor, key)
    return download(minutes_paper(card, kind), f"minutes-{card.id}.{kind}", KINDS[kind])


def places(request: Request) -> Options:
    """The units one may visit, coach or check: of the own agency and of those one oversees."""
    agencies = sorted(reach(request.actor, request.actor.agency), key=lambda code: (code != request.actor.agency, code))
    own = request.actor.agency
    return tuple(
        (unit.path, unit.name if unit.agency == own else f"{agency_named(unit.agency).name} {unit.name}")
        for unit in units_in(agencies, on=today())
    )


def _questions(request: Request, kinds: list[Meeting], card: RoundCard | None) -> list[Asked]:
    guests = "\n".join(each.name for each in card.entrants) if card else ""
    return [
        Asked("meeting", _("Kind"), part="choices", options=tuple((kind.value, kind.label) for kind in kinds),
              value=kinds[0].value if kinds else ""),
        Asked("title", _("Name of the meeting or visit"), value=card.title if card else ""),
        Asked("held_on", _("Day"), short=True, value=today().isoformat(), hint=_("For example 115/9/2 or 2026-09-02.")),
        Asked("place", _("Where"), required=False),
        Asked("over", _("Who was visited"), part="select", options=places(request), required=False,
              hint=_("Of a visit, coaching or a check; nothing for a meeting.")),
        Asked("unannounced", _("Was it announced?"), part="choices", options=(("1", _("unannounced")),), several=True,
              required=False),
        Asked("chair", _("Chair")),
        Asked("recorder", _("Recorder"), value=request.actor.label),
        Asked("people", _("Present"), part="lines", value=guests,
              hint=_("One name on each line, with unit and title.")),
        Asked("said", _("Discussion"), part="lines", value=tracked_lines(request) if "agenda" in request.GET else ""),
        Asked("decided", _("Decisions"), part="lines", required=False),
    ]  # fmt: skip


FROM_LIST: Final = {"back": "/desk/minutes/", "backwards": gettext_lazy("Minutes")}
"""The way back where minutes are of no round."""


def _write(request: Request, agency: str, round_key: int | None) -> int:
    names = ("meeting", "title", "held_on", "place", "over", "chair", "recorder", "people", "said", "decided")
    typed: dict[str, Any] = sent(request, *names)
    typed["meeting"] = Meeting(typed["meeting"]) if typed["meeting"] in Meeting.values else Meeting.COMMITTEE
    typed["held_on"] = day_in(typed["held_on"], "held_on")
    known = {path for path, _name in places(request)}
    typed["over"] = typed["over"] if typed["over"] in known else ""
    written = Written(agency, **typed, announced=not request.POST.get("unannounced"), round_key=round_key)
    return write_minutes(written=written, by=request.actor, at=now()).pk


@door(MINUTES)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def new(request: Request) -> HttpResponseBase:
    """Write minutes, of a round where the address names one."""
    key = whole(request.GET.get("round", ""))
    card = round_card(request.actor, key) if key else None
    agency = card.agency if card else request.actor.agency
    kinds = writable(request.actor, agency)
    if not kinds:
        raise NotAllowed
    errors: dict[str, str] = {}
    if request.method == "POST":
        with refusals(errors):
            made = _write(request, agency, card.id if card else None)
            messages.success(request, _("The minutes are written."))
            return redirect("desk-minutes-one", key=made)
    back = {"back": f"/desk/rounds/{key}/", "backwards": card.title, "lead": card.title} if card else FROM_LIST
    return ask_page(
        request, _questions(request, kinds, card), errors, title=_("Write minutes"), go=_("Keep the minutes"), **back
    )
