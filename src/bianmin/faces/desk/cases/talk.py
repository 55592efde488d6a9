"""Questions written about cases: those that wait, and the thread of one case with typical answers to choose from."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bianmin.delivery.cases.queries.card import CaseCard, case
from bianmin.delivery.cases.queries.mandates import agents
from bianmin.delivery.talks.queries import newest, policy, talk, waiting
from bianmin.delivery.talks.vocab import Reply, TalkCard
from bianmin.faces.desk.asking import Asked, ask_page
from bianmin.faces.desk.common import english, say, show, typed
from bianmin.faces.ui.doors import CASES, OFFICER, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.fresh import freshened
from bianmin.faces.ui.now import now
from bianmin.faces.ui.procedure import limit_in_words
from bianmin.faces.ui.refusals import refusals
from bianmin.foundation.accounts.queries import names
from bianmin.journeys.talk import answer_question

SHOWN: Final = 50


@door(CASES)
@require_safe
def talks(request: Request) -> HttpResponseBase:
    """The questions that wait for an answer, those due first."""
    at = now()
    rules = policy(request.actor.agency)
    lines = [
        {"one": one, "hours": int((at - one.asked_at).total_seconds()) // 3600,
         "minutes": int((at - one.asked_at).total_seconds()) // 60 % 60, "reply": Reply(one.reply).label}
        for one in waiting(request.actor, at=at, most=SHOWN)
    ]  # fmt: skip
    norm = limit_in_words(rules.norm if rules else "")
    return show(request, "talks", lines=lines, rules=rules, norm=norm, say=say(request))


def _lines(request: Request, number: str, known: TalkCard | None) -> dict[str, Any]:
    lines = known.lines if known else ()
    people, acting = names(line.by for line in lines if line.office), agents(request.actor, number)
    return {"talk": known, "lines": [(line, people.get(line.by, ""), acting.get(line.by, "")) for line in lines]}


def _asked(request: Request, card: CaseCard) -> list[Asked]:
    """The box for the answer; a typical one that was chosen stands in it, to be written out."""
    rules = policy(card.agency)
    chosen = request.GET.get("answer", "")
    answers = rules.typical(card.service.code) if rules else ()
    text = next((one.text for one in answers if one.code == chosen), "")
    return [Asked("text", _("Answer"), part="lines", value=text, hint=_("Whoever asked is told that it is there."))]


@door(CASES)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def one(request: Request, number: str) -> HttpResponseBase:
    """The messages of one case; whoever works on it answers here."""
    card = case(request.actor, number, english=english())
    errors: dict[str, str] = {}
    if request.method == "POST":
        with refusals(errors):
            answer_question(number=number, text=typed(request, "text"), by=request.actor, at=now())
            messages.success(request, _("The answer is there, and whoever asked is told in the way they chose."))
            return redirect("desk-talk", number=number)
    known, rules = talk(request.actor, card.subject), policy(card.agency)
    return ask_page(
        request,
        _asked(request, card),
        errors,
        template="talk",
        case=card,
        say=say(request),
        typical=rules.typical(card.service.code) if rules else (),
        may=OFFICER.opens(request.actor),
        reply=Reply(known.reply).label if known else "",
        late=bool(known and known.due_at and known.due_at < now()),
        version=known.version if known else "0",
        **_lines(request, number, known),
    )


@door(CASES)
@require_safe
@found
def lines(request: Request, number: str) -> HttpResponseBase:
    """The messages alone, asked for again and again: 304 while nothing was added."""
    card = case(request.actor, number)
    version = newest(request.actor, card.subject)

    def shown() -> HttpResponseBase:
        return show(request, "talk_lines", **_lines(request, number, talk(request.actor, card.subject)))

    return freshened(request, version, shown)
