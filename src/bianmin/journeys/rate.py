"""Rate: one press about one case, an alert when it is unhappy, and the chief's answer."""

from datetime import datetime

from bianmin.delivery.cases.actions.marks import note_rated
from bianmin.delivery.cases.vocab import Visit
from bianmin.delivery.ratings import actions as ratings
from bianmin.delivery.ratings.vocab import Given
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound


@act()
def rate(
    *,
    number: str,
    level: int,
    by: Actor,
    at: datetime,
    reason: str = "",
    visit: str = Visit.RELEASED,
    agency: str = "",
) -> int:
    """Rate a visit for a case that `by` holds; gives the rating's id.

    Handing in and getting the result (once it is decided) are rated once each, never by the officer himself.

    Raises:
        NotFound: `by` holds no such case, or it is none of the `agency` that was named.
    """
    case = note_rated(number=number, visit=visit, by=by, at=at)
    if agency not in ("", case.agency):
        raise NotFound
    given = Given(
        agency=case.agency,
        unit_path=case.unit_path,
        service_code=case.service_code,
        subject=case.subject,
        number=case.number,
        channel=case.channel,
        officer=case.officer,
        visit=visit,
    )
    return ratings.rate(given=given, level=level, reason=reason, by=by, at=at).pk


def answer(*, rating: int, text: str, by: Actor, at: datetime) -> None:
    """Answer an unhappy rating: its alert leaves the screens."""
    ratings.answer(rating=rating, text=text, by=by, at=at)
