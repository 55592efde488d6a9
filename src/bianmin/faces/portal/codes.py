"""Open something of one's own by its number and code: an appointment, an opinion."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from bianmin.faces.portal.common import mistakes, show_own, the_agency
from bianmin.faces.ui.doors import Request
from bianmin.faces.ui.holds import hold
from bianmin.faces.ui.now import now
from bianmin.faces.ui.questions import Box
from bianmin.faces.ui.refusals import try_again
from bianmin.foundation.tries.vocab import NothingFits, TooManyTries


class Own(Protocol):
    """What is opened: the journal's word for it, and its number."""

    @property
    def subject(self) -> str:
        """The journal's word for it."""

    @property
    def number(self) -> str:
        """What people know it by."""


@dataclass(frozen=True, slots=True)
class Opening:
    """How something is opened: its page, what its number is called and looks like, and where it then stands."""

    template: str
    label: str
    example: str
    opens: Callable[..., Own]
    target: str


def _ask(
    request: Request, what: Opening, typed: dict[str, str], wrong: str = "", *, status: int = 200
) -> HttpResponseBase:
    asked = (("number", what.label, what.example), ("code", _("Code"), _("It stands below the number.")))
    known = {"number": wrong} if wrong else {}
    boxes = [
        Box("line", name, label, hint, known.get(name, ""), required=True, value=typed.get(name, ""), short=True)
        for name, label, hint in asked
    ]
    return show_own(request, what.template, status=status, boxes=boxes, errors=mistakes(known))


def opened(request: Request, agency: str, what: Opening) -> HttpResponseBase:
    """Ask for number and code; whoever knows both holds it from then on."""
    here = the_agency(agency)
    if request.method != "POST":
        return _ask(request, what, {"number": request.GET.get("number", "")})
    typed = {name: request.POST.get(name, "").replace("\0", "").strip()[:60] for name in ("number", "code")}
    try:
        found = what.opens(agency=here.code, at=now(), address=request.META.get("REMOTE_ADDR", ""), **typed)
    except TooManyTries as many:
        return try_again(_ask(request, what, typed, str(many), status=429), many.wait)
    except NothingFits as nothing:
        return _ask(request, what, typed, str(nothing), status=422)
    hold(request, found.subject)
    return redirect(what.target, agency=agency, number=found.number)
