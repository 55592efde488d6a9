"""Read surveys: the list, one with its results, and its paper."""

from typing import Any

from django.http import Http404, HttpResponseBase
from django.views.decorators.http import require_safe

from bianmin.faces.desk.common import say, show
from bianmin.faces.ui.doors import SURVEYS, Request, door
from bianmin.faces.ui.files import download
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import today
from bianmin.faces.ui.surveyed import surveyed
from bianmin.foundation.orgs.queries import agency_named
from bianmin.quality.surveys.queries.paper import KINDS, as_file
from bianmin.quality.surveys.queries.results import words
from bianmin.quality.surveys.queries.surveys import asked_here, questionnaires, surveys
from bianmin.quality.surveys.queries.surveys import survey as survey_card
from bianmin.quality.surveys.rules import may_keep
from bianmin.quality.surveys.vocab import State, SurveyCard, Way

MEDIA = {"pdf": "application/pdf", "odt": "application/vnd.oasis.opendocument.text"}


def line_of(card: SurveyCard) -> dict[str, Any]:
    """A survey in words."""
    return {"survey": card, "way": Way(card.design.way).label, "state": State(card.state).label}


@door(SURVEYS)
@require_safe
def listing(request: Request) -> HttpResponseBase:
    """Those one is asked to answer first, then all of the house."""
    actor = request.actor
    return show(
        request, "surveys/list", lines=[line_of(card) for card in surveys(actor, actor.agency)],
        asked=asked_here(actor, actor.agency, today()), may_keep=may_keep(actor, actor.agency),
        any_questionnaire=bool(questionnaires(actor.agency)), say=say(request),
    )  # fmt: skip


@door(SURVEYS)
@require_safe
@found
def one(request: Request, number: str) -> HttpResponseBase:
    """The design and the results; what was written in words only for who keeps the figures."""
    card, reader = survey_card(request.actor, number), say(request)
    keeps = may_keep(request.actor, card.agency)
    shown = surveyed(card, reader) if card.state != State.DRAFT else {"survey": card, "say": reader}
    return show(
        request, "surveys/one", line=line_of(card), may_keep=keeps, words=words(card) if keeps else [],
        here=card.design.way in (Way.STAFF, Way.COUNTER) and card.state == State.OPEN, **shown,
    )  # fmt: skip


@door(SURVEYS)
@require_safe
@found
def file(request: Request, number: str, kind: str) -> HttpResponseBase:
    """The paper of a survey that is closed, as PDF or ODT."""
    card = survey_card(request.actor, number)
    if kind not in KINDS or card.state != State.CLOSED:
        raise Http404
    house = agency_named(card.agency)
    data = as_file(card, house.name, kind, "示範" if house.source == "demonstration" else "")
    return download(data, f"{card.number}.{kind}", MEDIA[kind])
