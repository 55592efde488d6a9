from datetime import date, time

import pytest

from bianmin.foundation.clock import vocab
from bianmin.foundation.clock.vocab import DayState, OfficeHours, Pause, Period, Unit
from bianmin.kernel.errors import Refused


@pytest.mark.parametrize("text", ["3wd", "30d", "2w", "2m", "1y", "4h", "4wh"])
def test_a_period_is_printed_as_it_is_read(text):
    assert str(Period.parse(text)) == text


def test_a_period_may_be_full_width_and_spaced():
    assert Period.parse(" ３０ Ｄ") == Period(30, Unit.DAYS)


@pytest.mark.parametrize("text", ["", "0d", "30", "d", "-1d", "1.5d", "3x", "10000d"])
def test_what_is_no_period_is_refused(text):
    with pytest.raises(vocab.WrongPeriod):
        Period.parse(text)


def test_a_pause_is_two_days_in_any_form():
    assert Pause.parse("115/3/4..2026-03-10") == Pause(date(2026, 3, 4), date(2026, 3, 10))


@pytest.mark.parametrize("text", ["2026-03-04", "2026-03-10..2026-03-04", "..", "2026-03-04.."])
def test_what_is_no_pause_is_refused(text):
    with pytest.raises(Refused):
        Pause.parse(text)


def test_office_hours_are_printed_as_they_are_read():
    assert str(OfficeHours.parse("08:30-12:30,13:30-17:30")) == "08:30-12:30,13:30-17:30"
    assert str(OfficeHours.parse("08:00-17:00")) == "08:00-12:00,12:00-17:00"


@pytest.mark.parametrize(("text", "open_", "morning"), [
    ("13:00-17:00", ((time(13), time(17)),), ()),
    ("08:00-11:30", ((time(8), time(11, 30)),), ((time(8), time(11, 30)),)),
])  # fmt: skip
def test_a_place_may_be_open_in_one_half_of_the_day_only(text, open_, morning):
    hours = OfficeHours.parse(text)
    assert OfficeHours.parse(str(hours)) == hours
    assert (hours.spans(DayState.OPEN), hours.spans(DayState.MORNING)) == (open_, morning)


@pytest.mark.parametrize(
    "text", ["", "8-17", "17:00-13:00", "13:00-13:00", "08:00-12:00,11:00-17:00", "08:00-12:00,13:00-17:00,18:00-19:00"]
)
def test_what_are_no_office_hours_is_refused(text):
    with pytest.raises(vocab.WrongHours):
        OfficeHours.parse(text)
