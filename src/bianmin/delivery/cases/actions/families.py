"""Cases handled together 併案: one family, one officer to ask, one visit; each is decided by itself."""

from datetime import datetime

from bianmin.delivery.cases.actions.steps import change, happened
from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.vocab import OPEN, EventKind
from bianmin.kernel.actor import Actor


def _officer(case: Case, head: Case) -> dict[str, str]:
    """The officer of the case that others are handled together with, where both lie in one unit 專人全程服務."""
    if not head.officer or case.unit_path != head.unit_path or case.state not in OPEN:
        return {}
    return {"officer": head.officer, "deputy": head.deputy}


def together(case: Case, head: Case, *, by: Actor, at: datetime) -> None:
    """Handle a case together with another, which both then show."""
    family = head.family or case.family or head.number
    if not head.family:
        change(head, "link", by=by, at=at, family=family)
    happened(head, EventKind.TOGETHER, by=by, at=at, public=False, other=case.number)
    change(case, "link", by=by, at=at, family=family, **_officer(case, head))
    happened(case, EventKind.TOGETHER, by=by, at=at, public=False, other=head.number)


def join(case: Case, number: str, *, by: Actor, at: datetime) -> None:
    """Handle a case just received together with the one it belongs to; a number of none is left alone."""
    head = Case.objects.filter(agency=case.agency, number=number).exclude(pk=case.pk).first()
    if head is not None:
        together(case, head, by=by, at=at)
