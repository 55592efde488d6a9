from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bianmin.kernel import rocdate

DAYS = st.dates(date(1000, 1, 1), date(2910, 12, 31))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("115年11月22日", date(2026, 11, 22)),
        ("民國115年11月22日", date(2026, 11, 22)),
        ("中華民國 115 年 11 月 22 日", date(2026, 11, 22)),
        ("115年11月22日(星期日)", date(2026, 11, 22)),
        ("115年11月22日（日）", date(2026, 11, 22)),
        ("115/11/22", date(2026, 11, 22)),
        ("115.11.22", date(2026, 11, 22)),
        ("１１５／１１／２２", date(2026, 11, 22)),
        ("115-1-2", date(2026, 1, 2)),
        ("1151122", date(2026, 11, 22)),
        ("0010101", date(1912, 1, 1)),
        ("1000101", date(2011, 1, 1)),
        ("1070215", date(2018, 2, 15)),
        ("991231", date(2010, 12, 31)),
        ("99/12/31", date(2010, 12, 31)),
        ("20261122", date(2026, 11, 22)),
        ("2026-11-22", date(2026, 11, 22)),
        ("2026年11月22日 星期日", date(2026, 11, 22)),
        ("民國前1年12月31日", date(1911, 12, 31)),
        ("民前20年3月5日", date(1892, 3, 5)),
        ("民國1年1月1日", date(1912, 1, 1)),
        ("113年2月29日", date(2024, 2, 29)),
    ],
)
def test_every_form_in_use_is_read(text, day):
    assert rocdate.parse(text) == day


@pytest.mark.parametrize("text", ["110105", "101111", "201112", "１１０１０５"])
def test_six_digits_with_two_readings_are_refused(text):
    with pytest.raises(rocdate.AmbiguousDate):
        rocdate.parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0",
        "115",
        "115年",
        "115/11-22",
        "114年2月29日",
        "1151322",
        "0年1月1日",
        "民國前0年1月1日",
        "01151122",
        "明天",
    ],
)
def test_what_is_no_date_is_refused_with_the_text(text):
    with pytest.raises(rocdate.UnreadableDate) as refusal:
        rocdate.parse(text)
    assert text in refusal.value.sentence()


@pytest.mark.parametrize(
    "text", ["2026-11-22T14:30", "115/11/22 14:30", "115年11月22日(星期日) 14:30:00", "1151122T14:30"]
)
def test_a_moment_is_a_date_with_a_time_in_taipei(text):
    assert rocdate.parse_moment(text) == datetime(2026, 11, 22, 14, 30, tzinfo=rocdate.TAIPEI)


@pytest.mark.parametrize("text", ["2026-11-22", "2026-11-22T25:00", "14:30"])
def test_a_moment_without_a_possible_time_is_refused(text):
    with pytest.raises(rocdate.UnreadableMoment):
        rocdate.parse_moment(text)


def test_dates_are_printed_in_every_form():
    day = date(2026, 11, 22)
    assert rocdate.roc(day) == "115年11月22日"
    assert rocdate.roc_full(day) == "115年11月22日(星期日)"
    assert rocdate.compact(day) == "1151122"
    assert rocdate.parted(day, ".") == "115.11.22"
    assert rocdate.gregorian(day) == "2026年11月22日"
    assert rocdate.english(day) == "Sunday 22 November 2026"
    assert rocdate.year(date(1900, 1, 1)) == "民國前12年"


@given(DAYS)
def test_every_printed_form_reads_back_as_the_same_day(day):
    forms = [rocdate.roc(day), rocdate.roc_full(day), rocdate.compact(day), rocdate.parted(day), rocdate.gregorian(day)]
    assert [rocdate.parse(form) for form in [*forms, day.isoformat()]] == [day] * 6
