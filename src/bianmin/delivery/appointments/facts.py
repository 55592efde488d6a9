"""What can be counted of appointments: visits, by whether they were booked and what became of them."""

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from bianmin.delivery.appointments.models import Visit
from bianmin.delivery.appointments.vocab import SUBJECT, VISIT, Way
from bianmin.foundation.facts.vocab import Fact


def visits() -> QuerySet[Visit]:
    """The visits; `booked` are those with an appointment."""
    booked = ExpressionWrapper(~Q(way=Way.WALK_IN), output_field=BooleanField())
    return Visit.objects.annotate(booked=booked)


FACTS = (
    Fact(
        name=VISIT,
        label=_("Visits"),
        subject=SUBJECT,
        rows=visits,
        dates={"visit": "on", "made": "made_on"},
        number="number",
        dimensions={"site": "site", "service_code": "service_code", "way": "way"},
        amounts={"matters": "matters"},
        filters={
            "booked": "booked",
            "state": "state",
            "way": "way",
            "site": "site",
            "service_code": "service_code",
        },
    ),
)
