"""What can be counted of registers: entries by the day they were made or closed."""

from django.utils.translation import gettext_lazy as _

from bianmin.foundation.facts.vocab import Fact
from bianmin.quality.registers.models import Entry
from bianmin.quality.registers.vocab import FACT, SUBJECT

FACTS = (
    Fact(
        name=FACT,
        label=_("Entries of registers"),
        subject=SUBJECT,
        rows=Entry.objects.all,
        dates={"entered": "entered_on", "closed": "closed_on"},
        number="number",
        dimensions={"register": "register"},
        filters={"register": "register"},
    ),
)
