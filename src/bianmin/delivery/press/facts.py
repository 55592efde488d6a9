"""What can be counted of the press: by the day it was seen and the day it was answered."""

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from bianmin.delivery.press.models import Item
from bianmin.delivery.press.vocab import FACT, State
from bianmin.foundation.facts.vocab import Fact


def items() -> QuerySet[Item]:
    """The items; `answered` are those with an approved answer."""
    answered = ExpressionWrapper(Q(state=State.ANSWERED), output_field=BooleanField())
    return Item.objects.annotate(answered=answered)


FACTS = (
    Fact(
        name=FACT,
        label=_("Reports of the media"),
        subject=FACT,
        rows=items,
        dates={"seen": "seen_on", "answered": "answered_on"},
        number="number",
        dimensions={"tone": "tone", "medium": "medium", "stance": "stance"},
        amounts={"minutes": "minutes"},
        filters={
            "tone": "tone",
            "medium": "medium",
            "truth": "truth",
            "stance": "stance",
            "answered": "answered",
            "in_time": "in_time",
        },
    ),
)
