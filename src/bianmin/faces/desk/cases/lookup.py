"""Look a paper of a case up: ask a connected register, or note what was seen elsewhere."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from bianmin.delivery.cases.queries.card import CaseCard, case
from bianmin.delivery.cases.vocab import Verb
from bianmin.delivery.exchange.vocab import Answer, Result
from bianmin.faces.desk.asking import Asked, ask_page
from bianmin.faces.desk.common import english, say, seen_of, show, typed
from bianmin.faces.ui.doors import OFFICER, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now
from bianmin.faces.ui.refusals import refusals
from bianmin.journeys.lookup import Place, ask, note, places
from bianmin.journeys.meanwhile import as_seen

ASK: Final = "ask"
SEEN: Final = tuple((one.value, one.label) for one in (Result.FOUND, Result.NOT_FOUND, Result.DOWN))
ASKED: Final = ((ASK, gettext_lazy("Ask the connected register now")), *SEEN)


def _where(place: Place, request: Request) -> tuple[str, str]:
    """A paper and where it can be looked up, as one choice."""
    paper = say(request)(place.paper_name)
    if place.register is None:
        return place.paper, _("%(paper)s: somewhere else, written below") % {"paper": paper}
    words = {"paper": paper, "register": place.register.name}
    told = _("%(paper)s: %(register)s (connected)") if place.asks else _("%(paper)s: %(register)s")
    return f"{place.paper}|{place.register.code}", told % words


def _questions(request: Request, card: CaseCard, found: list[Place], *, again: bool) -> list[Asked]:
    asks = any(place.asks for place in found)
    source = next((paper.source for paper in card.papers if paper.lookup and paper.source), "")
    why = Asked("again", _("Why it has to be looked up again"), hint=_("The reason is kept with the case."))
    where = tuple(_where(one, request) for one in found)
    waiting = {paper.code for paper in card.papers if paper.state == "waiting"}
    first = next((key for key, _said in where if key.partition("|")[0] in waiting), "")
    return [
        Asked("paper", _("Which paper, and where"), part="choices", options=where, value=first),
        Asked("result", _("What came of it"), part="choices", options=ASKED if asks else SEEN,
              value=ASK if asks else Result.FOUND.value),
        Asked("source", _("Where it was looked up"), value=source, required=False,
              hint=_("Only where it is somewhere else: the name of the system, or the number of the former case.")),
        Asked("note", _("What you saw, or why it failed"), part="lines", required=False,
              hint=_("If the paper has to be asked for after all, the notice gives this reason.")),
        *([why] if again else []),
    ]  # fmt: skip


def _do(request: Request, number: str) -> tuple[Answer | None, bool]:
    """What the register answered, and whether one was asked."""
    paper, _bar, register = typed(request, "paper").partition("|")
    words: dict[str, Any] = {"number": number, "paper": paper, "register": register, "by": request.actor, "at": now()}
    result, again = typed(request, "result"), typed(request, "again")
    if result == ASK:
        return ask(again=again, **words), True
    known = result if result in dict(SEEN) else Result.NOT_FOUND.value
    words |= {"result": known, "source": typed(request, "source"), "seen_there": typed(request, "note"), "again": again}
    as_seen(note, seen=seen_of(request), **words)
    return None, False


@door(OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def look_up(request: Request, number: str) -> HttpResponseBase:
    """Ask, or note; what a register answered is shown here once."""
    card = case(request.actor, number, english=english())
    errors: dict[str, str] = {}
    if request.method == "POST":
        with refusals(errors):
            answer, asked = _do(request, number)
            if answer is not None:
                title = _("What the register answered")
                return show(request, "cases/looked", case=card, say=say(request), title=title, answer=answer)
            said = _("The register could not be reached; that is kept. Try later, or ask for the paper.")
            messages.success(request, said if asked else _("The look-up is recorded."))
            return redirect("desk-case", number=number)
    wrong = "again" in errors
    return ask_page(
        request,
        _questions(request, card, places(request.actor, number), again=wrong or "again" in request.POST),
        errors,
        title=Verb.LOOK_UP.label,
        case=card,
        say=say(request),
        lead=_("What the office looks up need not be brought. Place, time and purpose are kept, and what came of it."),
        go=Verb.LOOK_UP.label,
        back=f"/desk/cases/{number}/",
    )
