"""Telephone and letter tasks: whom to tell what, and what came of it."""

from typing import Final

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from bianmin.delivery.cases.queries.desk import search
from bianmin.faces.desk.common import REFUSED, mistakes, show
from bianmin.faces.ui.doors import OFFICER, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now
from bianmin.foundation.notices.actions.tasks import do_task, write_instead
from bianmin.foundation.notices.queries import tasks as open_tasks
from bianmin.foundation.notices.queries import visible_to
from bianmin.foundation.notices.vocab import Channel, Result, State
from bianmin.foundation.persons.actions import read_person
from bianmin.kernel.errors import NotFound, Refused

OF: Final = {
    Channel.PHONE: (Result.REACHED, Result.NO_ANSWER, Result.UNREACHABLE),
    Channel.LETTER: (Result.POSTED, Result.HANDED, Result.UNREACHABLE),
}
"""What can come of each kind of task."""

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
    wanted = request.POST.get("result", "")
    try:
        if wanted == WRITE:
            write_instead(task=key, by=request.actor, at=now())
            messages.success(request, _("It is a letter task now."))
        elif wanted in Result.values:
            do_task(task=key, result=Result(wanted), by=request.actor, at=now())
            messages.success(request, Result(wanted).label)
        else:
            return _list(request, status=REFUSED, errors={str(key): str(_("Choose what came of it."))})
    except NotFound:
        raise
    except Refused as refusal:
        return _list(request, status=REFUSED, errors={str(key): str(refusal)})
    return redirect("desk-tasks")


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
    return show(request, "reach", task=card, read=read, case=search(request.actor, card.number))
