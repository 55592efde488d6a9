"""Decide: the decision, its letter (ODT and PDF) and the message that it is there."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _

from bianmin.delivery.cases.actions import decide as cases
from bianmin.delivery.cases.actions.marks import keep_letter
from bianmin.delivery.cases.actions.shared import tell_other
from bianmin.delivery.cases.queries.contest import newest_decision
from bianmin.delivery.cases.queries.letters import decision_letter
from bianmin.delivery.cases.queries.visible import row
from bianmin.delivery.cases.vocab import DecisionCard
from bianmin.delivery.cases.vocab.condition import Wish
from bianmin.foundation.documents.writers import pdf
from bianmin.journeys.letters import note_reading, store_letter
from bianmin.journeys.tell import tell
from bianmin.journeys.unified import give_with
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound


@act()
def decide(
    *,
    number: str,
    outcome: str,
    by: Actor,
    at: datetime,
    reasons: str = "",
    basis: str = "",
    remedies: str = "",
    conditions: Sequence[Wish] = (),
    printed: bool = True,
) -> DecisionCard:
    """Decide a case, write its letter and tell the applicant that it can be fetched; the message holds no decision.

    A part of another case is handed to the whole, on whose page the applicant reads of it.

    A letter not `printed` now is written by `write_letter` when it is first wanted.
    """
    decision = cases.decide(
        number=number,
        outcome=outcome,
        reasons=reasons,
        basis=basis,
        remedies=remedies,
        conditions=conditions,
        by=by,
        at=at,
    )
    give_with("decision", number=number, by=by, at=at)
    if printed:
        write_letter(number=number, by=by, at=at)
    case = row(by, number)
    if case.parent_id is None:
        tell(case, "decided", by=by, at=at)
    else:
        cases.release(number=number, by=by, at=at)
    tell_other(case, at=at)
    return decision


@act()
def draft(
    *,
    number: str,
    outcome: str,
    by: Actor,
    at: datetime,
    reasons: str = "",
    basis: str = "",
    remedies: str = "",
    conditions: Sequence[Wish] = (),
) -> bytes:
    """The letter of a decision as a PDF before it is made 公文草稿: without a number, marked as a draft, not kept.

    That it holds the applicant's name is journaled as a reading of it.
    """
    case, decision = cases.drafted(
        number=number,
        outcome=outcome,
        reasons=reasons,
        basis=basis,
        remedies=remedies,
        conditions=conditions,
        by=by,
        at=at,
    )
    note_reading(case, by=by, at=at)
    return pdf.write(replace(decision_letter(case, decision, conditions), mark=str(_("Draft text"))))


@act()
def write_letter(*, number: str, by: Actor, at: datetime) -> tuple[str, str]:
    """The letter of a decision as ODT and PDF, written and kept with the case the first time; the files' keys."""
    case = row(by, number)
    decision = newest_decision(case)
    if decision is None or not decision.number:
        raise NotFound
    if decision.pdf:
        return decision.odt, decision.pdf
    odt, pdf = store_letter(decision_letter(case, decision), name=number, case=case, by=by, at=at)
    keep_letter(number=number, odt=odt, pdf=pdf, by=by, at=at)
    return odt, pdf
