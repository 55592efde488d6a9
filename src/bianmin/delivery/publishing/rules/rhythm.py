"""How often the site is tested 檢測週期: weaknesses each month, trojans each quarter (document 001, line 1240)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bianmin.delivery.publishing.vocab import TestKind

MONTHS: Final[Mapping[TestKind, int]] = {TestKind.WEAKNESS: 1, TestKind.TROJAN: 3}
"""Months between two tests of a kind; accessibility is tested after changes and has no rhythm."""


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
    after = date(day.year + (month + months > 12), (month + months - 1) % 12 + 1, 1)  # noqa: PLR2004
    return first - timedelta(days=1), after - timedelta(days=1)


def due(last: Mapping[str, date], *, on: date) -> list[TestDue]:
    """The tests not made as yet in the month or quarter of a day, from the last day of each kind.

    One is overdue when the month or quarter before passed without it; where none was ever made, none is overdue.
    """
    found = []
    for kind, months in MONTHS.items():
        made, (before, end) = last.get(kind), _ends(on, months)
        if made is None or made <= before:
            missed = made is not None and made <= _ends(before, months)[0]
            found.append(TestDue(kind, made, before if missed else end, missed))
    return found


def overdue(tests: Iterable[TestDue]) -> bool:
    """Whether one of the tests is overdue."""
    return any(one.overdue for one in tests)
