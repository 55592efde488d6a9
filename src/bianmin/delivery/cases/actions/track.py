"""Open a case by its number and query code, or by its number and the applicant's birth date.

A wrong number and a wrong code do the same work and get the same answer. A try by birth date is counted before it is
judged, so that tries made at the same moment do not slip past the count; a right one is taken out again. A right code,
one of 1.5e11, opens at once, and nothing is written for it.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from django.db import connection
from django.utils.translation import gettext_lazy as _

from bianmin.delivery.cases.models import Case, Mandate
from bianmin.delivery.cases.queries.codes import opens, opens_for
from bianmin.delivery.cases.queries.mandates import holds_on_day
from bianmin.delivery.cases.queries.policy import policy
from bianmin.delivery.cases.queries.track import track_of
from bianmin.delivery.cases.vocab import TrackCard
from bianmin.delivery.cases.vocab.mandate import SUBJECT as MANDATE
from bianmin.delivery.cases.vocab.policy import PromisePolicy
from bianmin.foundation.clock.reckon.days import months_end
from bianmin.foundation.orgs.queries import directory
from bianmin.foundation.tries import vocab as tries
from bianmin.foundation.tries.actions import count, keep, take_out
from bianmin.foundation.tries.queries import failed_lately, locked, trying, wait
from bianmin.kernel.errors import Refused
from bianmin.kernel.receipts import WrongReceipt, read_query_code, read_receipt
from bianmin.kernel.rocdate import local_day

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


class TooManyTries(tries.TooManyTries):
    """A case opens by its code all the same."""

    message = _("Too many tries. Wait {minutes} minutes and try again with the query code, or telephone the office.")


def _place(number: str) -> tuple[str, str]:
    """The agency and the plain form of a number as typed; an unreadable one belongs to no agency."""
    try:
        receipt = read_receipt(number)
        short, plain = receipt.short, str(receipt)
    except WrongReceipt:
        short, plain = "", number.strip()[:60]
    return next((code for code, row in directory().items() if row.short == short), ""), plain


def _shown(case: Case | None, said: PromisePolicy | None, day: date) -> Case | None:
    """The case, if the public query still shows it: closed ones for as many months as the office's policy says."""
    if case is None or said is None or not said.track_months or case.decided_on is None:
        return case
    last = months_end(case.decided_on + timedelta(days=1), said.track_months)
    return case if day <= last else None


def _is_of(case: Case | None, agency: str, plain: str, code: str) -> bool:
    """Whether somebody typed the code of the case; the same work is done where there is no case."""
    return bool(code) and opens(case, agency, plain, read_query_code(code))


def _fits(case: Case | None, plain: str, agency: str, code: str, birth_on: date | None, *, locked: bool) -> bool:
    by_code = opens(case, agency, plain, read_query_code(code))
    born = case.applicant.birth_on if case else None
    by_birth = birth_on is not None and born == birth_on and not locked
    return by_code or (by_birth and not code)


def opened(*, number: str, code: str, at: datetime, address: str = "") -> Opened | None:
    """What a right code opens; None where nothing may or does, of which `track` then says why, and counts it.

    The most asked of all: two statements, written out, since building them would take five times as long as they do.
    """
    agency, plain = _place(number)
    if failed_lately(trying("cases", agency=agency, number=plain, address=address, at=at)):
        return None
    with connection.cursor() as cursor:
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
    tried = trying("cases", agency=agency, number=plain, address=address, at=at)
    if seconds := wait(tried):
        raise TooManyTries(seconds)
    said, day = policy(agency), local_day(at)
    known = _shown(_case(agency, plain), said, day)
    if _is_of(known, agency, plain, code) and known:
        return track_of(known, by_code=True)
    if seconds := count(tried):
        raise TooManyTries(seconds)
    by_code_only = locked(tried)
    case = _shown(_case(agency, plain), said, day)
    fits = _fits(case, plain, agency, code, birth_on, locked=by_code_only)
    agent = None if fits else _agent(case, agency, plain, code, day)
    if case is None or not (fits or agent):
        keep(tried, verb="cases.track_failed", subject="cases.number")
        raise NothingOpens
    take_out(tried)
    if agent is not None:
        return replace(track_of(case, by_code=False), agent=f"{MANDATE}:{agent.pk}")
    return track_of(case, by_code=bool(code))
