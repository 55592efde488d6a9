"""Open a booking by its number and code.

A wrong number and a wrong code do the same work and get the same answer. Each try is counted before it is judged; a
right one is taken out again.
"""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.appointments.models import Visit
from bianmin.delivery.appointments.queries.visits import SALT, card_of, plain_number
from bianmin.delivery.appointments.vocab import VisitCard
from bianmin.foundation.tries.actions import count, keep, take_out
from bianmin.foundation.tries.queries import trying
from bianmin.foundation.tries.vocab import TooManyTries
from bianmin.kernel import codes
from bianmin.kernel.errors import Refused
from bianmin.kernel.receipts import read_query_code


class NothingFits(Refused):
    """Wrong number or code: the same answer in the same time."""

    message = _("Number and code do not fit together. Compare both with our message, or call us.")


def open_booking(*, agency: str, number: str, code: str, at: datetime, address: str = "") -> VisitCard:
    """The booking of an agency that number and code open.

    `address` is the caller's network address. Call it outside a transaction: a failure is kept, then refused.

    Raises:
        TooManyTries: 5 failures in an hour for the number, 20 from the address; NothingFits: anything else is wrong.
    """
    plain = plain_number(number)
    tried = trying("appointments", agency=agency, number=plain, address=address, at=at)
    if seconds := count(tried):
        raise TooManyTries(seconds)
    found = Visit.objects.filter(agency=agency, number=plain).exclude(number="").first()
    fits = codes.fits(read_query_code(code), SALT, agency, plain, found.key if found else "")
    if found is None or not fits:
        keep(tried, verb="appointments.open_failed", subject="appointments.number")
        raise NothingFits
    take_out(tried)
    return card_of(found)
