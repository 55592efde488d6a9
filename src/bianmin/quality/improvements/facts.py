"""What can be counted of improvements."""

from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from bianmin.foundation.facts.vocab import Fact
from bianmin.quality.improvements.models import Improvement
from bianmin.quality.improvements.vocab import FACT, SUBJECT


def countable() -> QuerySet[Improvement]:
    """All improvements, with whether they were done in time."""
    in_time = Q(done_on__isnull=False) & Q(done_on__lte=F("due_on"))
    return Improvement.objects.annotate(in_time=ExpressionWrapper(in_time, output_field=BooleanField()))


FACTS = (
    Fact(
        name=FACT,
        label=_("Improvements"),
        subject=SUBJECT,
        rows=countable,
        dates={"opened": "opened_on", "due": "due_on", "done": "done_on", "verified": "verified_on"},
        number="number",
        dimensions={"source": "source_kind"},
        filters={"in_time": "in_time", "state": "state", "source": "source_kind"},
    ),
)
