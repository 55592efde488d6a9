"""What can be counted of opinions: by the day they came, were to be answered, were closed, rated and followed up."""

from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from bianmin.delivery.opinions.models import Opinion
from bianmin.delivery.opinions.vocab import DISSATISFIED_UP_TO, FACT, ON_SITE, SATISFIED_FROM, State
from bianmin.foundation.facts.vocab import Fact


def _true(test: Q) -> "ExpressionWrapper[Any]":
    return ExpressionWrapper(test, output_field=BooleanField())


def opinions() -> QuerySet[Opinion]:
    """The opinions, with what is asked of each when it is counted."""
    return Opinion.objects.annotate(
        on_site=_true(Q(source__in=ON_SITE)),
        answered=_true(Q(state=State.ANSWERED)),
        satisfied=_true(Q(rated__isnull=False, rated__gte=SATISFIED_FROM)),
        dissatisfied=_true(Q(rated__isnull=False, rated__lte=DISSATISFIED_UP_TO)),
        was_followed=_true(Q(followed_on__isnull=False)),
    )


FACTS = (
    Fact(
        name=FACT,
        label=_("Opinions of the public"),
        subject=FACT,
        rows=opinions,
        dates={
            "received": "received_on",
            "due": "due_on",
            "closed": "closed_on",
            "rated": "rated_on",
            "followed": "followed_on",
        },
        number="number",
        dimensions={"kind": "kind", "source": "source", "mailbox": "mailbox", "reason": "rated_because"},
        amounts={"days": "days"},
        filters={
            "kind": "kind",
            "source": "source",
            "mailbox": "mailbox",
            "state": "state",
            "on_site": "on_site",
            "answered": "answered",
            "in_time": "in_time",
            "level": "rated",
            "satisfied": "satisfied",
            "dissatisfied": "dissatisfied",
            "reason": "rated_because",
            "followed": "was_followed",
        },
    ),
)
