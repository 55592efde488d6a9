"""Telephone and letter tasks: whom to tell what, and what came of it."""

from datetime import timedelta
from typing import Final

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bianmin.delivery.cases.queries.desk import search
from bianmin.faces.desk.asking import Asked, ask_page
from bianmin.faces.desk.common import REFUSED, day_in, mistakes, sent, show, typed
from bianmin.faces.ui.doors import CALLS, OFFICER, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.refusals import refusals
from bianmin.foundation.clock.queries import office_calendar
from bianmin.foundation.notices.actions.tasks import do_task, write_instead
from bianmin.foundation.notices.queries import tasks as open_tasks
from bianmin.foundation.notices.queries import visible_to
from bianmin.foundation.notices.vocab import Channel, Result, State
from bianmin.foundation.orgs.queries import units_of
from bianmin.foundation.persons.actions import read_person
from bianmin.journeys.question import take_question
from bianmin.kernel import rocdate
from bianmin.kernel.errors import NotFound

OF: Final = {
    Channel.PHONE: (Result.REACHED, Result.NO_ANSWER, Result.UNREACHABLE),
    Channel.LETTER: (Result.POSTED, Result.HANDED, Result.UNREACHABLE),
}
"""What can come of each kind of task."""

CALL_DESK: Final = ("/desk/calls/", _("Answer calls"))
WRITE: Final = "write"
SHOWN: Final = 30
"""How many tasks a page shows: the oldest, the next when these are done."""


def _list(request: Request, *, status: int = 200, errors: dict[str, str] | None = None) -> HttpResponseBase:
    cards = open_tasks(request.actor, agency=request.actor.agency, most=SHOWN)
    lines = [
        {
            "task": card,
            "channel": Channel(card.channel).label,
            "results": [(result.value, result.label) for result in OF[Channel(card.channel)]],
            "phone": card.channel == Channel.PHONE,
            "error": (errors or {}).get(str(card.id), ""),
        }
        for card in cards
    ]
    total = visible_to(request.actor).filter(agency=request.actor.agency, state=State.OPEN).count()
    return show(request, "tasks", status=status, lines=lines, total=total, errors=mistakes(errors or {}))


@door(OFFICER)
@require_safe
def tasks(request: Request) -> HttpResponseBase:
    """The open tasks, oldest first."""
    return _list(request)


@door(OFFICER)
@require_POST
@found
def done(request: Request, key: int) -> HttpResponseBase:
    """Write down what came of a task, or make a letter of it."""
    wanted, errors = request.POST.get("result", ""), dict[str, str]()
    with refusals(errors, passing=(NotFound,)):
        if wanted == WRITE:
            write_instead(task=key, by=request.actor, at=now())
            messages.success(request, _("It is a letter task now."))
        elif wanted in Result.values:
            do_task(task=key, result=Result(wanted), by=request.actor, at=now())
            messages.success(request, Result(wanted).label)
        else:
            return _list(request, status=REFUSED, errors={str(key): str(_("Choose what came of it."))})
        return redirect("desk-tasks")
    return _list(request, status=REFUSED, errors={str(key): "".join(errors.values())})


@door(OFFICER)
@require_POST
@found
def reach(request: Request, key: int) -> HttpResponseBase:
    """Show how to reach the person of one task: the reading is journaled with the case's number."""
    card = next((one for one in open_tasks(request.actor, agency=request.actor.agency) if one.id == key), None)
    if card is None:
        raise NotFound
    purpose = f"{card.number} contact"
    read = read_person(card.person.id, fields=("name", "phone", "address"), purpose=purpose, by=request.actor, at=now())
    case = search(request.actor, card.number) if card.number else None
    return show(request, "reach", task=card, read=read, case=case)


def _question(request: Request) -> list[Asked]:
    units = tuple((unit.path, unit.name) for unit in units_of(request.actor.agency, on=today()))
    calendar, following = office_calendar(request.actor.agency), (today() + timedelta(days=n) for n in range(1, 30))
    soon = next((day for day in following if calendar.is_working(day)), today())
    return [
        Asked("name", _("Name"), required=False, hint=_("Leave it empty where somebody does not want to say it.")),
        Asked("phone", _("Telephone number to call back"), short=True, mode="tel"),
        Asked("question", _("What is asked"), part="lines"),
        Asked("unit", _("Unit whose expert calls back"), part="select", options=units),
        Asked("by_on", _("To be answered by"), short=True, value=rocdate.parted(soon)),
    ]


@door(CALLS)
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: Request) -> HttpResponseBase:
    """Take a question that cannot be answered at once: number and question make a call for the unit that knows."""
    errors: dict[str, str] = {}
    back, backwards = ("/desk/tasks/", _("Calls and letters")) if OFFICER.opens(request.actor) else CALL_DESK
    if request.method == "POST":
        said = sent(request, "name", "phone", "question", "unit")
        with refusals(errors):
            day = day_in(typed(request, "by_on"), "by_on")
            take_question(agency=request.actor.agency, by_on=day, by=request.actor, at=now(), **said)
            messages.success(request, _("The unit finds the call among its calls and letters."))
            return redirect(back)
    return ask_page(
        request,
        _question(request),
        errors,
        title=_("Take a question to be answered later"),
        lead=_("Tell the caller by when somebody calls back. The expert looks into it first."),
        go=_("Hand it on"),
        back=back,
        backwards=backwards,
    )
