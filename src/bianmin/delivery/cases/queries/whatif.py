"""What if: a case is decided on a day, or its papers arrive on a day. Nothing is kept."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.queries.dues import service_of
from bianmin.delivery.cases.queries.visible import row
from bianmin.delivery.cases.queries.whydates import limits_of
from bianmin.delivery.catalog.vocab import SupplementClock
from bianmin.foundation.clock.queries import Ledger, ledger
from bianmin.foundation.clock.reckon.limit import Limit, due, paused_days
from bianmin.foundation.clock.reckon.whatif import BeforeItBegan, if_resumed, without
from bianmin.foundation.clock.vocab import Due, Pause
from bianmin.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Decided:
    """A case decided on a day: days in the office's hands, and whether each promise would be kept."""

    on: date
    used_days: int
    due_on: date
    statutory_due_on: date

    @property
    def on_time(self) -> bool:
        """Whether the earlier promise would be kept."""
        return self.on <= self.due_on

    @property
    def within_limit(self) -> bool:
        """Whether the legal limit would be kept."""
        return self.on <= self.statutory_due_on


@dataclass(frozen=True, slots=True)
class Arrived:
    """Papers that arrive on a day: both dates that follow. `asked_on` is when they were, or would be, asked for."""

    on: date
    asked_on: date
    due_on: date
    statutory_due_on: date


def _closed(case: Case, book: Ledger, on: date) -> list[Pause]:
    """The pauses as they would be if the clock ran again on a day: that day is the office's."""
    if case.stopped_on is None:
        return list(book.pauses)
    pause = Pause(case.stopped_on, max(case.stopped_on, on - timedelta(days=1)))
    return [*without(book.pauses, case.stopped_on), pause]


def if_decided(actor: Actor, number: str, *, on: date) -> Decided:
    """What it would be if a case were decided on a day.

    Raises:
        NotFound; BeforeItBegan: the day lies before its receipt.
    """
    case = row(actor, number)
    if on < case.received_on:
        raise BeforeItBegan(field="decided", day=on, start=case.received_on)
    book = ledger(case.agency, case.clock, as_of=on)
    pauses = _closed(case, book, on)
    legal, shown = _both(limits_of(case, pauses, book.extensions), due)
    first = case.reopened_on or case.received_on
    used = (on - first).days - paused_days(pauses, until=on) if on > first else 0
    return Decided(on, max(0, used), shown, legal)


def _both(limits: tuple[Limit, Limit | None], reckon: Callable[[Limit], Due]) -> tuple[date, date]:
    """The legal date, and the earlier of the two."""
    found = [reckon(limit).due_on for limit in limits if limit]
    return found[0], min(found)


def if_papers(actor: Actor, number: str, *, on: date, today: date) -> Arrived:
    """What the dates would be if papers arrived on a day: those asked for, or, were they asked for today.

    Raises:
        NotFound; BeforeItBegan: the day lies before the papers were asked for.
    """
    case = row(actor, number)
    asked_on, policy = case.stopped_on or today, service_of(case).offer.supplement_clock
    book = ledger(case.agency, case.clock, as_of=asked_on)
    if on < asked_on:
        raise BeforeItBegan(field="papers", day=on, start=asked_on)
    limits = limits_of(case, book.pauses, book.extensions)
    runs_on = policy is SupplementClock.RUN and case.stopped_on is None
    again = policy is SupplementClock.RESTART
    resumed = partial(if_resumed, stopped_on=asked_on, on=on, restart=again)
    legal, shown = _both(limits, due if runs_on else resumed)
    return Arrived(on, asked_on, shown, legal)
