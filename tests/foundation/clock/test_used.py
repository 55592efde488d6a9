from datetime import date
from fractions import Fraction

import pytest

from bianmin.foundation.clock.reckon.calendar import built_in
from bianmin.foundation.clock.reckon.used import restricted_used_days, used_days


@pytest.mark.parametrize(
    ("received", "dispatched", "days"),
    [
        ("2005-10-07", "2005-10-14", 4),
        ("2005-10-07", "2005-10-18", 6),
        ("2026-11-23", "2026-11-23", Fraction(1, 2)),
        ("2026-11-23", "2026-11-24", 1),
        ("2026-11-20", "2026-11-21", Fraction(1, 2)),
        ("2026-02-13", "2026-02-23", 1),
        ("2024-02-07", "2024-02-17", 3),
    ],
)
def test_used_days_are_working_days_after_receipt(received, dispatched, days):
    assert used_days(date.fromisoformat(received), date.fromisoformat(dispatched), built_in()) == days


def test_an_own_draft_counts_from_the_day_it_was_begun():
    assert used_days(date(2026, 11, 23), date(2026, 11, 25), built_in(), own_draft=True) == 3
    assert used_days(date(2026, 11, 23), date(2026, 11, 23), built_in(), own_draft=True) == Fraction(1, 2)


@pytest.mark.parametrize(
    ("dispatched", "days"), [("2026-11-11", 6), ("2026-11-30", 6), ("2026-12-02", 22), ("2026-11-04", 2)]
)
def test_a_deadline_kept_counts_six_days_at_most(dispatched, days):
    dispatched = date.fromisoformat(dispatched)
    assert restricted_used_days(date(2026, 11, 2), dispatched, date(2026, 11, 30), built_in()) == days
