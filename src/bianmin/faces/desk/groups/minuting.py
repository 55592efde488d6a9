"""Write down what came of a meeting: item by item what was said and decided, who does it and by when."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bianmin.faces.desk.asking import Asked, Options, ask_page
from bianmin.faces.desk.common import day_in, sent, typed
from bianmin.faces.ui.doors import MINUTES, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.refusals import refusals
from bianmin.foundation.accounts.queries import staff_of
from bianmin.foundation.orgs.queries import units_of
from bianmin.kernel.actor import Permission
from bianmin.kernel.errors import NotAllowed
from bianmin.kernel.text import whole
from bianmin.quality.evaluation.queries.rounds import visible_to as rounds_visible_to
from bianmin.quality.groups.actions.meetings import Answer, Held, minute
from bianmin.quality.groups.queries.groups import group, meeting, seats
from bianmin.quality.groups.rules import may_call
from bianmin.quality.groups.vocab import Item, MeetingCard, State
from bianmin.quality.improvements.rules import UNIT


def _owners(request: Request) -> Options:
    people = [(one.key, f"{one.name} {one.title}".strip()) for one in staff_of(request.actor.agency)]
    units = [(f"{UNIT}{row.path}", row.name) for row in units_of(request.actor.agency, on=today())]
    return ("", _("Nobody")), *people, *units


def _begins(request: Request) -> bool:
    return request.actor.over(f"/{request.actor.agency}/", Permission.BEGIN_IMPROVEMENTS)


def _of_item(place: int, item: Item, owners: Options) -> list[Asked]:
    label = _("How far it is") if item.ref else _("Discussion")
    follow = [
        Asked(f"owner.{place}", _("Who is to do it"), part="select", options=owners, required=False),
        Asked(f"due.{place}", _("By when"), short=True, required=False,
              hint=_("With a person and a day it is tracked from now on as an improvement.")),
    ]  # fmt: skip
    return [
        Asked(f"said.{place}", f"{place}. {item.text}：{label}", part="lines", required=item.must),
        *([] if item.ref else [Asked(f"decided.{place}", _("What was decided"), part="lines", required=False),
                               *(follow if owners else [])]),
    ]  # fmt: skip


def _rounds(request: Request, card: MeetingCard) -> list[Asked]:
    """Which evaluation was talked over, so that its score sheet goes to the agency above with these minutes."""
    rows = rounds_visible_to(request.actor).filter(agency=card.agency, closed_on__isnull=False)[:20]
    options = (("", _("None")), *((str(row.pk), f"{row.year} {row.title}") for row in rows))
    hint = _("Its score sheet is filed together with these minutes.")
    return [Asked("round", _("Evaluation talked over"), part="select", options=options, required=False, hint=hint)]


def _questions(request: Request, card: MeetingCard) -> list[Asked]:
    sitters = [sitter.name for seat in seats(card.agency, group(card.agency, card.group), on=card.held_on)
               for sitter in seat.sitters]  # fmt: skip
    owners = _owners(request) if _begins(request) else ()
    return [
        Asked("chair", _("Chair"), value=sitters[0] if sitters else ""),
        Asked("recorder", _("Recorder"), value=request.actor.label),
        Asked("people", _("Present"), part="lines", value="\n".join(dict.fromkeys(sitters)),
              hint=_("One name on each line, with unit and title. Take off who was not there.")),
        *(one for place, item in enumerate(card.items, 1) for one in _of_item(place, item, owners)),
        *_rounds(request, card),
    ]  # fmt: skip


def _held(request: Request, card: MeetingCard) -> Held:
    known, answers = dict(_owners(request)), dict[int, Answer]()
    for place in range(1, len(card.items) + 1):
        said, decided, owner, due = (typed(request, f"{name}.{place}") for name in ("said", "decided", "owner", "due"))
        day = day_in(due, f"due.{place}") if due else None
        answers[place] = Answer(said, decided, owner if owner in known else "", day)
    words = sent(request, "chair", "recorder", "people")
    return Held(**words, answers=answers, round_key=whole(typed(request, "round")) or None)


@door(MINUTES)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def minutes(request: Request, key: int) -> HttpResponseBase:
    """Write the minutes of a meeting; they print, go to the agency above, and what was decided is tracked."""
    card, errors = meeting(request.actor, key), dict[str, str]()
    if not may_call(request.actor, card.agency) or card.state is not State.CALLED:
        raise NotAllowed
    if request.method == "POST":
        with refusals(errors):
            minute(key=key, told=_held(request, card), by=request.actor, at=now())
            messages.success(
                request, _("The minutes are written; what was decided with a person and a day is tracked.")
            )
            return redirect("desk-meeting", key=key)
    return ask_page(
        request, _questions(request, card), errors, title=_("Write minutes"),
        lead=f"{group(card.agency, card.group).name} {card.number}", go=_("Keep the minutes"),
        back=f"/desk/meetings/{key}/", backwards=card.number,
    )  # fmt: skip
