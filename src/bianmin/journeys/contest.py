"""Contest: an objection or appeal is filed and acknowledged, and its result is told."""

from datetime import date, datetime

from bianmin.delivery.cases.actions import contest as cases
from bianmin.delivery.cases.actions.marks import keep_contest_letter
from bianmin.delivery.cases.actions.reopen import reopen as open_again
from bianmin.delivery.cases.queries.letters import contest_letter
from bianmin.delivery.cases.queries.visible import row
from bianmin.delivery.cases.vocab.contest import ContestCard, ContestKind, ContestResult
from bianmin.journeys.letters import store_letter
from bianmin.journeys.tell import tell
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor


@act()
def contest(
    *,
    number: str,
    kind: str,
    grounds: str,
    by: Actor,
    at: datetime,
    distance: str = "",
    served_on: date | None = None,
    filed_on: date | None = None,
) -> ContestCard:
    """File an objection 異議 or appeal 訴願 and acknowledge it: who decides it, and what happens by when.

    A lawsuit 行政訴訟 was filed with the court, which tells the parties itself.
    """
    filed = cases.contest(
        number=number,
        kind=kind,
        grounds=grounds,
        distance=distance,
        served_on=served_on,
        filed_on=filed_on,
        by=by,
        at=at,
    )
    if filed.due_on and filed.kind != ContestKind.LAWSUIT:
        tell(row(by, number), "contested", due_on=filed.due_on, to_agency=filed.to, by=by, at=at)
    return filed


@act()
def settle(
    *,
    number: str,
    result: str,
    reasons: str,
    by: Actor,
    at: datetime,
    document: str = "",
    again: str = "",
    served_on: date | None = None,
) -> None:
    """Settle an objection by a letter, or note what was decided elsewhere, and tell the applicant of it."""
    settled = cases.settle(
        number=number,
        result=result,
        reasons=reasons,
        document=document,
        again=again,
        served_on=served_on,
        by=by,
        at=at,
    )
    if settled.kind == ContestKind.OBJECTION and result != ContestResult.TAKEN_BACK:
        _write_answer(number, settled.round, by=by, at=at)
    tell(row(by, number), "contest-settled", by=by, at=at)


def _write_answer(number: str, contest: int, *, by: Actor, at: datetime) -> None:
    """Write the office's answer to an objection as ODT and PDF and keep it with the case."""
    case = row(by, number)
    found = case.contests.get(round=contest)
    odt, pdf = store_letter(contest_letter(case, found), name=f"{number}-o{contest}", case=case, by=by, at=at)
    keep_contest_letter(number=number, contest=contest, odt=odt, pdf=pdf, by=by, at=at)


@act()
def reopen(*, number: str, reason: str, by: Actor, at: datetime, limit: str = "") -> None:
    """Open a decided case again and tell the applicant, who finds the reason on the status page."""
    open_again(number=number, reason=reason, limit=limit, by=by, at=at)
    case = row(by, number)
    tell(case, "reopened", due_on=case.due_on, by=by, at=at)
