"""Recommend: the second reader gets the case, and where that is another unit the applicant is told where it went."""

from collections.abc import Sequence
from datetime import datetime

from bianmin.delivery.cases.actions.second import recommend as to_second_reader
from bianmin.delivery.cases.queries.visible import row
from bianmin.delivery.cases.vocab.condition import Wish
from bianmin.foundation.orgs.queries import unit_card
from bianmin.journeys.tell import addressee, tell
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor


@act()
def recommend(
    *,
    number: str,
    outcome: str,
    reasons: str,
    by: Actor,
    at: datetime,
    basis: str = "",
    remedies: str = "",
    conditions: Sequence[Wish] = (),
) -> None:
    """Recommend a decision 初審建議; sent to another unit for it, as to headquarters, the applicant hears of it."""
    words = {"reasons": reasons, "basis": basis, "remedies": remedies}
    before = row(by, number).second_unit
    to_second_reader(number=number, outcome=outcome, conditions=conditions, by=by, at=at, **words)
    case = row(by, number)
    if case.second_unit != before:
        unit = unit_card(case.second_unit).name_in(addressee(case).language)
        tell(case, "forwarded", to_agency=unit, by=by, at=at)
