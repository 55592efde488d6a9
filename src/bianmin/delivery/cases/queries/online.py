"""Online applications: until when each is answered first, and which wait for it."""

from datetime import date

from django.db.models import QuerySet

from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.queries.policy import policy
from bianmin.delivery.cases.rules import to_answer
from bianmin.delivery.catalog.vocab import Channel
from bianmin.foundation.clock.queries import office_calendar
from bianmin.foundation.clock.reckon.limit import Limit, due
from bianmin.foundation.clock.vocab import Period


def reply_due(agency: str, channel: str, received_on: date) -> date | None:
    """The day until which an application is answered first; None where its office promises none, or came otherwise."""
    said = policy(agency)
    if channel != Channel.ONLINE or said is None or said.online is None or not said.online.answer_within:
        return None
    return due(Limit(received_on, Period.parse(said.online.answer_within), office_calendar(agency))).due_on


def unanswered(agency: str) -> QuerySet[Case]:
    """The online applications of an agency that wait for their first answer, the first due on top."""
    return Case.objects.filter(to_answer(), agency=agency).order_by("reply_due_on", "id")
