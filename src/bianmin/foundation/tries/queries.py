"""Read failures: whether somebody has to wait, and whether a number opens with its code only."""

from datetime import datetime
from math import ceil
from typing import Final

from django.conf import settings
from django.db import connection
from django.db.models import Q
from django.utils.crypto import salted_hmac

from bianmin.foundation.tries.models import Attempt
from bianmin.foundation.tries.vocab import PER_ADDRESS, PER_NUMBER, WINDOW

LATELY: Final = """
    SELECT 1 FROM tries_attempt
    WHERE (agency = %s AND number_hash = %s AND at > %s) OR (address_hash = %s AND address_hash <> '' AND at > %s)
    LIMIT 1
"""


def _hidden(what: str, value: str) -> str:
    """A keyed hash; the same number or address has another one for each thing that is opened."""
    return salted_hmac(f"bianmin.{what}.attempt", value, secret=settings.SECRET_KEY, algorithm="sha256").hexdigest()


def trying(what: str, *, agency: str, number: str, address: str, at: datetime) -> Attempt:
    """A try to open `what` (cases, permits) by a number from a network address, not counted yet."""
    place = _hidden(what, address) if address else ""
    return Attempt(agency=agency, number_hash=_hidden(what, number), address_hash=place, at=at)


def failed_lately(tried: Attempt) -> bool:
    """Whether there was any failure for the number or from the address within the hour.

    Asked before everything else, so the statement is written out: building it would take five times as long.
    """
    since = connection.ops.adapt_datetimefield_value(tried.at - WINDOW)
    with connection.cursor() as cursor:
        cursor.execute(LATELY, [tried.agency, tried.number_hash, since, tried.address_hash, since])
        return cursor.fetchone() is not None


def wait(tried: Attempt) -> int:
    """Seconds to wait before another try, 0 when this one may go on."""
    ours = Q(agency=tried.agency, number_hash=tried.number_hash)
    theirs = Q(address_hash=tried.address_hash) if tried.address_hash else ours
    recent = Attempt.objects.filter(ours | theirs, at__gt=tried.at - WINDOW).exclude(pk=tried.pk).order_by("-at")
    rows = list(recent.values_list("at", "agency", "number_hash", "address_hash"))
    number = [at for at, *key, _address in rows if key == [tried.agency, tried.number_hash]]
    address = [at for at, _agency, _number, address in rows if address and address == tried.address_hash]
    nth = [*number[PER_NUMBER - 1 : PER_NUMBER], *address[PER_ADDRESS - 1 : PER_ADDRESS]]
    return max((ceil((at + WINDOW - tried.at).total_seconds()) for at in nth), default=0)


def locked(tried: Attempt) -> bool:
    """Whether the number opens with its code only, because of failures at any time before."""
    return Attempt.objects.filter(agency=tried.agency, number_hash=tried.number_hash, locks=True).exists()
