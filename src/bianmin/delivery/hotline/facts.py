"""What can be counted of the automatic line: calls by what they got, and guides sent by fax."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from bianmin.delivery.hotline.models import Call, Fax
from bianmin.delivery.hotline.vocab import CALL, FAX
from bianmin.foundation.facts.vocab import Fact


def counted() -> QuerySet[Call]:
    """The calls, trials left out."""
    return Call.objects.filter(trial=False)


FACTS = (
    Fact(
        name=CALL,
        label=_("Calls of the automatic line"),
        subject=CALL,
        rows=counted,
        dates={"began": "began_on"},
        number="id",
        dimensions={"outcome": "outcome", "language": "language"},
        filters={"outcome": "outcome", "language": "language"},
    ),
    Fact(
        name=FAX,
        label=_("Guides sent by fax"),
        subject=FAX,
        rows=Fax.objects.all,
        dates={"asked": "asked_on", "done": "done_on"},
        number="id",
        dimensions={"service_code": "service_code", "state": "state"},
        filters={"service_code": "service_code", "state": "state"},
    ),
)
