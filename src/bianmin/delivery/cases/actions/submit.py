"""Submit a special case to the tier above, or relay it to another body, and keep the answer 專案報部/轉洽."""

from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.cases.actions.dues import run_on, stop
from bianmin.delivery.cases.actions.families import together
from bianmin.delivery.cases.actions.steps import act_on, change, happened
from bianmin.delivery.cases.models import Case, Submission
from bianmin.delivery.cases.queries.dues import answer_by, service_of
from bianmin.delivery.cases.queries.visible import row
from bianmin.delivery.cases.vocab import EventKind, State, Verb
from bianmin.delivery.cases.vocab.submission import SubmissionAnswer
from bianmin.foundation.orgs.queries import agency_named
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound, Refused
from bianmin.kernel.rocdate import local_day

LONGEST = 365


class StoryIsMissing(Refused):
    """Nobody can judge a special case without its story."""

    message = _("Write what is special about this case, and what you recommend.")


class NobodyAbove(Refused):
    """The agency has no tier above it, and no other body was named."""

    message = _("Name the body it goes to: this agency has none above it.")


class AnswerIsMissing(Refused):
    """No answer was chosen, or nothing was said with it."""

    message = _("Choose the answer and write it in words.")


class NoSuchCase(Refused):
    """The number names no other case of this office."""

    message = _("Enter the receipt number of another case of this office.")


@act()
def submit(*, number: str, story: str, by: Actor, at: datetime, to: str = "", days: int = 0) -> str:
    """Submit a case to the agency above 專案提報, or relay it to the body named in `to` 轉洽; gives the name.

    The agency above sees the case until it has answered; the answer of another body is kept by this office. `days`
    until an answer is expected. The clock runs on unless the service says that it pauses.

    Raises:
        StoryIsMissing, NobodyAbove: nothing changed.
    """
    case, day = act_on(number, Verb.SUBMIT, by=by), local_day(at)
    above = agency_named(case.agency).parent_code
    if not story.strip():
        raise StoryIsMissing(field="story")
    if not (to.strip() or above):
        raise NobodyAbove(field="to")
    name, answers = (to.strip(), case.agency) if to.strip() else (agency_named(above).name, above)
    values = stop(case, reason="submitted", by=by, at=at) if service_of(case).offer.submission_clock == "pause" else {}
    change(case, "submit", by=by, at=at, state=State.FORWARDED.value, submitted_to=answers, **values)
    Submission.objects.create(
        agency=case.agency,
        case=case,
        round=case.submissions.count() + 1,
        to=name,
        story=story.strip(),
        sent_by=by.key,
        sent_on=day,
        answer_by=answer_by(case.agency, day, min(days, LONGEST)) if days else None,
    )
    happened(case, EventKind.SUBMITTED, by=by, at=at, name=name)
    return name


@act()
def answer_submission(*, number: str, answer: str, text: str, by: Actor, at: datetime) -> None:
    """Answer a submission: staff of the agency it went to, or of this office for another body's answer.

    The case is back in review; whoever answered decides nothing.

    Raises:
        AnswerIsMissing: nothing changed.
    """
    case = act_on(number, Verb.ANSWER_SUBMISSION, by=by)
    if not answer or answer not in SubmissionAnswer.values or not text.strip():
        raise AnswerIsMissing(field="text" if answer in SubmissionAnswer.values and answer else "answer")
    found = Submission.objects.filter(agency=case.agency, case=case, answer=SubmissionAnswer.WAITING).get()
    found.answer, found.text, found.answered_by, found.answered_on = answer, text.strip(), by.key, local_day(at)
    found.save(update_fields=["answer", "text", "answered_by", "answered_on"])
    answering = replace(by, holds=by.holds | {case.subject})  # the answer ends the pause, whoever gives it
    values = run_on(case, by=answering, at=at)
    change(case, "answer_submission", by=by, at=at, **{**values, "state": State.REVIEW.value, "submitted_to": ""})
    happened(case, EventKind.SUBMISSION_ANSWERED, by=by, at=at, name=found.to)


def _other(number: str, case: Case, by: Actor) -> Case:
    try:
        found = row(by, number.strip().upper())
    except NotFound:
        raise NoSuchCase(field="other") from None
    if found.agency != case.agency or found.pk == case.pk:
        raise NoSuchCase(field="other")
    return found


@act()
def link(*, number: str, other: str, by: Actor, at: datetime) -> None:
    """Handle a case together with another 併案/家庭申請, with the officer of that one where both lie in one unit.

    Raises:
        NoSuchCase: nothing changed.
    """
    case = act_on(number, Verb.LINK, by=by)
    found = _other(other, case, by)
    together(case, found, by=by, at=at)
