"""What can be counted: what was published and disclosed, looks, samples, links, tests of the site."""

from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from bianmin.delivery.publishing.models import Disclosed, Edition, Link, Look, Reading, Sample, SiteTest
from bianmin.delivery.publishing.vocab import DISCLOSURE, EDITION, LINK, LOOK, READING, SAMPLE, SUBJECT, TEST, Verdict
from bianmin.foundation.facts.vocab import Fact


def looked() -> QuerySet[Look]:
    """The looks; `late` are those not taken by the last day of their month."""
    late = Q(done_on__isnull=True) | Q(done_on__gt=F("due_on"))
    return Look.objects.annotate(late=ExpressionWrapper(late, output_field=BooleanField()))


def followed() -> QuerySet[Link]:
    """The links that were tested; `correct` lead somewhere."""
    correct = ExpressionWrapper(Q(verdict=Verdict.GOOD), output_field=BooleanField())
    return Link.objects.exclude(verdict=Verdict.UNTESTED).annotate(correct=correct)


def editions() -> QuerySet[Edition]:
    """The editions that were on the site at some time."""
    return Edition.objects.exclude(published_on=None)


def judged() -> QuerySet[Sample]:
    """The samples that were judged."""
    return Sample.objects.exclude(done_on=None)


FACTS = (
    Fact(
        name=EDITION,
        label=_("Updates of the site"),
        subject=SUBJECT,
        rows=editions,
        dates={"published": "published_on"},
        number="code",
        dimensions={"kind": "kind"},
        filters={"kind": "kind"},
    ),
    Fact(
        name=DISCLOSURE,
        label=_("Information to be disclosed"),
        subject=DISCLOSURE,
        rows=Disclosed.objects.all,
        dates={"from": "since", "until": "until"},
        number="code",
        filters={"disclosed": "disclosed"},
    ),
    Fact(
        name=LOOK,
        label=_("Monthly looks at pages"),
        subject=SUBJECT,
        rows=looked,
        dates={"due": "due_on", "done": "done_on"},
        number="code",
        dimensions={"found": "found"},
        filters={"found": "found", "late": "late"},
    ),
    Fact(
        name=READING,
        label=_("Readings of articles"),
        subject=READING,
        rows=Reading.objects.all,
        dates={"read": "day"},
        number="code",
        dimensions={"kind": "kind", "code": "code"},
        amounts={"reads": "reads", "helped": "helped", "unhelped": "unhelped"},
        filters={"kind": "kind", "code": "code"},
    ),
    Fact(
        name=SAMPLE,
        label=_("Sampled pages"),
        subject=SUBJECT,
        rows=judged,
        dates={"done": "done_on"},
        number="code",
        filters={"correct": "correct"},
    ),
    Fact(
        name=LINK,
        label=_("Tested links"),
        subject=SUBJECT,
        rows=followed,
        dates={"checked": "checked_on"},
        number="code",
        filters={"correct": "correct", "outside": "outside"},
    ),
    Fact(
        name=TEST,
        label=_("Tests of the site"),
        subject="publishing.test",
        rows=SiteTest.objects.all,
        dates={"tested": "tested_on"},
        number="tool",
        dimensions={"kind": "kind"},
        amounts={"found": "found", "mended": "mended"},
        filters={"kind": "kind"},
    ),
)
