"""What can be counted of recommendations: by the day they were made, and when it was decided about them."""

from django.utils.translation import gettext_lazy as _

from bianmin.foundation.facts.vocab import Fact
from bianmin.quality.recommendations.models import Recommendation
from bianmin.quality.recommendations.vocab import FACT

FACTS = (
    Fact(
        name=FACT,
        label=_("Recommendations"),
        subject=FACT,
        rows=Recommendation.objects.all,
        dates={"made": "on", "settled": "settled_on"},
        number="collection__number",
        dimensions={"source": "source", "adoption": "adoption"},
        filters={"source": "source", "adoption": "adoption"},
    ),
)
