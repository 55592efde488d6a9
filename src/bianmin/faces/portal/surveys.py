"""Surveys of the website: those one may answer now, one to answer, and the results of those that are over."""

import secrets
from typing import Final

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from bianmin.faces.portal.common import mistakes, say, show, show_own, the_agency
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.questionnaires import checked_of, form_of
from bianmin.faces.ui.questions import boxes_of
from bianmin.faces.ui.refusals import refusals
from bianmin.faces.ui.surveyed import surveyed
from bianmin.kernel.actor import PUBLIC
from bianmin.kernel.errors import NotFound
from bianmin.quality.surveys.actions.answering import answer
from bianmin.quality.surveys.queries.surveys import open_to_all, public_survey, published
from bianmin.quality.surveys.vocab import State, Way

ANSWERED: Final = "surveys"
"""Where a session keeps which surveys were answered in it."""


@door(ANYONE)
@require_safe
@found
def listing(request: Request, agency: str) -> HttpResponseBase:
    """The surveys that are asked now, and those whose results can be read."""
    here = the_agency(agency)
    return show(
        request, "surveys/list", asked=open_to_all(here.code, today()), published=published(here.code), say=say(here)
    )


@door(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def one(request: Request, agency: str, number: str) -> HttpResponseBase:
    """Answer a survey; of one that is over, its results."""
    here = the_agency(agency)
    card, reader = public_survey(here.code, number, today()), say(here)
    if card.state != State.OPEN or card.design.way != Way.WEB:
        return show(request, "surveys/results", **surveyed(card, reader))
    if number in request.session.get(ANSWERED, []):
        return show_own(request, "surveys/thanks", survey=card, say=reader)
    form, sent = form_of(card.document, reader), request.method == "POST"
    checked, wrong = checked_of(form, request.POST if sent else None), dict[str, str]()
    if sent and not checked.errors:
        with refusals(wrong, card.document.questions[0].code, passing=(NotFound,)):
            answer(agency=here.code, number=number, said=checked.answers, key=request.POST.get("key", "")[:64],
                   by=PUBLIC, at=now())  # fmt: skip
            request.session[ANSWERED] = [*request.session.get(ANSWERED, []), number][-20:]
            return redirect("survey", agency=agency, number=number)
    if sent and checked.errors:
        wrong = {name: str(sentence) for name, sentence in checked.errors.items()}
    return show_own(
        request, "surveys/fill", status=422 if wrong else 200, survey=card, say=reader, errors=mistakes(wrong, form),
        boxes=boxes_of(form, checked, wrong), key=request.POST.get("key", "")[:64] or secrets.token_urlsafe(24),
    )  # fmt: skip
