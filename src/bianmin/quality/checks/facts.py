"""What can be counted of checks: those that are closed, by the day they were made, with their points."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from bianmin.foundation.facts.vocab import Fact
from bianmin.quality.checks.models import Check
from bianmin.quality.checks.vocab.cards import FACT, SUBJECT, State


def closed() -> QuerySet[Check]:
    """The checks that have a total."""
    return Check.objects.filter(state=State.CLOSED)


FACTS = (
    Fact(
        name=FACT,
        label=_("Checks"),
        subject=SUBJECT,
        rows=closed,
        dates={"checked": "on"},
        number="number",
        dimensions={"way": "way", "plan": "plan", "grade": "grade"},
        amounts={"points": "total"},
        filters={"way": "way", "plan": "plan", "tester": "tester", "low": "low", "grade": "grade"},
    ),
)
