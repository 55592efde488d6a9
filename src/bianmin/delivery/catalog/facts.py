"""What can be counted of services on a day (IN-01, IN-03, IN-22), their reviews (IN-02), and what they offer."""

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from bianmin.delivery.catalog.models import Offered, Review, ServiceVersion
from bianmin.delivery.catalog.vocab import FACT
from bianmin.delivery.catalog.vocab.offered import OFFERED
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
    Fact(
        name=OFFERED,
        label=_("What services offer"),
        subject="catalog.service",
        rows=Offered.objects.all,
        dates={"from": "of__valid_from", "until": "of__valid_until"},
        number="code",
        unit="of__unit_path",
        dimensions={"kind": "kind", "shelf": "shelf"},
        filters={"kind": "kind", "shelf": "shelf", "fits": "fits", "public": "of__public"},
        persons={"thing": "code", "shelf": "shelf"},
    ),
)
