"""What can be counted of organisations: units below an agency, by the path of the unit they stand under."""

from django.db.models import QuerySet
from django.db.models.functions import Left, Length
from django.utils.translation import gettext_lazy as _

from bianmin.foundation.facts.vocab import Fact
from bianmin.foundation.orgs.models import Unit
from bianmin.foundation.orgs.vocab import FACT, ROOT


def units() -> QuerySet[Unit]:
    """The units and windows, each with the path above it; the agency itself is none."""
    above = Left("path", Length("path") - Length("code") - 1)
    return Unit.objects.exclude(code=ROOT).annotate(above=above)


FACTS = (
    Fact(
        name=FACT,
        label=_("Units"),
        subject="orgs.unit",
        rows=units,
        dates={"from": "valid_from", "until": "valid_until"},
        number="name",
        unit="path",
        dimensions={"above": "above"},
        filters={"above": "above", "kind": "kind"},
        persons={"unit": "code"},
    ),
)
