"""What a case has to do with other agencies of the house; of theirs only that it is there and when it is decided."""

from django.db.models import QuerySet

from bianmin.delivery.cases.models import Case, CasePaper, Shared
from bianmin.delivery.cases.vocab.shared import SharedCard, Way
from bianmin.foundation.orgs.queries import directory


def shared_away(agency: str, receiver: str) -> QuerySet[Shared]:
    """What an agency shares with one elsewhere, the earliest first; no request without a proof of identity."""
    rows = Shared.objects.filter(agency=agency, elsewhere=True, other_agency=receiver, way=Way.OUT)
    rows = rows.exclude(case__proof_needed=True, case__proof_recorded_on=None)
    return rows.select_related("case__applicant").order_by("id")


def papers_for(row: Shared) -> list[CasePaper]:
    """The papers with files that go over with a shared case."""
    codes = {code for name in row.files for code in (name, name.replace("_", "-"))}
    found = CasePaper.objects.filter(agency=row.agency, case=row.case_id, code__in=codes)
    return list(found.exclude(file="").order_by("id"))


def shared_of(case: Case) -> tuple[SharedCard, ...]:
    """The other agencies of a case, for whoever may see the case."""
    known = directory()
    return tuple(
        SharedCard(
            out=row.way == Way.OUT,
            name=row.name,
            agency=row.other_agency,
            agency_name=known[row.other_agency].name if row.other_agency in known else row.name,
            number=row.other_number,
            purpose=row.purpose,
            basis=row.basis,
            passed=tuple(row.passed),
            done_on=row.done_on,
            elsewhere=row.elsewhere,
            read_on=row.read_on,
        )
        for row in case.shared.order_by("id")
    )
