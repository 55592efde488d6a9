"""The acts that move a plan on: submit, return, approve, publish, file, amend."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from bianmin.faces.desk.asking import Asked, Words, ask_page
from bianmin.faces.desk.common import sent
from bianmin.faces.desk.quality.filings import above_options
from bianmin.faces.ui.doors import DRAFTS, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now
from bianmin.faces.ui.refusals import refusals
from bianmin.journeys.file import file_plan
from bianmin.kernel.errors import NotAllowed
from bianmin.quality.plans.actions import drafts, moves
from bianmin.quality.plans.queries.plans import plan
from bianmin.quality.plans.vocab.cards import Verb
from bianmin.quality.plans.vocab.filings import Asks

NUMBER: Final = Asked("number", _("Document number"), required=False)
ASKS: Final[Mapping[Verb, tuple[Asked, ...]]] = {
    Verb.SUBMIT: (),
    Verb.RETURN: (Asked("reason", _("What is to be changed"), part="lines"),),
    Verb.APPROVE: (NUMBER,),
    Verb.PUBLISH: (Asked("place", _("Where it is published"), hint=_("The website, the service place, or both.")),),
    Verb.FILE: (Asked("to", _("Agency it is filed with")), NUMBER),
    Verb.AMEND: (),
}
RUN: Final[Mapping[Verb, Callable[..., Any]]] = {
    Verb.SUBMIT: moves.submit,
    Verb.RETURN: moves.give_back,
    Verb.APPROVE: moves.approve,
    Verb.PUBLISH: moves.publish,
    Verb.FILE: moves.file,
    Verb.AMEND: drafts.amend,
}
LEADS: Final[Mapping[Verb, Words]] = {
    Verb.SUBMIT: _("The head approves it, or returns it with what is to be changed. Until then nobody changes it."),
    Verb.APPROVE: _("The targets written with the plan come into force with it."),
    Verb.PUBLISH: _("The public reads it from now on; this version never changes again."),
    Verb.AMEND: _("A new version begins as a draft like this one, and is approved like the first. This one stays."),
}


def _filed(request: Request) -> tuple[Asked, ...]:
    """What is asked where the agency above reads here: with which it is filed, and what is asked of it."""
    return (
        Asked("to", _("Agency it is filed with"), part="select", options=above_options(request)),
        Asked(
            "asks", _("What is asked for"), part="choices", options=tuple(Asks.choices), value=Asks.ACKNOWLEDGE.value
        ),
        NUMBER,
    )


def _file(*, asks: str, **said: Any) -> None:
    file_plan(asks=Asks(asks) if asks in Asks.values else Asks.ACKNOWLEDGE, **said)


@door(DRAFTS)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def act(request: Request, code: str, verb: str) -> HttpResponseBase:
    """Submit, return, approve, publish, file or amend a plan."""
    if verb not in RUN:
        raise Http404
    wanted, errors = Verb(verb), dict[str, str]()
    inside = wanted is Verb.FILE and bool(above_options(request))
    card = plan(request.actor, agency=request.actor.agency, code=code)
    if wanted not in card.allowed:
        raise NotAllowed
    asked = _filed(request) if inside else ASKS[wanted]
    if request.method == "POST":
        typed = sent(request, *(question.name for question in asked))
        with refusals(errors):
            run = _file if inside else RUN[wanted]
            run(agency=card.agency, code=code, by=request.actor, at=now(), **typed)
            messages.success(request, _("Done: the plan has gone on, and the act is kept with it."))
            return redirect("desk-plan", code=code)
    return ask_page(
        request,
        asked,
        errors,
        title=wanted.label,
        lead=LEADS.get(wanted, card.head.title),
        go=wanted.label,
        back=f"/desk/plans/{code}/",
        backwards=card.head.title,
    )
