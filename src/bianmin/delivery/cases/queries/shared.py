"""What a case has to do with other agencies of the house; of theirs only that it is there and when it is decided."""

from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.vocab.shared import SharedCard, Way
from bianmin.foundation.orgs.queries import directory


def shared_of(case: Case) -> tuple[SharedCard, ...]:
    """The other agencies of a case, for whoever may see the case."""
    known = directory()
    return tuple(
        SharedCard(
            out=row.way == Way.OUT,
            name=row.name,
            agency=row.other_agency,
            agency_name=known[row.other_agency].name if row.other_agency in known else row.other_agency,
            number=row.other_number,
            purpose=row.purpose,
            basis=row.basis,
            passed=tuple(row.passed),
            done_on=row.done_on,
        )
        for row in case.shared.order_by("id")
    )
