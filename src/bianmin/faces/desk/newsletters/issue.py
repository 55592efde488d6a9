"""One issue at the desk: its steps and who does them, its articles, what trial readers said, and what can be done."""

from typing import Final

from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from bianmin.delivery.newsletters.actions import issuing, making
from bianmin.delivery.newsletters.queries.issues import articles_of, issue_of, remarks_of, sent_of
from bianmin.delivery.newsletters.rules import may_lead, may_work
from bianmin.delivery.newsletters.vocab.cards import IssueCard
from bianmin.faces.desk.asking import Asked
from bianmin.faces.desk.common import language, say, show, typed
from bianmin.faces.desk.newsletters.lists import line_of
from bianmin.faces.desk.verbs import Verb, by_code, carry_out, nothing
from bianmin.faces.ui.doors import CASES, OFFICER, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today


def _making(card: IssueCard) -> bool:
    return card.issued_on is None


def _has_step(card: IssueCard) -> bool:
    """Whether a step before the issuing itself is open."""
    return _making(card) and any(one.done_on is None for one in card.steps[:-1])


def _tries(card: IssueCard) -> bool:
    return _making(card) and card.paper.mailed and card.paper.trial_readers > 0


def _steps(_request: Request, card: IssueCard) -> list[Asked]:
    left = tuple((one.stage.code, one.stage.name) for one in card.steps[:-1] if one.done_on is None)
    return [
        Asked("step", _("Which step is done?"), part="choices", options=left, value=left[0][0]),
        Asked("note", _("What came of it, or who outside the house did it"), required=False),
    ]


def _note(request: Request, card: IssueCard) -> object:
    code, note = typed(request, "step"), typed(request, "note")
    return making.note_step(number=card.number, code=code, note=note, by=request.actor, at=now())


def _try_out(request: Request, card: IssueCard) -> object:
    return issuing.try_out(number=card.number, by=request.actor, at=now())


def _issue(request: Request, card: IssueCard) -> object:
    return issuing.issue(number=card.number, by=request.actor, at=now())


ALL: Final = (
    Verb("step", _("Note a step"), "", _("It is noted."), _has_step, _steps, _note, box="step", main=True),
    Verb("trial", _("Send it to the trial readers"), "", _("The trial readers get it now."), _tries, nothing, _try_out,
         lead=_("Each of them gets a link to read it and to write what they think. Nobody else sees it.")),
    Verb("issue", _("Issue it"), "", _("It is issued."), _making, nothing, _issue, leads=True, main=True,
         lead=_("Everybody reads it on the website, and each subscriber gets it by e-mail, once. It stays as it is.")),
)  # fmt: skip
VERBS: Final = by_code(ALL)


def _possible(request: Request, card: IssueCard) -> list[Verb[IssueCard]]:
    works, leads = may_work(request.actor, card), may_lead(request.actor, card)
    return [one for one in ALL if (leads if one.leads else works) and one.fits(card)]


@door(CASES)
@require_safe
@found
def one(request: Request, number: str) -> HttpResponseBase:
    """The issue in one of its languages, with its steps, articles, remarks and copies."""
    card = issue_of(request.actor, number)
    chosen = card.paper.read_in(request.GET.get("in", "") or language())
    works = may_work(request.actor, card) and card.issued_on is None
    return show(
        request, "newsletters/issue", issue=card, line=line_of(card, today()), verbs=_possible(request, card),
        articles=articles_of(card, chosen), chosen=chosen, title=card.title(chosen), remarks=remarks_of(card),
        sent=sent_of(card), tried=sent_of(card, trial=True), works=works, say=say(request),
        steps=[{"step": one, "late": one.late(today()) and card.issued_on is None} for one in card.steps],
    )  # fmt: skip


@door(OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def act(request: Request, number: str, verb: str) -> HttpResponseBase:
    """Do one thing with an issue: asked on a page of its own, then done."""
    card = issue_of(request.actor, number)
    back = f"/desk/newsletters/{card.number}/"
    return carry_out(request, card, verb, verbs=VERBS, possible=_possible(request, card), back=back)
