"""How the dates of a case came about: both limits, every day of them, and what was entered since."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.queries.dues import service_of, timed
from bianmin.delivery.cases.queries.visible import row
from bianmin.delivery.catalog.queries.services import limits
from bianmin.foundation.clock.queries import ledger, office_calendar
from bianmin.foundation.clock.reckon.everyday import DayLine, every_day
from bianmin.foundation.clock.reckon.limit import Limit, due
from bianmin.foundation.clock.vocab import Due, Pause, Period
from bianmin.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Run:
    """Days in a row that are the same to a limit, for reading: `first` to `last`."""

    first: DayLine
    last: DayLine


@dataclass(frozen=True, slots=True)
class Account:
    """One limit of a case: the period stated, when it is due and why, and every day of it."""

    period: Period
    due: Due
    days: tuple[DayLine, ...]

    @property
    def runs(self) -> tuple[Run, ...]:
        """The days, those in a row that are counted alike together."""
        found: list[Run] = []
        for line in self.days:
            alike = found and _alike(found[-1].last, line)
            found = [*found[:-1], Run(found[-1].first, line)] if alike else [*found, Run(line, line)]
        return tuple(found)


def _alike(before: DayLine, line: DayLine) -> bool:
    return (before.counting, before.part, before.name) == (line.counting, line.part, line.name) and not line.minutes


@dataclass(frozen=True, slots=True)
class Dates:
    """Both limits of a case, and the pauses and extensions entered; `norm` is None where none is promised."""

    number: str
    received_on: date
    statutory: Account
    norm: Account | None
    pauses: tuple[Pause, ...]
    extensions: tuple[Period, ...]
    standing: bool

    @property
    def accounts(self) -> tuple[Account, ...]:
        """The limits, the earlier first."""
        both = [*([self.norm] if self.norm else []), self.statutory]
        return tuple(sorted(both, key=lambda one: one.due.due_on))


def _account(limit: Limit) -> Account:
    return Account(limit.period, due(limit), every_day(limit))


def dates_of(case: Case, *, as_of: date) -> Dates:
    """How the dates of a case came about, as its ledger stands on a day."""
    book = ledger(case.agency, case.clock, as_of=as_of)
    statutory, norm = limits_of(case, book.pauses, book.extensions)
    return Dates(
        number=case.number,
        received_on=case.received_on,
        statutory=_account(statutory),
        norm=_account(norm) if norm else None,
        pauses=book.pauses,
        extensions=book.extensions,
        standing=book.paused,
    )


def limits_of(case: Case, pauses: Sequence[Pause], extensions: Sequence[Period]) -> tuple[Limit, Limit | None]:
    """Both limits of a case with these pauses and extensions."""
    return limits(timed(case, service_of(case)), case.started_at, office_calendar(case.agency), pauses, extensions)


def dates(actor: Actor, number: str, *, as_of: date) -> Dates:
    """How the dates of a case came about, for whoever may see it: its office, and the citizen who holds it.

    Raises:
        NotFound: there is none the actor may see.
    """
    return dates_of(row(actor, number), as_of=as_of)
