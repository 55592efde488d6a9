"""What can be counted of services as they stood on a day (IN-01, IN-03, IN-22), and of their reviews (IN-02)."""

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from bianmin.delivery.catalog.models import Review, ServiceVersion
from bianmin.delivery.catalog.vocab import FACT
from bianmin.delivery.catalog.vocab.reviews import REVIEW
from bianmin.foundation.facts.vocab import Fact


def reviewed() -> QuerySet[Review]:
    """The reviews, each with what the version it was of says: the unit in charge, its procedure, whether it counts."""
    of = ServiceVersion.objects.filter(agency=OuterRef("agency"), code=OuterRef("code"), version=OuterRef("version"))
    names = ("unit_path", "sop_in_force", "counted")
    return Review.objects.annotate(**{name: Subquery(of.values(name)[:1]) for name in names})


FACTS = (
    Fact(
        name=FACT,
        label=_("Services"),
        subject="catalog.service",
        rows=ServiceVersion.objects.all,
        dates={"from": "valid_from", "until": "valid_until"},
        number="code",
        dimensions={"service_code": "code"},
        filters={
            "counted": "counted",
            "public": "public",
            "sop_in_force": "sop_in_force",
            "has_limit": "has_limit",
            "online": "online",
            "mobile": "mobile",
            "on_the_spot": "on_the_spot",
            "service_code": "code",
        },
    ),
    Fact(
        name=REVIEW,
        label=_("Reviews of procedures"),
        subject=REVIEW,
        rows=reviewed,
        dates={"reviewed": "reviewed_on"},
        number="code",
        dimensions={"service_code": "code", "came": "came"},
        filters={"counted": "counted", "sop_in_force": "sop_in_force", "came": "came", "service_code": "code"},
        persons={"service": "code"},
    ),
)
