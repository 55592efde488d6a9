"""Decide: the decision, its letter (ODT and PDF) and the message that it is there."""

from datetime import datetime

from django.db import transaction

from bianmin.delivery.cases.actions import decide as cases
from bianmin.delivery.cases.actions.marks import keep_letter
from bianmin.delivery.cases.models import Decision
from bianmin.delivery.cases.queries.letters import decision_letter
from bianmin.delivery.cases.queries.visible import row
from bianmin.delivery.cases.vocab import DecisionCard
from bianmin.journeys.letters import store_letter
from bianmin.journeys.tell import tell
from bianmin.kernel.actor import Actor


@transaction.atomic
def decide(
    *, number: str, outcome: str, by: Actor, at: datetime, reasons: str = "", basis: str = "", remedies: str = ""
) -> DecisionCard:
    """Decide a case, write its letter and tell the applicant that it can be fetched; the message holds no decision."""
    words = {"reasons": reasons, "basis": basis, "remedies": remedies}
    decision = cases.decide(number=number, outcome=outcome, by=by, at=at, **words)
    write_letter(number=number, by=by, at=at)
    tell(row(by, number), "decided", by=by, at=at)
    return decision


@transaction.atomic
def write_letter(*, number: str, by: Actor, at: datetime) -> None:
    """Write the letter of a decision as ODT and PDF and keep it with the case."""
    case = row(by, number)
    decision = Decision.objects.get(agency=case.agency, case=case)
    odt, pdf = store_letter(decision_letter(case, decision), name=number, case=case, by=by, at=at)
    keep_letter(number=number, odt=odt, pdf=pdf, by=by, at=at)
