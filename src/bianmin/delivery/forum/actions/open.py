"""Open a message of one's own by its number and code.

A wrong number and a wrong code do the same work and get the same answer.
"""

from datetime import datetime

from bianmin.delivery.forum.models import Message
from bianmin.delivery.forum.queries.messages import SALT, plain_number
from bianmin.foundation.tries.actions import judged
from bianmin.foundation.tries.queries import trying
from bianmin.foundation.tries.vocab import NothingFits
from bianmin.kernel import codes
from bianmin.kernel.receipts import read_query_code


def open_message(*, agency: str, number: str, code: str, at: datetime, address: str = "") -> Message:
    """The message of an agency's forum that number and code open.

    `address` is the caller's network address. Call it outside a transaction: a failure is kept, then refused.

    Raises:
        TooManyTries: 5 failures in an hour for the number, 20 from the address; NothingFits: anything else is wrong.
    """
    plain = plain_number(number)

    def find() -> Message | None:
        found = Message.objects.filter(agency=agency, number=plain).first()
        return found if codes.fits(read_query_code(code), SALT, agency, plain, found.key if found else "") else None

    tried = trying("forum", agency=agency, number=plain, address=address, at=at)
    message = judged(tried, find, verb="forum.open_failed", subject="forum.number")
    if message is None:
        raise NothingFits
    return message
