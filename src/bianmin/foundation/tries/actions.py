"""Count a try before it is judged, so that tries made at the same moment do not slip past; take a right one out."""

from collections.abc import Callable
from typing import TypeVar

from django.db import transaction

from bianmin.foundation.audit.actions import record
from bianmin.foundation.tries.models import Attempt
from bianmin.foundation.tries.queries import wait
from bianmin.foundation.tries.vocab import PER_NUMBER, WINDOW, TooManyTries
from bianmin.kernel.actor import PUBLIC

Found = TypeVar("Found")


def count(tried: Attempt) -> int:
    """Count a try as failed until it proves right.

    Gives 0, or the seconds to wait where it was one too many, which does not count.
    """
    with transaction.atomic(durable=True):
        tried.save(force_insert=True)
    seconds = wait(tried)
    if seconds:
        take_out(tried)
    return seconds


@transaction.atomic(durable=True)
def keep(tried: Attempt, *, verb: str, subject: str) -> None:
    """Keep the failure and journal it; the one that fills the hour's measure locks the number to its code."""
    same = Attempt.objects.filter(agency=tried.agency, number_hash=tried.number_hash, at__gt=tried.at - WINDOW)
    Attempt.objects.filter(pk=tried.pk).update(locks=same.count() >= PER_NUMBER)
    record(verb=verb, subject=f"{subject}:{tried.number_hash[:16]}", agency=tried.agency, by=PUBLIC, at=tried.at)


def judged(tried: Attempt, find: Callable[[], Found | None], *, verb: str, subject: str) -> Found | None:
    """What a try opens, looked for while it counts as failed; None where nothing fits, which is kept and journaled.

    Call it outside a transaction.

    Raises:
        TooManyTries: 5 failures in an hour for the number, 20 from the address.
    """
    if seconds := count(tried):
        raise TooManyTries(seconds)
    found = find()
    if found is None:
        keep(tried, verb=verb, subject=subject)
    else:
        take_out(tried)
    return found


def take_out(tried: Attempt) -> None:
    """Take out a try that proved right."""
    tried.delete()
