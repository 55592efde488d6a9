"""Submissions and families of cases."""

from bianmin.delivery.cases.models import Case, Submission
from bianmin.delivery.cases.queries.visible import visible_to
from bianmin.delivery.cases.vocab.submission import Relative, SubmissionCard
from bianmin.kernel.actor import Actor

MOST = 20


def _card(found: Submission) -> SubmissionCard:
    return SubmissionCard(
        round=found.round,
        to=found.to,
        story=found.story,
        sent_on=found.sent_on,
        answer_by=found.answer_by,
        answer=found.answer,
        answered_on=found.answered_on,
        text=found.text,
    )


def submissions(case: Case) -> tuple[SubmissionCard, ...]:
    """The submissions of a case, the newest first."""
    return tuple(map(_card, case.submissions.order_by("-round")))


def relatives(actor: Actor, case: Case) -> tuple[Relative, ...]:
    """The other cases of the same family that the actor may see; none is looked for where there is no family."""
    if not case.family:
        return ()
    rows = visible_to(actor).filter(agency=case.agency, family=case.family).exclude(pk=case.pk).order_by("id")[:MOST]
    return tuple(Relative(row.number, row.service_name, row.state) for row in rows)
