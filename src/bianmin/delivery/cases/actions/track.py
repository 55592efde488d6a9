"""Open a case by its number and query code, or by its number and the applicant's birth date.

A wrong number and a wrong code do the same work and get the same answer. Each try is counted before it is judged, so
that tries made at the same moment do not slip past the count; a right one is taken out again.
"""

from datetime import date, datetime, timedelta
from math import ceil
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from bianmin.delivery.cases.models import Attempt, Case
from bianmin.delivery.cases.queries.codes import hidden, opens
from bianmin.delivery.cases.queries.track import track_of
from bianmin.delivery.cases.vocab import TrackCard
from bianmin.foundation.audit.actions import record
from bianmin.foundation.orgs.models import Agency
from bianmin.kernel.actor import PUBLIC
from bianmin.kernel.errors import Refused
from bianmin.kernel.receipts import WrongReceipt, read_query_code, read_receipt

WINDOW: Final = timedelta(hours=1)
PER_NUMBER: Final = 5
PER_ADDRESS: Final = 20


class NothingOpens(Refused):
    """Wrong number or wrong code: the same answer in the same time."""

    message = _("Number and code do not fit together. Compare both with your receipt, or ask the office by telephone.")


class TooManyTries(Refused):
    """Too many failures in an hour for one number or from one address; `wait` is in whole seconds (answer 429)."""

    message = _("Too many tries. Wait {minutes} minutes and try again with the query code, or telephone the office.")

    def __init__(self, wait: int) -> None:
        super().__init__(minutes=ceil(wait / 60))
        self.wait = wait


def _place(number: str) -> tuple[str, str]:
    """The agency and the plain form of a number as typed; an unreadable one belongs to no agency."""
    try:
        receipt = read_receipt(number)
        short, plain = receipt.short, str(receipt)
    except WrongReceipt:
        short, plain = "", number.strip()[:60]
    return Agency.objects.filter(short=short).values_list("code", flat=True).first() or "", plain


@transaction.atomic(durable=True)
def _count(agency: str, plain: str, address: str, at: datetime) -> Attempt:
    """Count a try as failed until it proves right."""
    return Attempt.objects.create(
        agency=agency, number_hash=hidden(plain), address_hash=hidden(address) if address else "", at=at
    )


def _wait(tried: Attempt) -> int:
    """Seconds to wait before another try, 0 when this one may go on."""
    recent = Attempt.objects.filter(at__gt=tried.at - WINDOW).exclude(pk=tried.pk).order_by("-at")
    limits = [(recent.filter(agency=tried.agency, number_hash=tried.number_hash), PER_NUMBER)]
    if tried.address_hash:
        limits.append((recent.filter(address_hash=tried.address_hash), PER_ADDRESS))
    nth = [list(rows.values_list("at", flat=True)[most - 1 : most]) for rows, most in limits]
    return max((ceil((found[0] + WINDOW - tried.at).total_seconds()) for found in nth if found), default=0)


def _locked(tried: Attempt) -> bool:
    """Whether the number opens with its code only, because of failures at any time before."""
    return Attempt.objects.filter(agency=tried.agency, number_hash=tried.number_hash, locks=True).exists()


def _fits(case: Case | None, plain: str, agency: str, code: str, birth_on: date | None, *, locked: bool) -> bool:
    by_code = opens(case, agency, plain, read_query_code(code))
    born = case.applicant.birth_on if case else None
    by_birth = birth_on is not None and born == birth_on and not locked
    return by_code or (by_birth and not code)


@transaction.atomic(durable=True)
def _fail(tried: Attempt) -> None:
    """Keep the failure; the one that fills the hour's measure locks the number to its code."""
    since = tried.at - WINDOW
    failures = Attempt.objects.filter(agency=tried.agency, number_hash=tried.number_hash, at__gt=since).count()
    Attempt.objects.filter(pk=tried.pk).update(locks=failures >= PER_NUMBER)
    subject = f"cases.number:{tried.number_hash[:16]}"
    record(verb="cases.track_failed", subject=subject, agency=tried.agency, by=PUBLIC, at=tried.at)


def track(*, number: str, at: datetime, code: str = "", birth_on: date | None = None, address: str = "") -> TrackCard:
    """Open a case for whoever knows number and code (or birth date); failures are counted and journaled.

    `address` is the caller's network address. Where `card.by_code`, the face may keep `card.subject` in its session,
    from where it becomes `actor.holds`. Call it outside a transaction: a failure is kept, then refused.

    Raises:
        TooManyTries: 5 failures in an hour for the number or 20 from the address; afterwards the number opens with
            its code only.
        NothingOpens: anything else is wrong.
    """
    agency, plain = _place(number)
    tried = _count(agency, plain, address, at)
    if wait := _wait(tried):
        tried.delete()
        raise TooManyTries(wait)
    locked = _locked(tried)
    case = Case.objects.select_related("applicant").filter(agency=agency, number=plain).first()
    fits = _fits(case, plain, agency, code, birth_on, locked=locked)
    if case is None or not fits:
        _fail(tried)
        raise NothingOpens
    tried.delete()
    return track_of(case, by_code=bool(code))
