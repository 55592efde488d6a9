"""What can be counted of newsletters: subscribers won and lost, issues on time, and copies sent."""

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from bianmin.delivery.newsletters.models import Copy, Issue, Subscriber
from bianmin.delivery.newsletters.vocab.states import COPY, ISSUE, SUBSCRIBER
from bianmin.foundation.facts.vocab import Fact


def subscribers() -> QuerySet[Subscriber]:
    """The subscriptions that were confirmed."""
    return Subscriber.objects.filter(confirmed_on__isnull=False)


def issues() -> QuerySet[Issue]:
    """The issues; `issued` are those that went out."""
    out = ExpressionWrapper(Q(issued_on__isnull=False), output_field=BooleanField())
    return Issue.objects.annotate(issued=out)


FACTS = (
    Fact(
        name=SUBSCRIBER,
        label=_("Subscribers of newsletters"),
        subject=SUBSCRIBER,
        rows=subscribers,
        dates={"won": "confirmed_on", "lost": "ended_on"},
        number="number",
        dimensions={"paper": "paper", "language": "language", "nationality": "nationality", "source": "source"},
        filters={"paper": "paper", "foreign": "foreign", "source": "source", "trial": "trial"},
    ),
    Fact(
        name=ISSUE,
        label=_("Issues of newsletters"),
        subject=ISSUE,
        rows=issues,
        dates={"due": "due_on", "issued": "issued_on"},
        number="number",
        dimensions={"paper": "paper"},
        amounts={"copies": "copies"},
        filters={"paper": "paper", "issued": "issued", "on_time": "on_time"},
    ),
    Fact(
        name=COPY,
        label=_("Copies of newsletters sent by e-mail"),
        subject=COPY,
        rows=Copy.objects.all,
        dates={"sent": "on"},
        number="number",
        dimensions={"paper": "paper", "language": "language"},
        filters={"paper": "paper", "state": "state", "trial": "trial"},
    ),
)
