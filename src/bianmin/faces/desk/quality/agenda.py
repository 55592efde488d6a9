"""The agenda of the next meeting: decisions and tracked work come onto it by themselves; a page and its paper."""

from typing import Any, Final

from django.http import Http404, HttpResponseBase
from django.views.decorators.http import require_safe

from bianmin.faces.desk.common import show
from bianmin.faces.ui.doors import FIGURES, MINUTES, Request, door
from bianmin.faces.ui.files import download
from bianmin.faces.ui.now import today
from bianmin.journeys.file import agenda_paper
from bianmin.kernel.actor import Permission
from bianmin.quality.evaluation.queries.agenda import Agenda, Decided, agenda, lines
from bianmin.quality.improvements.queries import owners

KINDS: Final = {"pdf": "application/pdf", "odt": "application/vnd.oasis.opendocument.text"}


def the_agenda(request: Request) -> tuple[Agenda, dict[str, str]]:
    """The agenda of the reader's agency, with the names of those who do what is tracked."""
    found = agenda(request.actor, agency=request.actor.agency, on=today())
    return found, owners(work.owner for work in found.tracked)


def tracked_lines(request: Request) -> str:
    """What is tracked, as the lines that minutes begin with."""
    return lines(*the_agenda(request))


def _may_improve(request: Request, one: Decided) -> bool:
    return request.actor.over(one.minutes.unit_path, Permission.BEGIN_IMPROVEMENTS)


@door(FIGURES)
@require_safe
def page(request: Request) -> HttpResponseBase:
    """What the last meetings decided, and every improvement not verified yet."""
    found, people = the_agenda(request)
    decided: list[dict[str, Any]] = [
        {"card": one.minutes, "meeting": one.minutes.meeting.label, "tracked": one.tracked,
         "may_improve": _may_improve(request, one)}
        for one in found.decided
    ]  # fmt: skip
    works = [{"card": work, "owner": people.get(work.owner, ""), "state": work.state.label} for work in found.tracked]
    return show(request, "minutes/agenda", decided=decided, works=works, may_write=MINUTES.opens(request.actor))


@door(FIGURES)
@require_safe
def file(request: Request, kind: str) -> HttpResponseBase:
    """The agenda as PDF or ODT."""
    if kind not in KINDS:
        raise Http404
    found, people = the_agenda(request)
    return download(agenda_paper(found, people, request.actor.agency, kind), f"agenda.{kind}", KINDS[kind])
