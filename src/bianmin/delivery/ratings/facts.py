"""What can be counted of ratings: IN-101, the satisfied share, and the share of visits rated."""

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.ratings.models import Rating
from bianmin.delivery.ratings.vocab import FACT
from bianmin.foundation.facts.vocab import Fact

FACTS = (
    Fact(
        name=FACT,
        label=_("Ratings"),
        subject="ratings.rating",
        rows=Rating.objects.all,
        dates={"rated": "rated_on"},
        number="number",
        dimensions={
            "service_code": "service_code",
            "channel": "channel",
            "officer": "officer",
            "subject_kind": "subject_kind",
            "visit": "visit",
            "level": "level",
        },
        amounts={"level": "level"},
        filters={
            "satisfied": "satisfied",
            "dissatisfied": "dissatisfied",
            "level": "level",
            "service_code": "service_code",
            "channel": "channel",
            "subject_kind": "subject_kind",
            "state": "state",
        },
    ),
)
