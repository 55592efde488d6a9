"""Who was warned of what, and for whom it is."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from bianmin.delivery.cases.models import Case, Warned
from bianmin.delivery.cases.queries.visible import among, row
from bianmin.delivery.cases.vocab import OPEN
from bianmin.kernel.actor import Actor

APPLICANT = "applicant"
"""How the applicant stands among those told."""


@dataclass(frozen=True, slots=True)
class WarnedLine:
    """One warning: about which case and day, whom as what, when, and when it was seen."""

    id: int
    number: str
    service_name: str
    due_on: date
    to: str
    tier: str
    at: datetime
    seen_at: datetime | None


def _line(one: Warned) -> WarnedLine:
    case: Case = one.case
    return WarnedLine(one.pk, case.number, case.service_name, one.due_on, one.to, one.tier, one.at, one.seen_at)


def waiting_for(actor: Actor) -> QuerySet[Warned]:
    """The warnings to the actor about open cases still to be seen; those of colleagues away whose work it is too."""
    mine = Warned.objects.filter(agency=actor.agency, to__in={actor.key, *actor.absent}, seen_at__isnull=True)
    return mine.filter(case__in=among(actor, Case.objects.filter(pk__in=mine.values("case"), state__in=OPEN)))


def warnings(actor: Actor, *, most: int = 100) -> list[WarnedLine]:
    """The same as lines, the most urgent first."""
    return [_line(one) for one in waiting_for(actor).select_related("case").order_by("due_on", "id")[:most]]


def warned_of(actor: Actor, number: str) -> list[WarnedLine]:
    """Everybody who was warned of a case, in order."""
    case = row(actor, number)
    found = Warned.objects.filter(agency=case.agency, case=case).select_related("case").order_by("id")
    return [_line(one) for one in found]
