"""Answer an online application first 線上申辦回復: what the office says to it, kept on the timeline."""

from datetime import datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.cases.actions.steps import act_on, change, happened
from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.vocab import EventKind, Verb
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import Refused
from bianmin.kernel.rocdate import local_day

LONGEST: Final = 500


class AnswerMissing(Refused):
    """Nothing was said, or too much."""

    message = _("Write what the applicant is told, in at most {most} characters.")


@act()
def answer_online(*, number: str, answer: str, by: Actor, at: datetime) -> Case:
    """Answer an online application; gives the case, so that the applicant is told that an answer is there.

    Raises:
        AnswerMissing; NotInThisState where it was answered before.
    """
    case, said = act_on(number, Verb.ANSWER_ONLINE, by=by), answer.strip()
    if not said or len(said) > LONGEST:
        raise AnswerMissing(field="answer", most=LONGEST)
    change(case, "answer_online", by=by, at=at, replied_on=local_day(at))
    happened(case, EventKind.ANSWERED, by=by, at=at, answer=said)
    return case
