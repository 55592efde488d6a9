"""What can be counted of look-ups: how many, in which register, what came of them, and the papers they saved."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from bianmin.delivery.exchange.models import Inquiry, Lookup
from bianmin.delivery.exchange.vocab import INQUIRY, LOOKUP, Result
from bianmin.foundation.facts.vocab import Fact


def answered() -> QuerySet[Lookup]:
    """The look-ups of which something came."""
    return Lookup.objects.exclude(result=Result.ASKED)


FACTS = (
    Fact(
        name=LOOKUP,
        label=_("Look-ups instead of papers"),
        subject=LOOKUP,
        rows=answered,
        dates={"looked_up": "on"},
        number="number",
        dimensions={"register": "register", "service_code": "service_code", "way": "way", "result": "result"},
        filters={
            "register": "register",
            "service_code": "service_code",
            "way": "way",
            "result": "result",
            "saved": "saved",
            "connected": "connected",
        },
    ),
    Fact(
        name=INQUIRY,
        label=_("Look-ups by other bodies"),
        subject=INQUIRY,
        rows=Inquiry.objects.all,
        dates={"inquired": "on"},
        number="number",
        dimensions={"register": "register", "result": "result"},
        filters={"register": "register", "result": "result"},
        persons={"account": "account_id"},
    ),
)
