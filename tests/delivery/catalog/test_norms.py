"""A norm that would end after its limit is found, with the first day on which that would happen."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bianmin.delivery.catalog.pack import warn
from bianmin.delivery.catalog.queries.norms import first_break
from bianmin.foundation.clock.reckon.calendar import built_in
from bianmin.foundation.clock.reckon.limit import Limit, due, end_of
from bianmin.foundation.clock.vocab import Day, DayState, Origin, Period, Rule
from bianmin.kernel.rocdate import TAIPEI
from tests.factories.delivery import offer

AUTUMN = date(2026, 11, 28)


def broken(norm: str, limit: str, on: date = AUTUMN) -> tuple[date, date, date] | None:
    return first_break(offer(service_norm=norm, statutory_limit=limit), calendar=built_in(), on=on)


@pytest.mark.row("SYS-038")
def test_three_working_days_do_not_fit_into_seven_days_over_the_lunar_new_year():
    assert broken("3wd", "7d") == (date(2027, 2, 2), date(2027, 2, 12), date(2027, 2, 11))


@pytest.mark.parametrize(
    ("norm", "limit"),
    [("7d", "30d"), ("3wd", "14d"), ("1wd", "3wd"), ("4wh", "2wd"), ("1m", ""), ("", "7d"), ("7d", "7d")],
)
def test_norms_that_are_always_kept_are_not_spoken_of(norm: str, limit: str):
    assert broken(norm, limit) is None


@pytest.mark.parametrize(("norm", "limit"), [("12d", "7d"), ("3m", ""), ("6wd", "5wd")])
def test_a_norm_that_is_longer_breaks_on_the_first_day(norm: str, limit: str):
    found = broken(norm, limit)
    assert found is not None
    assert found[0] == AUTUMN


def test_only_the_days_ahead_are_tried_and_the_offices_own_closures_count():
    closed = {date(2026, 12, 1) + timedelta(days=step): Day(DayState.CLOSED, "停電", Origin.LOCAL) for step in range(4)}
    calendar = built_in().with_local(closed)
    said = offer(service_norm="3wd", statutory_limit="7d")
    found = first_break(said, calendar=calendar, on=date(2026, 11, 23), days=60)
    assert found is not None
    assert found[0] == date(2026, 11, 27)
    assert first_break(said, calendar=calendar, on=AUTUMN + timedelta(days=30), days=30) is None


def test_the_warning_names_the_service_norm_and_the_first_day():
    ((place, sentence),) = warn(offer(service_norm="3wd", statutory_limit="7d"), AUTUMN)
    assert place == ("service_norm",)
    assert "2027-02-02" in sentence


@given(
    start=st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    amount=st.integers(1, 90),
    unit=st.sampled_from(["d", "wd", "w", "h", "wh"]),
    rule=st.sampled_from(Rule),
)
def test_the_quick_reckoning_ends_as_the_explained_one(start: date, amount: int, unit: str, rule: Rule):
    period = Period.parse(f"{amount}{unit}")
    begins = datetime.combine(start, time(9, 30), TAIPEI) if period.unit.hourly else start
    limit = Limit(begins, period, built_in(), rule)
    assert end_of(limit) == due(limit).due
