"""Look a permit up by its number: with the check code anybody, with the date of birth its holder.

A wrong number and a wrong code do the same work and get the same answer. Each try is counted before it is judged; a
right one is taken out again.
"""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from bianmin.delivery.permits.models import Permit
from bianmin.delivery.permits.queries.cards import HolderCard, PublicCard
from bianmin.delivery.permits.queries.codes import fits, plain_number
from bianmin.delivery.permits.queries.paper import permit_paper
from bianmin.delivery.permits.queries.public import holder_card, public_card
from bianmin.delivery.permits.rules.standing import standing
from bianmin.delivery.permits.vocab.states import Standing, Way
from bianmin.foundation.audit.actions import record
from bianmin.foundation.documents.writers import pdf
from bianmin.foundation.tries.actions import judged
from bianmin.foundation.tries.queries import locked, trying
from bianmin.kernel.actor import PUBLIC
from bianmin.kernel.errors import Refused
from bianmin.kernel.receipts import read_query_code
from bianmin.kernel.rocdate import local_day


class NothingFits(Refused):
    """Wrong number, code or date: the same answer in the same time."""

    message = _("Number and code do not fit together. Compare both with the paper, or ask the office by telephone.")


class NotPrintedByHolders(Refused):
    """The paper is fetched, or is worth nothing any more."""

    message = _("This paper is not printed by its holder. Fetch it as this page says, or ask the office.")


def _open(agency: str, number: str, at: datetime, *, code: str, born: date | None, address: str) -> Permit:
    plain = plain_number(number)
    tried = trying("permits", agency=agency, number=plain, address=address, at=at)

    def find() -> Permit | None:
        permit = Permit.objects.select_related("holder").filter(agency=agency, number_key=plain).first()
        by_code = fits(permit, read_query_code(code))
        by_birth = born is not None and permit is not None and permit.holder.birth_on == born and not locked(tried)
        return permit if by_code or (by_birth and not code) else None

    permit = judged(tried, find, verb="permits.lookup_failed", subject="permits.number")
    if permit is None:
        raise NothingFits
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
