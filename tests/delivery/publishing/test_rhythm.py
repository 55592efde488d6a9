"""When the tests of the site are to be made."""

from datetime import date

import pytest

from bianmin.delivery.publishing.rules.rhythm import due


@pytest.mark.parametrize(
    ("last", "found"),
    [
        ({}, [("weakness", date(2025, 11, 30), False), ("trojan", date(2025, 12, 31), False)]),
        ({"weakness": date(2025, 11, 1), "trojan": date(2025, 10, 1)}, []),
        ({"weakness": date(2025, 10, 31), "trojan": date(2025, 9, 30)},
         [("weakness", date(2025, 11, 30), False), ("trojan", date(2025, 12, 31), False)]),
        ({"weakness": date(2025, 9, 30), "trojan": date(2025, 6, 30)},
         [("weakness", date(2025, 10, 31), True), ("trojan", date(2025, 9, 30), True)]),
    ],
)  # fmt: skip
def test_a_test_is_due_in_each_month_or_quarter_and_overdue_when_one_passed_without_it(last, found):
    assert [(one.kind, one.due_on, one.overdue) for one in due(last, on=date(2025, 11, 28))] == found


def test_the_last_month_and_the_first_quarter_end_where_the_year_does():
    told = {one.kind: one.due_on for one in due({"weakness": date(2025, 11, 3)}, on=date(2025, 12, 31))}
    assert told == {"weakness": date(2025, 12, 31), "trojan": date(2025, 12, 31)}
    told = {one.kind: one.due_on for one in due({"weakness": date(2025, 12, 3)}, on=date(2026, 1, 1))}
    assert told == {"weakness": date(2026, 1, 31), "trojan": date(2026, 3, 31)}
