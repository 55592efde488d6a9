"""Every day of a limit is told once, and what is counted adds up to the period."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings

from bianmin.foundation.clock.reckon.calendar import built_in
from bianmin.foundation.clock.reckon.days import length
from bianmin.foundation.clock.reckon.everyday import Counting, every_day
from bianmin.foundation.clock.reckon.limit import Limit, due
from bianmin.foundation.clock.reckon.whatif import BeforeItBegan, if_done, if_resumed
from bianmin.foundation.clock.vocab import Pause, Period, Rule
from bianmin.kernel.rocdate import TAIPEI
from tests.foundation.clock.test_properties import near_limits


def told(limit: Limit) -> list[tuple[str, str, int]]:
    return [(f"{line.day:%m-%d}", line.counting.value, line.number) for line in every_day(limit)]


def test_the_new_year_of_2024_day_by_day():
    lines = told(Limit(date(2024, 2, 7), Period.parse("3wd"), built_in()))
    assert lines == [
        ("02-07", "start", 0), *((f"02-{day:02}", "off", 0) for day in range(8, 15)),
        ("02-15", "counted", 1), ("02-16", "counted", 2), ("02-17", "counted", 3),
    ]  # fmt: skip


def test_a_last_day_off_is_passed_over():
    lines = told(Limit(date(2025, 2, 28), Period.parse("1d"), built_in()))
    assert lines == [("02-28", "start", 0), ("03-01", "counted", 1), ("03-02", "passed", 0), ("03-03", "rest", 0)]


def test_hours_are_told_as_minutes_of_each_day():
    start = datetime(2025, 3, 7, 15, 0, tzinfo=TAIPEI)
    lines = every_day(Limit(start, Period.parse("4wh"), built_in()))
    assert [(line.day.day, line.counting.value, line.minutes) for line in lines] == [
        (7, "counted", 120), (8, "off", 0), (9, "off", 0), (10, "counted", 120),
    ]  # fmt: skip


@given(near_limits())
@settings(deadline=None)
def test_every_day_is_told_once_and_the_counted_ones_add_up(limit):
    lines = every_day(limit)
    days = [line.day for line in lines]
    assert days == [days[0] + timedelta(days=count) for count in range(len(days))]
    assert days[-1] == due(limit).due
    counted = [line.number for line in lines if line.counting is Counting.COUNTED]
    assert counted == list(range(1, length(limit.first, limit.period) + 1))


def test_if_done_says_days_used_and_by_how_much_it_is_late():
    limit = Limit(date(2025, 3, 5), Period.parse("7d"), built_in(), pauses=[Pause(date(2025, 3, 7), date(2025, 3, 8))])
    found = if_done(limit, date(2025, 3, 17))
    assert (found.due.due_on, found.used_days, found.in_time, found.late_by) == (date(2025, 3, 14), 10, False, 3)
    assert if_done(limit, date(2025, 3, 5)).used_days == 0
    with pytest.raises(BeforeItBegan):
        if_done(limit, date(2025, 3, 4))


def test_papers_that_arrive_later_move_the_date_by_as_many_days():
    limit = Limit(date(2025, 3, 5), Period.parse("7d"), built_in(), Rule.LAW)
    assert if_resumed(limit, date(2025, 3, 6), date(2025, 3, 10)).due_on == date(2025, 3, 17)
    assert if_resumed(limit, date(2025, 3, 6), date(2025, 3, 10), restart=True).due_on == date(2025, 3, 17)
    assert if_resumed(replace(limit, start=date(2025, 3, 1)), date(2025, 3, 6), date(2025, 3, 6)).due_on == date(
        2025, 3, 10
    )
