"""Take a timer, do its work, and put it back; take it from a worker that died."""

import logging
from collections.abc import Callable
from datetime import datetime
from enum import Enum, auto

from django.db import IntegrityError, transaction
from django.db.models import F

from bianmin.foundation.jobs.models import Schedule
from bianmin.foundation.jobs.vocab import LONGEST_WAIT, Timer, wait_after

LOG = logging.getLogger(__name__)


class Turn(Enum):
    """What became of a timer's turn."""

    NOT_DUE = auto()
    DONE = auto()
    FAILED = auto()


def _row(name: str, at: datetime) -> Schedule:
    row = Schedule.objects.filter(name=name).first()
    if row is not None:
        return row
    try:
        with transaction.atomic():
            return Schedule.objects.create(name=name, next_at=at)
    except IntegrityError:
        return Schedule.objects.get(name=name)


def _dead(row: Schedule, timer: Timer, holder: str, at: datetime) -> bool:
    """Whether nobody is at a leased timer any more.

    Its lease has run out; or it is longer than any lease from now, so the clock was put back since; or it is this
    very worker's, which could not give it back when it ended its turn, because the database was away or full.
    """
    if row.leased_until is None:
        return False
    return row.leased_until <= at or row.leased_until > at + timer.lease or row.holder == holder


def _set_right(row: Schedule, timer: Timer, at: datetime) -> None:
    """Bring a turn forward that lies later than any wait: the clock ran ahead when it was set, and was put back."""
    if row.next_at > at + max(timer.every, LONGEST_WAIT):
        Schedule.objects.filter(name=row.name, next_at=row.next_at).update(next_at=at)
        row.next_at = at


def _reap(row: Schedule, at: datetime) -> None:
    """Free a timer whose worker died."""
    dead = Schedule.objects.filter(name=row.name, leased_until=row.leased_until)
    if dead.update(leased_until=None, holder="", failures=F("failures") + 1, fault="lease ran out", next_at=at):
        LOG.warning("%s: the lease of %s ran out; the work begins anew", row.name, row.holder)


def release(*, holder: str) -> int:
    """Free at once what a worker held of which it is known that it died; tells how many timers."""
    held = Schedule.objects.filter(holder=holder, leased_until__isnull=False)
    return held.update(leased_until=None, holder="", failures=F("failures") + 1, fault="worker died")


def _take(timer: Timer, holder: str, at: datetime) -> bool:
    free = Schedule.objects.filter(name=timer.name, leased_until=None, next_at__lte=at)
    return bool(free.update(leased_until=at + timer.lease, holder=holder, started_at=at))


def _put_back(timer: Timer, holder: str, begun: datetime, **changes: object) -> None:
    """Give the lease up, unless it was taken away meanwhile."""
    own = Schedule.objects.filter(name=timer.name, holder=holder, started_at=begun)
    own.update(leased_until=None, holder="", **changes)


def take_turn(timer: Timer, *, holder: str, clock: Callable[[], datetime]) -> Turn:
    """Do a timer's work if it is due and nobody else is at it; a failure is logged and tried again later.

    `holder` names the worker, `clock` tells the time before and after the work. Call it outside a transaction.
    """
    begun = clock()
    row = _row(timer.name, begun)
    if _dead(row, timer, holder, begun):
        _reap(row, begun)
    _set_right(row, timer, begun)
    if row.next_at > begun or not _take(timer, holder, begun):
        return Turn.NOT_DUE
    try:
        timer.act(at=begun)
    except Exception as fault:  # whatever it is, the other timers go on and this one is tried again
        LOG.exception("%s failed", timer.name)
        failures, now = row.failures + 1, clock()
        again = now + wait_after(failures)
        _put_back(timer, holder, begun, failures=failures, fault=type(fault).__name__[:80], next_at=again)
        return Turn.FAILED
    done = clock()
    _put_back(timer, holder, begun, failures=0, fault="", finished_at=done, next_at=begun + timer.every)
    return Turn.DONE
