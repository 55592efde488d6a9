"""What can be counted of surveys: answers to questions on a scale, by aspect."""

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from bianmin.foundation.facts.vocab import Fact
from bianmin.quality.surveys.models import Answer
from bianmin.quality.surveys.vocab import ANSWER


def answers() -> QuerySet[Answer]:
    """The answers; `valid` are those that chose a level."""
    return Answer.objects.annotate(valid=ExpressionWrapper(Q(level__isnull=False), output_field=BooleanField()))


FACTS = (
    Fact(
        name=ANSWER,
        label=_("Answers of surveys"),
        subject=ANSWER,
        rows=answers,
        dates={"answered": "on"},
        number="number",
        dimensions={"aspect": "aspect", "survey": "number", "question": "question", "way": "way"},
        amounts={"level": "level"},
        filters={
            "aspect": "aspect",
            "question": "question",
            "way": "way",
            "valid": "valid",
            "satisfied": "satisfied",
            "dissatisfied": "dissatisfied",
        },
    ),
)
