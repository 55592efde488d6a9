"""Office time between two moments: it adds up, and is what a limit of office hours was given."""

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bianmin.foundation.clock.reckon.calendar import built_in
from bianmin.foundation.clock.reckon.hours import end, worked
from bianmin.foundation.clock.vocab import DEMONSTRATION_HOURS, Period
from bianmin.kernel.rocdate import TAIPEI

CALENDAR = built_in()
FIRST = datetime(2025, 1, 1, tzinfo=TAIPEI)
MOMENTS = st.integers(0, 330 * 24 * 60).map(lambda minutes: FIRST + timedelta(minutes=minutes))


def office(start: datetime, until: datetime) -> timedelta:
    return worked(start, until, on=CALENDAR.on, hours=DEMONSTRATION_HOURS)


@given(MOMENTS, MOMENTS, MOMENTS)
def test_office_time_adds_up(one, other, another):
    first, second, third = sorted((one, other, another))
    assert office(first, second) + office(second, third) == office(first, third)


@given(MOMENTS, st.integers(1, 40))
def test_a_limit_of_office_hours_is_that_much_office_time(start, hours):
    due = end(start, Period.parse(f"{hours}wh"), paused=lambda _day: False, on=CALENDAR.on, hours=DEMONSTRATION_HOURS)
    assert office(start, due) == timedelta(hours=hours)


@given(MOMENTS, MOMENTS)
def test_it_is_never_less_than_nothing_nor_more_than_went_by(one, other):
    assert timedelta() <= office(one, other) <= max(other - one, timedelta())


def test_a_holiday_a_weekend_and_the_lunch_break_are_not_worked():
    assert CALENDAR.on(date(2025, 2, 28)).working is False
    thursday, monday = datetime(2025, 2, 27, 11, tzinfo=TAIPEI), datetime(2025, 3, 3, 9, tzinfo=TAIPEI)
    assert office(thursday, monday) == timedelta(hours=1 + 4 + 1)
    assert office(monday, thursday) == timedelta()
