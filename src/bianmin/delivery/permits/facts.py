"""What can be counted of permits: issued, ended, overdue (IND-52), contacts (IND-51), papers saved."""

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from bianmin.delivery.permits.models import Contact, Permit, Use
from bianmin.delivery.permits.vocab.states import CONTACT, FACT, SUBJECT, USE
from bianmin.foundation.facts.vocab import Fact

YES_NO = {
    "laddered": ~Q(ladder=""),
    "renewal_filed": Q(renewal_on__isnull=False),
    "handed_out": Q(handed_on__isnull=False),
    "again": Q(follows__isnull=False),
}
"""What is counted of a permit and follows from its other columns."""


def countable() -> QuerySet[Permit]:
    """All permits, with what is counted of them as plain yes and no."""
    wrapped = {name: ExpressionWrapper(test, output_field=BooleanField()) for name, test in YES_NO.items()}
    return Permit.objects.annotate(**wrapped)


FACTS = (
    Fact(
        name=FACT,
        label=_("Permits"),
        subject=SUBJECT,
        rows=countable,
        dates={"issued": "issued_on", "handed": "handed_on", "expired": "expired_on", "ended": "ended_on"},
        number="number",
        dimensions={"kind": "kind", "state": "state", "way": "way"},
        amounts={"used": "used"},
        filters={
            "kind": "kind",
            "state": "state",
            "way": "way",
            "overdue": "overdue",
            "laddered": "laddered",
            "renewal_filed": "renewal_filed",
            "handed_out": "handed_out",
            "again": "again",
        },
    ),
    Fact(
        name=CONTACT,
        label=_("Contacts before a permit ends"),
        subject=SUBJECT,
        rows=Contact.objects.all,
        dates={"planned": "planned_on", "made": "made_on", "done": "done_on"},
        number="number",
        dimensions={"kind": "kind", "step": "step", "channel": "channel", "result": "result"},
        amounts={"tries": "tries"},
        filters={
            "kind": "kind",
            "step": "step",
            "channel": "channel",
            "state": "state",
            "result": "result",
            "spoken": "spoken",
            "why": "why",
        },
    ),
    Fact(
        name=USE,
        label=_("Papers that need not be brought again"),
        subject=SUBJECT,
        rows=Use.objects.all,
        dates={"used": "used_on"},
        number="number",
        dimensions={"kind": "kind"},
        amounts={"saved": "saved"},
        filters={"kind": "kind"},
    ),
)
