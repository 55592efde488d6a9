"""What can be counted of cases: IN-04, IN-23, IN-24, IN-67, IN-68, IN-72, what reviews spared (IN-20, IN-21, LU-07)."""

from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from bianmin.delivery.cases.models import Case, Interview
from bianmin.delivery.cases.vocab import FACT, SUBJECT
from bianmin.delivery.cases.vocab.interview import HELD, INTERVIEW
from bianmin.delivery.catalog.queries.reviews import spared
from bianmin.foundation.facts.vocab import Fact

YES_NO = {
    "acknowledged": Q(acknowledged_on__isnull=False),
    "overdue_notified": Q(overdue_notified_on__isnull=False),
    "supplement_needed": Q(supplement_rounds__gt=0),
    "rated": Q(rated_on__isnull=False),
    "completed": Q(decided_on__isnull=False),
    "saved_papers": Q(papers_saved__gt=0),
    "urgent_case": ~Q(urgent=""),
    "by_entrance": ~Q(via=""),
    "to_be_answered": Q(reply_due_on__isnull=False),
    "answered_in_time": Q(replied_on__lte=F("reply_due_on")),
}
"""What is counted of a case and follows from its other columns."""


def countable() -> QuerySet[Case]:
    """All cases, with what is counted of them as plain yes and no, and what its reviewed procedure spared each."""
    wrapped = {name: ExpressionWrapper(test, output_field=BooleanField()) for name, test in YES_NO.items()}
    less = {f"{effort}_spared": spared(effort, day="received_on") for effort in ("minutes", "dollars", "sheets")}
    return Case.objects.annotate(**wrapped, **less)


def interviews() -> QuerySet[Interview]:
    """All interviews; `held` are those that took place, whatever their review said."""
    return Interview.objects.annotate(held=ExpressionWrapper(Q(state__in=HELD), output_field=BooleanField()))


FACTS = (
    Fact(
        name=FACT,
        label=_("Cases"),
        subject=SUBJECT,
        rows=countable,
        dates={
            "received": "received_on",
            "due": "due_on",
            "decided": "decided_on",
            "became_overdue": "overdue_on",
            "released": "released_on",
        },
        number="number",
        dimensions={"service_code": "service_code", "channel": "channel", "outcome": "outcome", "via": "via"},
        persons={"applicant": "applicant__id_number"},
        amounts={
            "used_days": "used_days",
            "supplement_rounds": "supplement_rounds",
            "papers_saved": "papers_saved",
            "papers_needed": "papers_needed",
            "minutes_spared": "minutes_spared",
            "dollars_spared": "dollars_spared",
            "sheets_spared": "sheets_spared",
        },
        filters={
            "on_time": "on_time",
            "within_limit": "within_limit",
            "overdue": "overdue",
            "overdue_notified": "overdue_notified",
            "acknowledged": "acknowledged",
            "supplement_needed": "supplement_needed",
            "rated": "rated",
            "completed": "completed",
            "saved_papers": "saved_papers",
            "urgent": "urgent_case",
            "online_service": "online_service",
            "by_entrance": "by_entrance",
            "to_be_answered": "to_be_answered",
            "answered_in_time": "answered_in_time",
            "channel": "channel",
            "service_code": "service_code",
            "outcome": "outcome",
            "state": "state",
        },
    ),
    Fact(
        name=INTERVIEW,
        label=_("Interviews"),
        subject=SUBJECT,
        rows=interviews,
        dates={"interview": "on"},
        number="case__number",
        dimensions={"service_code": "case__service_code"},
        amounts={"waited": "waited"},
        filters={"held": "held", "state": "state", "finding": "finding", "service_code": "case__service_code"},
    ),
)
