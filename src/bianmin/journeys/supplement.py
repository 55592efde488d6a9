"""Supplement: the one-time notice is printed and sent, and the papers come back."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bianmin.delivery.cases.actions import supplement as cases
from bianmin.delivery.cases.actions.marks import keep_notice
from bianmin.delivery.cases.actions.shared import pass_more
from bianmin.delivery.cases.models import Supplement
from bianmin.delivery.cases.queries.letters import notice_letter
from bianmin.delivery.cases.queries.visible import row
from bianmin.delivery.cases.vocab import Defect, SupplementCard
from bianmin.foundation.forms.vocab import Kept
from bianmin.journeys.letters import store_letter
from bianmin.journeys.lookup import check_notice
from bianmin.journeys.tell import tell
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound


@act()
def request_supplement(
    *,
    number: str,
    defects: Sequence[Defect],
    by: Actor,
    at: datetime,
    days: int = 0,
    basis: str = "",
    otherwise: str = "",
    why_again: str = "",
    printed: bool = True,
) -> SupplementCard:
    """Ask for all papers at once, print the one-time notice 一次告知單 and tell the applicant that it is there.

    A notice not `printed` now is written by `write_notice` when it is first wanted.

    Raises:
        StillLookedUp: it asks for what a register can tell. What `cases` refuses.
    """
    check_notice(row(by, number), defects)
    asked = cases.request_supplement(
        number=number,
        defects=defects,
        days=days,
        basis=basis,
        otherwise=otherwise,
        why_again=why_again,
        by=by,
        at=at,
    )
    if printed:
        write_notice(number=number, by=by, at=at)
    tell(row(by, number), "supplement", answer_by_on=asked.due_on, by=by, at=at)
    return asked


@act()
def write_notice(*, number: str, by: Actor, at: datetime) -> tuple[str, str]:
    """The newest one-time notice as ODT and PDF, written and kept with the case the first time; the files' keys."""
    case = row(by, number)
    asked = Supplement.objects.filter(agency=case.agency, case=case).order_by("-round").first()
    if asked is None:
        raise NotFound
    if asked.pdf:
        return asked.odt, asked.pdf
    odt, pdf = store_letter(notice_letter(case, asked), name=f"{number}-{asked.round}", case=case, by=by, at=at)
    keep_notice(number=number, odt=odt, pdf=pdf, by=by, at=at)
    return odt, pdf


def supplement(
    *,
    number: str,
    by: Actor,
    at: datetime,
    answers: Mapping[str, Any] | None = None,
    uploads: Mapping[str, Sequence[Kept]] | None = None,
    shown: Sequence[str] = (),
) -> None:
    """Receive what was asked for: the clock runs again and the review goes on; other agencies get what they share."""
    with act():
        cases.supplement(number=number, by=by, at=at, answers=answers, uploads=uploads, shown=shown)
        pass_more(row(by, number), at=at)
