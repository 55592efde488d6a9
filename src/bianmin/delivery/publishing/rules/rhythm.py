"""When the site is to be tested 檢測週期: weaknesses each month, trojans each quarter (document 001, line 1240), or as
the agency says.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bianmin.delivery.publishing.vocab import TestKind

MONTHS: Final[Mapping[TestKind, int]] = {TestKind.WEAKNESS: 1, TestKind.TROJAN: 3}
"""Months between two tests of a kind where the agency's pack says nothing else."""


@dataclass(frozen=True, slots=True)
class TestDue:
    """A test that is still to be made in its month or quarter; `last` is the day of the last one of its kind."""

    kind: TestKind
    last: date | None
    due_on: date
    overdue: bool


def _ends(day: date, months: int) -> tuple[date, date]:
    """The last day of the month or quarter before a day's, and of the day's own."""
    month = day.month - (day.month - 1) % months
    first = date(day.year, month, 1)
    year, later = divmod(12 * day.year + month - 1 + months, 12)
    return first - timedelta(days=1), date(year, later + 1, 1) - timedelta(days=1)


def _missed(made: date | None, since: date | None, before: date, months: int) -> bool:
    """Whether the period that ended on `before` passed without a test; nothing is missed before a rhythm begins."""
    if made is not None:
        return made <= _ends(before, months)[0]
    return since is not None and since <= before


def due(
    last: Mapping[str, date], *, on: date, months: Mapping[TestKind, int] = MONTHS, since: date | None = None
) -> list[TestDue]:
    """The tests not made as yet in the period of a day, from the last day of each kind.

    One is overdue when the period before passed without it. `since` is the day from which the site is to be tested:
    what was never made is overdue when the first period after that is over.
    """
    found = []
    for kind, every in months.items():
        made, (before, end) = last.get(kind), _ends(on, every)
        if made is None or made <= before:
            missed = _missed(made, since, before, every)
            found.append(TestDue(kind, made, before if missed else end, missed))
    return found


def overdue(tests: Iterable[TestDue]) -> bool:
    """Whether one of the tests is overdue."""
    return any(one.overdue for one in tests)
