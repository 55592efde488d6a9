"""Open an opinion by its number and code.

A wrong number and a wrong code do the same work and get the same answer.
"""

from datetime import datetime

from bianmin.delivery.opinions.models import Opinion
from bianmin.delivery.opinions.queries.opinions import SALT, plain_number
from bianmin.foundation.tries.actions import judged
from bianmin.foundation.tries.queries import trying
from bianmin.foundation.tries.vocab import NothingFits
from bianmin.kernel import codes
from bianmin.kernel.receipts import read_query_code


def open_opinion(*, agency: str, number: str, code: str, at: datetime, address: str = "") -> Opinion:
    """The opinion of an agency that number and code open.

    `address` is the caller's network address. Call it outside a transaction: a failure is kept, then refused.

    Raises:
        TooManyTries: 5 failures in an hour for the number, 20 from the address; NothingFits: anything else is wrong.
    """
    plain = plain_number(number)

    def find() -> Opinion | None:
        found = Opinion.objects.filter(agency=agency, number=plain).first()
        return found if codes.fits(read_query_code(code), SALT, agency, plain, found.key if found else "") else None

    tried = trying("opinions", agency=agency, number=plain, address=address, at=at)
    opinion = judged(tried, find, verb="opinions.open_failed", subject="opinions.number")
    if opinion is None:
        raise NothingFits
    return opinion
