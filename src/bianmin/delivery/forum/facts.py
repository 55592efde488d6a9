"""What can be counted of the forum: themes, messages with the time to their answer, and votes."""

from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from bianmin.delivery.forum.models import Ballot, Message, Theme
from bianmin.delivery.forum.vocab.states import MESSAGE, THEME, VOTE, Standing, State
from bianmin.foundation.facts.vocab import Fact


def _true(test: Q) -> "ExpressionWrapper[Any]":
    return ExpressionWrapper(test, output_field=BooleanField())


def themes() -> QuerySet[Theme]:
    """The themes that were published; `concluded` are those whose summary is."""
    rows = Theme.objects.exclude(state=State.DRAFT)
    return rows.annotate(concluded=_true(Q(concluded_on__isnull=False)))


def messages() -> QuerySet[Message]:
    """The messages and replies; `owed` are those to which the office owes an answer."""
    gone = Q(state__in=(Standing.REMOVED, Standing.WITHDRAWN), answered_on__isnull=True)
    return Message.objects.annotate(
        reply=_true(Q(parent__isnull=False)),
        owed=_true(Q(parent__isnull=True) & ~gone),
        answered=_true(Q(answered_on__isnull=False)),
    )


FACTS = (
    Fact(
        name=THEME,
        label=_("Themes of the forum"),
        subject=THEME,
        rows=themes,
        dates={"opened": "opened_on", "ended": "closes_on", "concluded": "concluded_on"},
        number="number",
        dimensions={"service": "service"},
        filters={"state": "state", "concluded": "concluded", "voters": "voters"},
    ),
    Fact(
        name=MESSAGE,
        label=_("Messages of the forum"),
        subject=MESSAGE,
        rows=messages,
        dates={"written": "on", "due": "due_on", "answered": "answered_on"},
        number="number",
        dimensions={"category": "category", "theme": "theme__number"},
        amounts={"minutes": "minutes"},
        filters={
            "category": "category",
            "state": "state",
            "reply": "reply",
            "owed": "owed",
            "answered": "answered",
            "in_time": "in_time",
        },
    ),
    Fact(
        name=VOTE,
        label=_("Votes cast in the forum"),
        subject=VOTE,
        rows=Ballot.objects.all,
        dates={"cast": "on"},
        number="number",
        dimensions={"voters": "voters", "theme": "number"},
        filters={"voters": "voters"},
    ),
)
