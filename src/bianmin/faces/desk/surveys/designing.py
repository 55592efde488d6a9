"""Design a survey, and what is done with it: begin, close, conclude, publish."""

from datetime import timedelta
from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from bianmin.faces.desk.asking import Asked, ask_page
from bianmin.faces.desk.common import day_in, say, sent, typed
from bianmin.faces.desk.verbs import Verb, by_code, carry_out, nothing
from bianmin.faces.ui.doors import KEEPERS, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.refusals import refusals
from bianmin.kernel import rocdate
from bianmin.kernel.text import whole
from bianmin.quality.surveys.actions import design as acts
from bianmin.quality.surveys.queries.surveys import questionnaires
from bianmin.quality.surveys.queries.surveys import survey as survey_card
from bianmin.quality.surveys.vocab import Design, State, SurveyCard, Way

WEEKS: Final = timedelta(days=30)


def _questions(request: Request, card: SurveyCard | None) -> list[Asked]:
    known, reader = card.design if card else None, say(request)
    choices = tuple((one.id, reader(one.title)) for one in questionnaires(request.actor.agency))
    first = known.opens_on if known else today()
    last = known.closes_on if known else today() + WEEKS
    why = _("What for, of what, what is asked, by whom. It is printed with the results.")
    whom = _("For example: everybody who came to the counter in this quarter; residents aged 20 or more.")
    how = _("How people were chosen and asked, by whom, how answers were weighted; or that everybody may answer.")
    drawn = (("yes", _("Yes: a random sample. The sampling error is printed.")), ("no", _("No")))
    return [
        Asked("title", _("Title of the survey"), value=known.title if known else ""),
        Asked("questionnaire", _("Questionnaire"), part="select", options=choices,
              value=known.questionnaire if known else ""),
        Asked("way", _("How are people asked?"), part="choices", options=tuple(Way.choices),
              value=known.way if known else Way.WEB.value),
        Asked("opens_on", _("First day of asking"), short=True, value=rocdate.parted(first)),
        Asked("closes_on", _("Last day of asking"), short=True, value=rocdate.parted(last)),
        Asked("purpose", _("Design of the survey"), part="lines", hint=why, value=known.purpose if known else ""),
        Asked("population", _("Who is asked"), hint=whom, value=known.population if known else ""),
        Asked("population_size", _("How many they are"), short=True, required=False,
              value=str(known.population_size or "") if known else ""),
        Asked("sampling", _("Sampling"), part="lines", hint=how, value=known.sampling if known else ""),
        Asked("drawn", _("Had everybody a known chance to be asked?"), part="choices", options=drawn,
              value="yes" if known and known.drawn else "no"),
    ]  # fmt: skip


def _design(request: Request) -> Design:
    said: dict[str, Any] = {**sent(request, "title", "questionnaire", "way", "purpose", "population", "sampling")}
    return Design(
        opens_on=day_in(typed(request, "opens_on"), "opens_on"),
        closes_on=day_in(typed(request, "closes_on"), "closes_on"),
        population_size=whole(typed(request, "population_size")),
        drawn=typed(request, "drawn") == "yes",
        **said,
    )


def _page(request: Request, card: SurveyCard | None, errors: dict[str, str]) -> HttpResponseBase:
    back = f"/desk/surveys/{card.number}/" if card else "/desk/surveys/"
    return ask_page(
        request, _questions(request, card), errors, title=_("Design a survey"), back=back, backwards=_("Surveys"),
        lead=_("Nobody is asked before you begin the survey. The design is printed with its results."),
        go=_("Keep the design"),
    )  # fmt: skip


@door(KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def new(request: Request) -> HttpResponseBase:
    """Design a survey."""
    errors: dict[str, str] = {}
    if request.method == "POST":
        with refusals(errors, "title"):
            row = acts.draft(agency=request.actor.agency, design=_design(request), by=request.actor, at=now())
            messages.success(request, _("The design is kept. Begin the survey when everything is right."))
            return redirect("desk-survey", number=row.number)
    return _page(request, None, errors)


@door(KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def anew(request: Request, number: str) -> HttpResponseBase:
    """Change the design of one that nobody was asked yet."""
    card, errors = survey_card(request.actor, number), dict[str, str]()
    if card.state != State.DRAFT:
        return redirect("desk-survey", number=number)
    if request.method == "POST":
        with refusals(errors, "title"):
            acts.design_anew(number=number, design=_design(request), by=request.actor, at=now())
            messages.success(request, _("The design is kept. Begin the survey when everything is right."))
            return redirect("desk-survey", number=number)
    return _page(request, card, errors)


def _closing(_request: Request, card: SurveyCard) -> list[Asked]:
    hint = _("It gives the response rate. Leave it empty where nobody counted.")
    value = str(card.design.contacted or "")
    return [Asked("contacted", _("How many were asked"), hint=hint, short=True, required=False, value=value)]


def _concluding(_request: Request, card: SurveyCard) -> list[Asked]:
    hint = _("What the results show, what is changed because of them, by whom and until when.")
    return [Asked("improvement", _("What follows from it"), part="lines", hint=hint, value=card.improvement)]


def _begin(request: Request, card: SurveyCard) -> object:
    return acts.begin(number=card.number, by=request.actor, at=now())


def _close(request: Request, card: SurveyCard) -> object:
    return acts.close(number=card.number, contacted=whole(typed(request, "contacted")), by=request.actor, at=now())


def _conclude(request: Request, card: SurveyCard) -> object:
    return acts.conclude(number=card.number, text=typed(request, "improvement"), by=request.actor, at=now())


def _publish(request: Request, card: SurveyCard) -> object:
    return acts.publish(number=card.number, by=request.actor, at=now())


def _closed(card: SurveyCard) -> bool:
    return card.state == State.CLOSED


ALL: Final = (
    Verb("begin", _("Begin the survey"), "", _("The survey is being asked."), lambda card: card.state == State.DRAFT,
         nothing, _begin, lead=_("From the first day on it can be answered; the design no longer changes.")),
    Verb("close", _("Close the survey"), "", _("The survey is closed."), lambda card: card.state == State.OPEN,
         _closing, _close, box="contacted", lead=_("Nobody can answer it any more; the results are reckoned.")),
    Verb("conclude", _("What follows from it"), _("Keep it"), _("It is kept."), _closed, _concluding, _conclude,
         box="improvement"),
    Verb("publish", _("Publish the results"), "", _("The results stand on the website."), _closed, nothing, _publish,
         lead=_("Design, results and what follows stand on the website then.")),
)  # fmt: skip
VERBS: Final = by_code(ALL)


@door(KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def act(request: Request, number: str, verb: str) -> HttpResponseBase:
    """Do one thing with a survey: asked on a page of its own, then done."""
    card = survey_card(request.actor, number)
    possible = [one for one in ALL if one.fits(card)]
    return carry_out(request, card, verb, verbs=VERBS, possible=possible, back=f"/desk/surveys/{card.number}/")
