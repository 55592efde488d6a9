"""What can be counted of services: IN-01, IN-03, IN-22, as they stood on a day."""

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.catalog.models import ServiceVersion
from bianmin.delivery.catalog.vocab import FACT
from bianmin.foundation.facts.vocab import Fact

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
)
