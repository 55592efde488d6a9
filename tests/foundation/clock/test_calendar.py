import json
from datetime import date, timedelta

import pytest

from bianmin.foundation.clock.contrib import yearly
from bianmin.foundation.clock.reckon.calendar import Year, built_in
from bianmin.foundation.clock.vocab import Day, DayState, Origin

DAYS_OFF = {
    2018: 115,
    2019: 115,
    2020: 115,
    2021: 116,
    2022: 115,
    2023: 116,
    2024: 115,
    2025: 118,
    2026: 120,
    2027: 121,
}
MADE_UP = {
    2018: ["0331", "1222"],
    2019: ["0119", "0223", "1005"],
    2020: ["0215", "0620", "0926"],
    2021: ["0220", "0911"],
    2022: ["0122"],
    2023: ["0107", "0204", "0218", "0325", "0617", "0923"],
    2024: ["0217"],
    2025: ["0208"],
    2026: [],
    2027: [],
}
WEEKDAYS_OFF = {
    2018: "0101 0215 0216 0219 0220 0228 0404 0405 0406 0618 0924 1010 1231",
    2024: "0101 0208 0209 0212 0213 0214 0228 0404 0405 0610 0917 1010",
    2025: "0101 0127 0128 0129 0130 0131 0228 0403 0404 0530 0929 1006 1010 1024 1225",
    2026: "0101 0216 0217 0218 0219 0220 0227 0403 0406 0501 0619 0925 0928 1009 1026 1225",
    2027: "0101 0204 0205 0208 0209 0210 0301 0405 0406 0430 0609 0915 0928 1011 1025 1224 1231",
}


@pytest.mark.parametrize(("year", "count"), DAYS_OFF.items())
def test_every_year_has_the_official_number_of_days_off(year, count):
    assert sum(not built_in().is_working(day) for day in yearly.days_of(year)) == count


@pytest.mark.parametrize(("year", "days"), MADE_UP.items())
def test_make_up_workdays_are_the_official_ones(year, days):
    worked = [f"{day:%m%d}" for day in yearly.days_of(year) if day.weekday() >= 5 and built_in().is_working(day)]
    assert worked == days


@pytest.mark.parametrize(("year", "days"), WEEKDAYS_OFF.items())
def test_weekdays_off_are_the_official_ones(year, days):
    off = [f"{day:%m%d}" for day in yearly.days_of(year) if day.weekday() < 5 and not built_in().is_working(day)]
    assert off == days.split()


def test_the_table_equals_the_holidays_package():
    assert json.loads(yearly.TABLE.read_text(encoding="utf-8")) == yearly.table()
    assert yearly.TABLE.read_text(encoding="utf-8") == yearly.written(yearly.table())


def test_working_days_equal_the_holidays_package_on_every_published_day():
    import holidays

    package = holidays.country_holidays("TW")
    day, wrong = date(2017, 1, 1), []
    while day.year <= 2027:
        if built_in().is_working(day) != package.is_working_day(day):
            wrong.append(day)
        day += timedelta(days=1)
    assert wrong == []


def test_a_day_off_has_its_name():
    assert built_in().on(date(2026, 2, 16)) == Day(DayState.CLOSED, "農曆除夕", Origin.BUILT_IN)


def test_only_years_with_an_official_calendar_are_published():
    published = [year for year in range(1990, 2060) if built_in().is_published(date(year, 6, 1))]
    assert (published[0], published[-1], len(published)) == (2001, 2027, 27)


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2055, 10, 10), DayState.CLOSED),
        (date(2055, 10, 9), DayState.CLOSED),
        (date(2055, 10, 8), DayState.OPEN),
        (date(1950, 3, 1), DayState.OPEN),
    ],
)
def test_outside_the_known_years_weekends_and_fixed_holidays_are_assumed(day, state):
    found = built_in().on(day)
    assert (found.state, found.origin) == (state, Origin.ASSUMED)


def test_an_imported_year_wins_over_the_built_in_one():
    calendar = built_in().with_years({2028: Year({"0103": "補假"}, Origin.OFFICIAL)})
    assert not calendar.is_working(date(2028, 1, 3))
    assert calendar.is_working(date(2028, 2, 28))
    assert calendar.is_published(date(2028, 2, 28))
    assert not built_in().is_published(date(2028, 2, 28))


def test_a_closure_of_the_office_wins_over_every_calendar():
    typhoon = date(2026, 7, 10)
    calendar = built_in().with_local({typhoon: Day(DayState.CLOSED, "颱風", Origin.LOCAL)})
    assert built_in().is_working(typhoon)
    assert not calendar.is_working(typhoon)
    assert calendar.working_days(date(2026, 7, 9), date(2026, 7, 13)) == 2


def test_half_a_day_worked_is_a_working_day():
    calendar = built_in().with_local({date(2026, 7, 10): Day(DayState.MORNING)})
    assert calendar.is_working(date(2026, 7, 10))
