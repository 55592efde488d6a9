"""Join the cases that one application opened at two agencies, and tell the first when the other has decided."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from bianmin.delivery.cases.actions.steps import happened
from bianmin.delivery.cases.models import Case, CasePaper, Shared
from bianmin.delivery.cases.queries.shared import papers_for
from bianmin.delivery.cases.vocab import EventKind
from bianmin.delivery.cases.vocab.shared import Way
from bianmin.delivery.catalog.vocab.levels import Share
from bianmin.foundation.audit.actions import record
from bianmin.foundation.documents.actions import pass_on
from bianmin.foundation.documents.vocab import Audience
from bianmin.foundation.orgs.models import Agency
from bianmin.foundation.orgs.queries import agency_named
from bianmin.kernel.actor import Actor, system
from bianmin.kernel.rocdate import local_day
from bianmin.kernel.rows import AnyOf, find

HAND: Final[Actor] = system("exchange")


def _side(case: Case, other: Case, share: Share, way: Way, passed: Sequence[str], by: Actor, at: datetime) -> Shared:
    row = Shared.objects.create(
        agency=case.agency, case=case, way=way, name=share.name, other_agency=other.agency, other_number=other.number,
        other_subject=other.subject, purpose=share.purpose, basis=share.basis, passed=list(passed), at=at,
        files=list(share.files) if way is Way.OUT else [],
    )  # fmt: skip
    verb = f"cases.share_{way}"
    record(verb=verb, subject=case.subject, agency=case.agency, by=by, at=at, fields=["applicant", "answers"],
           purpose=share.purpose[:60])  # fmt: skip
    return row


def join_agencies(case: Case, other: Case, share: Share, *, passed: Sequence[str], by: Actor, at: datetime) -> None:
    """Note on both sides that one application is with both agencies, what for, by which law, and what was passed."""
    row = _side(case, other, share, Way.OUT, passed, by, at)
    _side(other, case, share, Way.IN, passed, by, at)
    there, here = agency_named(other.agency).name, agency_named(case.agency).name
    happened(case, EventKind.SHARED_OUT, by=by, at=at, name=there, number=other.number)
    happened(other, EventKind.SHARED_IN, by=by, at=at, name=here, number=case.number)
    _pass_files(row, other, at=at)


def _pass_files(row: Shared, other: Case, *, at: datetime) -> None:
    """Give the other case the files that go over and are not there yet; both agencies journal it."""
    names: list[str] = []
    for paper in papers_for(row):
        file = pass_on(
            file_id=int(paper.file), agency=other.agency, subject=other.subject, unit_path=other.unit_path,
            audience=Audience.HOLDER, purpose=row.purpose, by=HAND, at=at,
        )  # fmt: skip
        if file is None:
            continue
        waits = CasePaper.objects.filter(agency=other.agency, case=other, code=paper.code, file="").first()
        kept = waits or CasePaper(agency=other.agency, case=other, code=paper.code, name=paper.name, required=False)
        kept.state, kept.file = "shown", str(file)
        kept.save()
        names.append(paper.name)
    if names:
        for side in Shared.objects.filter(agency__in=(row.agency, other.agency), case__in=(row.case_id, other.pk)):
            side.passed = list(dict.fromkeys([*side.passed, *names]))
            side.save(update_fields=["passed"])


def pass_more(case: Case, *, at: datetime) -> None:
    """After papers were handed in later: what the other agencies of the house get goes over too."""
    for row in case.shared.filter(way=Way.OUT, elsewhere=False).exclude(files=[]):
        other = Case.objects.filter(agency=row.other_agency, number=row.other_number).first()
        if other is not None:
            _pass_files(row, other, at=at)


def send_away(case: Case, share: Share, *, passed: Sequence[str], by: Actor, at: datetime) -> None:
    """Note that a case is shared with an agency elsewhere, which reads by the API what the service names."""
    Shared.objects.create(
        agency=case.agency, case=case, way=Way.OUT, name=share.name, other_agency=share.agency, other_number="",
        other_subject=f"elsewhere:{share.agency}/{share.service}", purpose=share.purpose, basis=share.basis,
        passed=list(passed), at=at, elsewhere=True, answers=list(share.answers), files=list(share.files),
    )  # fmt: skip
    record(verb="cases.share_out", subject=case.subject, agency=case.agency, by=by, at=at,
           fields=["applicant", "answers"], purpose=share.purpose[:60])  # fmt: skip
    happened(case, EventKind.SHARED_AWAY, by=by, at=at, name=share.name)


def note_read(row: Shared, *, purpose: str, by: Actor, at: datetime) -> None:
    """Note that the agency elsewhere read the applicant and the answers: each reading is a line in the journal."""
    if row.read_on is None:
        row.read_on = local_day(at)
        row.save(update_fields=["read_on"])
    record(verb="cases.read_shared", subject=row.case.subject, agency=row.agency, by=by, at=at,
           fields=["applicant", *row.answers], purpose=purpose)  # fmt: skip


def note_answer(row: Shared, *, number: str, done: bool, by: Actor, at: datetime) -> None:
    """Keep the number that the agency elsewhere gave it, and the day on which it has decided; said again, nothing."""
    if number and row.other_number != number:
        row.other_number = number
        happened(row.case, EventKind.SHARED_TAKEN, by=by, at=at, name=row.name, number=number)
    if done and row.done_on is None:
        row.done_on = local_day(at)
        happened(row.case, EventKind.SHARED_DONE, by=by, at=at, name=row.name, number=row.other_number)
    row.save(update_fields=["other_number", "done_on"])
    record(verb="cases.answer_shared", subject=row.case.subject, agency=row.agency, by=by, at=at)


def tell_other(case: Case, *, at: datetime, kind: EventKind = EventKind.SHARED_DONE) -> None:
    """Let the agencies a case is shared with know that it is decided (that, never how), or withdrawn: `kind`."""
    if find(Shared, agency=AnyOf(Agency, "code"), other_subject=case.subject) is None:
        return  # as with nearly every case
    rows = Shared.objects.filter(other_subject=case.subject, done_on=None).select_related("case")
    for row in rows.filter(agency__in=case.shared.values("other_agency")):
        if kind is EventKind.SHARED_DONE:
            row.done_on = local_day(at)
            row.save(update_fields=["done_on"])
        name = agency_named(case.agency).name
        happened(row.case, kind, by=system("exchange"), at=at, name=name, number=case.number)
