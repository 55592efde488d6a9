"""Open a booking by its number and code.

A wrong number and a wrong code do the same work and get the same answer.
"""

from datetime import datetime

from bianmin.delivery.appointments.models import Visit
from bianmin.delivery.appointments.queries.visits import SALT, card_of, plain_number
from bianmin.delivery.appointments.vocab import VisitCard
from bianmin.foundation.tries.actions import judged
from bianmin.foundation.tries.queries import trying
from bianmin.foundation.tries.vocab import NothingFits
from bianmin.kernel import codes
from bianmin.kernel.receipts import read_query_code


def open_booking(*, agency: str, number: str, code: str, at: datetime, address: str = "") -> VisitCard:
    """The booking of an agency that number and code open.

    `address` is the caller's network address. Call it outside a transaction: a failure is kept, then refused.

    Raises:
        TooManyTries: 5 failures in an hour for the number, 20 from the address; NothingFits: anything else is wrong.
    """
    plain = plain_number(number)

    def find() -> Visit | None:
        found = Visit.objects.filter(agency=agency, number=plain).exclude(number="").first()
        return found if codes.fits(read_query_code(code), SALT, agency, plain, found.key if found else "") else None

    tried = trying("appointments", agency=agency, number=plain, address=address, at=at)
    visit = judged(tried, find, verb="appointments.open_failed", subject="appointments.number")
    if visit is None:
        raise NothingFits
    return card_of(visit)
