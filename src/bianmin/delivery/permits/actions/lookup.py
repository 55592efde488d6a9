"""Look a permit up by its number: with the check code anybody, with the date of birth its holder.

A wrong number and a wrong code do the same work and get the same answer. Each try is counted before it is judged; a
right one is taken out again.
"""

from datetime import date, datetime, timedelta
from math import ceil
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from bianmin.delivery.permits.models import Attempt, Permit
from bianmin.delivery.permits.queries.cards import HolderCard, PublicCard
from bianmin.delivery.permits.queries.codes import fits, hidden, plain_number
from bianmin.delivery.permits.queries.paper import permit_paper
from bianmin.delivery.permits.queries.public import holder_card, public_card
from bianmin.delivery.permits.rules.standing import standing
from bianmin.delivery.permits.vocab.states import Standing, Way
from bianmin.foundation.audit.actions import record
from bianmin.foundation.documents.writers import pdf
from bianmin.kernel.actor import PUBLIC
from bianmin.kernel.errors import Refused
from bianmin.kernel.receipts import read_query_code
from bianmin.kernel.rocdate import local_day

WINDOW: Final = timedelta(hours=1)
PER_NUMBER: Final = 5
PER_ADDRESS: Final = 20


class NothingFits(Refused):
    """Wrong number, code or date: the same answer in the same time."""

    message = _("Number and code do not fit together. Compare both with the paper, or ask the office by telephone.")


class NotPrintedByHolders(Refused):
    """The paper is fetched, or is worth nothing any more."""

    message = _("This paper is not printed by its holder. Fetch it as this page says, or ask the office.")


class TooManyTries(Refused):
    """Too many failures in an hour; `wait` is in whole seconds (answer 429)."""

    message = _("Too many tries. Wait {minutes} minutes and try again, or telephone the office.")

    def __init__(self, wait: int) -> None:
        super().__init__(minutes=ceil(wait / 60))
        self.wait = wait


@transaction.atomic(durable=True)
def _count(agency: str, number: str, address: str, at: datetime) -> Attempt:
    """Count a try as failed until it proves right."""
    place = hidden(address) if address else ""
    return Attempt.objects.create(agency=agency, number_hash=hidden(number), address_hash=place, at=at)


def _wait(tried: Attempt) -> int:
    """Seconds to wait before another try, 0 when this one may go on."""
    recent = Attempt.objects.filter(at__gt=tried.at - WINDOW).exclude(pk=tried.pk).order_by("-at")
    limits = [(recent.filter(agency=tried.agency, number_hash=tried.number_hash), PER_NUMBER)]
    if tried.address_hash:
        limits.append((recent.filter(address_hash=tried.address_hash), PER_ADDRESS))
    nth = [list(rows.values_list("at", flat=True)[most - 1 : most]) for rows, most in limits]
    return max((ceil((found[0] + WINDOW - tried.at).total_seconds()) for found in nth if found), default=0)


def _locked(tried: Attempt) -> bool:
    """Whether the number opens with its check code only, because of failures at any time before."""
    return Attempt.objects.filter(agency=tried.agency, number_hash=tried.number_hash, locks=True).exists()


@transaction.atomic(durable=True)
def _fail(tried: Attempt) -> None:
    """Keep the failure; the one that fills the hour's measure locks the number to its code."""
    same = Attempt.objects.filter(agency=tried.agency, number_hash=tried.number_hash, at__gt=tried.at - WINDOW)
    Attempt.objects.filter(pk=tried.pk).update(locks=same.count() >= PER_NUMBER)
    subject = f"permits.number:{tried.number_hash[:16]}"
    record(verb="permits.lookup_failed", subject=subject, agency=tried.agency, by=PUBLIC, at=tried.at)


def _open(agency: str, number: str, at: datetime, *, code: str, born: date | None, address: str) -> Permit:
    plain = plain_number(number)
    tried = _count(agency, plain, address, at)
    if wait := _wait(tried):
        tried.delete()
        raise TooManyTries(wait)
    permit = Permit.objects.select_related("holder").filter(agency=agency, number_key=plain).first()
    by_code = fits(permit, read_query_code(code))
    by_birth = born is not None and permit is not None and permit.holder.birth_on == born and not _locked(tried)
    if permit is None or not (by_code or (by_birth and not code)):
        _fail(tried)
        raise NothingFits
    tried.delete()
    return permit


def verify(*, agency: str, number: str, code: str, at: datetime, address: str = "") -> PublicCard:
    """What the permit with this number and check code is worth 驗證: valid, expired or cancelled, nothing of a person.

    `address` is the caller's network address. Call it outside a transaction: a failure is kept, then refused.

    Raises:
        TooManyTries: 5 failures in an hour for the number, 20 from the address; NothingFits: anything else is wrong.
    """
    return public_card(_open(agency, number, at, code=code, born=None, address=address), local_day(at))


def open_own(*, agency: str, number: str, born: date | None, code: str, at: datetime, address: str = "") -> HolderCard:
    """A permit for its holder, who knows number and date of birth, or the check code: when it ends, how that came.

    Raises:
        TooManyTries, NothingFits: as `verify`; after 5 failures in an hour a number opens with its code only.
    """
    return holder_card(_open(agency, number, at, code=code, born=born, address=address), local_day(at))


def print_own(
    *, agency: str, number: str, born: date | None, code: str, at: datetime, address: str = "", language: str = ""
) -> bytes:
    """The permit as a PDF for its holder, who prints it 自行列印, where its way is that; journaled.

    It says the most important in the holder's `language` too, where that can be printed.

    Raises:
        NotPrintedByHolders; TooManyTries, NothingFits: as `open_own`.
    """
    permit = _open(agency, number, at, code=code, born=born, address=address)
    if permit.way != Way.SELF or standing(permit, local_day(at)) not in (Standing.VALID, Standing.NOT_YET):
        raise NotPrintedByHolders
    _note_print(permit, at)
    return pdf.write(permit_paper(permit, language))


@transaction.atomic
def _note_print(permit: Permit, at: datetime) -> None:
    record(verb="permits.print_own", subject=permit.subject, agency=permit.agency, by=PUBLIC, at=at)
    Permit.objects.filter(pk=permit.pk, handed_on__isnull=True).update(handed_on=local_day(at), remind_on=None)
