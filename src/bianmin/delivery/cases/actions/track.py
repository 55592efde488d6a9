"""Open a case by its number and query code, or by its number and the applicant's birth date.

A wrong number and a wrong code do the same work and get the same answer. A try by birth date is counted before it is
judged, so that tries made at the same moment do not slip past the count; a right one is taken out again. A right code,
one of 1.5e11, opens at once, and nothing is written for it.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from math import ceil
from typing import Final

from django.db import connection, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bianmin.delivery.cases.models import Attempt, Case, Mandate
from bianmin.delivery.cases.queries.codes import hidden, opens, opens_for
from bianmin.delivery.cases.queries.mandates import holds_on_day
from bianmin.delivery.cases.queries.policy import policy
from bianmin.delivery.cases.queries.track import track_of
from bianmin.delivery.cases.vocab import TrackCard
from bianmin.delivery.cases.vocab.mandate import SUBJECT as MANDATE
from bianmin.delivery.cases.vocab.policy import PromisePolicy
from bianmin.foundation.audit.actions import record
from bianmin.foundation.clock.reckon.days import months_end
from bianmin.foundation.orgs.queries import directory
from bianmin.kernel.actor import PUBLIC
from bianmin.kernel.errors import Refused
from bianmin.kernel.receipts import WrongReceipt, read_query_code, read_receipt
from bianmin.kernel.rocdate import local_day

WINDOW: Final = timedelta(hours=1)
PER_NUMBER: Final = 5
PER_ADDRESS: Final = 20


FAILED: Final = """
    SELECT 1 FROM cases_attempt
    WHERE (agency = %s AND number_hash = %s AND at > %s) OR (address_hash = %s AND address_hash <> '' AND at > %s)
    LIMIT 1
"""
KNOWN: Final = "SELECT id, query_hash, decided_on FROM cases_case WHERE agency = %s AND number = %s"


@dataclass(frozen=True, slots=True)
class Opened:
    """The case that a code opened; a face keeps `subject`, from where it becomes `actor.holds`."""

    agency: str
    number: str
    subject: str


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
    return next((code for code, row in directory().items() if row.short == short), ""), plain


def _try(agency: str, plain: str, address: str, at: datetime) -> Attempt:
    """A try, not counted yet."""
    return Attempt(agency=agency, number_hash=hidden(plain), address_hash=hidden(address) if address else "", at=at)


@transaction.atomic(durable=True)
def _count(tried: Attempt) -> None:
    """Count a try as failed until it proves right."""
    tried.save(force_insert=True)


def _wait(tried: Attempt) -> int:
    """Seconds to wait before another try, 0 when this one may go on."""
    ours = Q(agency=tried.agency, number_hash=tried.number_hash)
    theirs = Q(address_hash=tried.address_hash) if tried.address_hash else ours
    recent = Attempt.objects.filter(ours | theirs, at__gt=tried.at - WINDOW).exclude(pk=tried.pk).order_by("-at")
    rows = list(recent.values_list("at", "agency", "number_hash", "address_hash"))
    number = [at for at, *key, _address in rows if key == [tried.agency, tried.number_hash]]
    address = [at for at, _agency, _number, address in rows if address and address == tried.address_hash]
    nth = [*number[PER_NUMBER - 1 : PER_NUMBER], *address[PER_ADDRESS - 1 : PER_ADDRESS]]
    return max((ceil((at + WINDOW - tried.at).total_seconds()) for at in nth), default=0)


def _locked(tried: Attempt) -> bool:
    """Whether the number opens with its code only, because of failures at any time before."""
    return Attempt.objects.filter(agency=tried.agency, number_hash=tried.number_hash, locks=True).exists()


def _shown(case: Case | None, said: PromisePolicy | None, day: date) -> Case | None:
    """The case, if the public query still shows it: closed ones for as many months as the office's policy says."""
    if case is None or said is None or not said.track_months or case.decided_on is None:
        return case
    last = months_end(case.decided_on + timedelta(days=1), said.track_months)
    return case if day <= last else None


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


def opened(*, number: str, code: str, at: datetime, address: str = "") -> Opened | None:
    """What a right code opens; None where nothing may or does, of which `track` then says why, and counts it.

    The most asked of all: two statements, written out, since building them would take five times as long as they do.
    """
    agency, plain = _place(number)
    tried = _try(agency, plain, address, at)
    with connection.cursor() as cursor:
        since = connection.ops.adapt_datetimefield_value(at - WINDOW)
        cursor.execute(FAILED, [agency, tried.number_hash, since, tried.address_hash, since])
        if cursor.fetchone() is not None:
            return None
        cursor.execute(KNOWN, [agency, plain])
        row = cursor.fetchone()
    case = Case(agency=agency, number=plain, id=row[0], query_hash=row[1], decided_on=row[2]) if row else None
    known = _shown(case, policy(agency), local_day(at))
    fits = opens(known, agency, plain, read_query_code(code))
    return Opened(agency, plain, known.subject) if fits and known else None


def _case(agency: str, plain: str) -> Case | None:
    return Case.objects.select_related("applicant").filter(agency=agency, number=plain).order_by().first()


def _agent(case: Case | None, agency: str, number: str, code: str, day: date) -> Mandate | None:
    """The authorisation whose agent has this code, while it holds; the same work is done where there is no case."""
    if not code:
        return None
    rows = Mandate.objects.filter(agency=agency, case=case.pk if case else 0, revoked_at__isnull=True)
    found = {one.query_hash: one for one in rows.exclude(query_hash="")}
    fits = opens_for(found, agency, number, read_query_code(code))
    return found[fits] if fits and holds_on_day(found[fits], day) else None


def track(*, number: str, at: datetime, code: str = "", birth_on: date | None = None, address: str = "") -> TrackCard:
    """Open a case for whoever knows number and code (or birth date); failures are counted and journaled.

    `address` is the caller's network address. Where `card.by_code`, the face may keep `card.subject` in its session,
    from where it becomes `actor.holds`; `card.agent` where the code was that of somebody who acts for the applicant.
    Call it outside a transaction: a failure is kept, then refused.

    Raises:
        TooManyTries: 5 failures in an hour for the number or 20 from the address; afterwards the number opens with
            its code only.
        NothingOpens: anything else is wrong.
    """
    agency, plain = _place(number)
    tried = _try(agency, plain, address, at)
    if wait := _wait(tried):
        raise TooManyTries(wait)
    said, day = policy(agency), local_day(at)
    known = _shown(_case(agency, plain), said, day)
    if code and opens(known, agency, plain, read_query_code(code)) and known:
        return track_of(known, by_code=True)
    _count(tried)
    if wait := _wait(tried):
        tried.delete()
        raise TooManyTries(wait)
    locked = _locked(tried)
    case = _shown(_case(agency, plain), said, day)
    fits = _fits(case, plain, agency, code, birth_on, locked=locked)
    agent = None if fits else _agent(case, agency, plain, code, day)
    if case is None or not (fits or agent):
        _fail(tried)
        raise NothingOpens
    tried.delete()
    if agent is not None:
        return replace(track_of(case, by_code=False), agent=f"{MANDATE}:{agent.pk}")
    return track_of(case, by_code=bool(code))
