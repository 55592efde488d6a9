"""What the desk asks about special submissions and linked cases."""

from datetime import datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.cases.actions.submit import answer_submission, link
from bianmin.delivery.cases.queries.card import CaseCard
from bianmin.delivery.cases.vocab import Verb
from bianmin.delivery.cases.vocab.submission import SubmissionAnswer
from bianmin.faces.desk.asking import Asked
from bianmin.faces.desk.cases.acting import Act
from bianmin.journeys.submit import submit
from bianmin.kernel.actor import Actor
from bianmin.kernel.text import whole


def _submitting(_card: CaseCard) -> list[Asked]:
    return [
        Asked("story", _("What is special about this case, and what you recommend"), part="lines"),
        Asked("to", _("To another body"), required=False, hint=_("Empty: to the agency above this one.")),
        Asked(
            "days", _("Days until an answer is expected"), required=False, short=True, mode="numeric", unit=_("days")
        ),
    ]


def _submit(*, number: str, story: str, to: str, days: str, by: Actor, at: datetime) -> None:
    submit(number=number, story=story, to=to, days=whole(days), by=by, at=at)


def _answering(_card: CaseCard) -> list[Asked]:
    answers = tuple(choice for choice in SubmissionAnswer.choices if choice[0])
    return [
        Asked("answer", _("The answer"), part="choices", options=answers),
        Asked("text", _("In words"), part="lines"),
    ]


def _linking(_card: CaseCard) -> list[Asked]:
    return [Asked("other", _("Receipt number of the other case"), hint=_("For example of the same family."))]


SUBMISSION: Final = (
    Act(
        Verb.SUBMIT,
        _("The agency above sees the case until it has answered. The applicant sees where the application is."),
        _("The case is submitted."),
        _submit,
        _submitting,
    ),
    Act(
        Verb.ANSWER_SUBMISSION,
        _("The office that submitted it goes on with your answer and decides."),
        _("The answer is kept."),
        answer_submission,
        _answering,
    ),
    Act(
        Verb.LINK,
        _("Both are shown together, for one visit and one officer; each is decided by itself."),
        _("The cases are linked."),
        link,
        _linking,
    ),
)
