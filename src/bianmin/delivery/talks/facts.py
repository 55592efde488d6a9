"""What can be counted of talks: messages, and questions with the time to their answer."""

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from bianmin.delivery.talks.models import Question, Said
from bianmin.delivery.talks.vocab import QUESTION, SAID
from bianmin.foundation.facts.vocab import Fact


def questions() -> QuerySet[Question]:
    """The questions; `answered` are those that no longer wait."""
    answered = ExpressionWrapper(Q(answered_at__isnull=False), output_field=BooleanField())
    return Question.objects.annotate(answered=answered)


FACTS = (
    Fact(
        name=QUESTION,
        label=_("Questions written about cases"),
        subject=QUESTION,
        rows=questions,
        dates={"asked": "asked_on", "answered": "answered_on"},
        number="number",
        dimensions={"service_code": "service_code", "reply": "reply"},
        amounts={"minutes": "minutes"},
        filters={"service_code": "service_code", "reply": "reply", "answered": "answered", "in_time": "in_time"},
    ),
    Fact(
        name=SAID,
        label=_("Messages about cases"),
        subject=SAID,
        rows=Said.objects.all,
        dates={"said": "on"},
        number="number",
        dimensions={"service_code": "service_code"},
        filters={"service_code": "service_code", "office": "office"},
    ),
)
