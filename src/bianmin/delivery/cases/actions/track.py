"""Open a case by its number and query code, or by its number and the applicant's birth date."""

from datetime import date, datetime

from bianmin.delivery.cases.vocab import TrackCard
from bianmin.kernel.errors import Refused


class NothingOpens(Refused):
    """Wrong number or wrong code: the same answer in the same time."""


class TooManyTries(Refused):
    """5 failures in an hour for one number or 20 from one address; `wait` is in whole seconds (answer 429)."""

    wait: int


def track(*, number: str, at: datetime, code: str = "", birth_on: date | None = None, address: str = "") -> TrackCard:
    """Open a case for whoever knows number and code (or birth date); failures are counted and journaled.

    `address` is the caller's network address. The face keeps `card.subject` in its session, from where it becomes
    `actor.holds`. Call it outside a transaction: a failure is kept, then refused.
    """
    raise NotImplementedError
