"""Join the cases that one application opened at two agencies, and tell the first when the other has decided."""

from collections.abc import Sequence
from datetime import datetime

from bianmin.delivery.cases.actions.steps import happened
from bianmin.delivery.cases.models import Case, Shared
from bianmin.delivery.cases.vocab import EventKind
from bianmin.delivery.cases.vocab.shared import Way
from bianmin.delivery.catalog.vocab.levels import Share
from bianmin.foundation.audit.actions import record
from bianmin.foundation.orgs.queries import agency_named
from bianmin.kernel.actor import Actor, system
from bianmin.kernel.rocdate import local_day


def _side(case: Case, other: Case, share: Share, way: Way, passed: Sequence[str], by: Actor, at: datetime) -> None:
    Shared.objects.create(
        agency=case.agency, case=case, way=way, name=share.name, other_agency=other.agency, other_number=other.number,
        other_subject=other.subject, purpose=share.purpose, basis=share.basis, passed=list(passed), at=at,
    )  # fmt: skip
    verb = f"cases.share_{way}"
    record(verb=verb, subject=case.subject, agency=case.agency, by=by, at=at, fields=["applicant", "answers"],
           purpose=share.purpose[:60])  # fmt: skip


def join_agencies(case: Case, other: Case, share: Share, *, passed: Sequence[str], by: Actor, at: datetime) -> None:
    """Note on both sides that one application is with both agencies, what for, by which law, and what was passed."""
    _side(case, other, share, Way.OUT, passed, by, at)
    _side(other, case, share, Way.IN, passed, by, at)
    there, here = agency_named(other.agency).name, agency_named(case.agency).name
    happened(case, EventKind.SHARED_OUT, by=by, at=at, name=there, number=other.number)
    happened(other, EventKind.SHARED_IN, by=by, at=at, name=here, number=case.number)


def tell_other(case: Case, *, at: datetime, kind: EventKind = EventKind.SHARED_DONE) -> None:
    """Let the agencies a case is shared with know that it is decided (that, never how), or withdrawn: `kind`."""
    rows = Shared.objects.filter(other_subject=case.subject, done_on=None).select_related("case")
    for row in rows.filter(agency__in=case.shared.values("other_agency")):
        if kind is EventKind.SHARED_DONE:
            row.done_on = local_day(at)
            row.save(update_fields=["done_on"])
        name = agency_named(case.agency).name
        happened(row.case, kind, by=system("exchange"), at=at, name=name, number=case.number)
