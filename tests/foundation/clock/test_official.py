from datetime import date

import pytest

from bianmin.foundation.clock.contrib.yearly import days_of
from bianmin.foundation.clock.reckon import official
from bianmin.foundation.clock.reckon.calendar import built_in
from bianmin.foundation.clock.vocab import Origin

HEAD = "西元日期,星期,是否放假,備註"


def lines(year, *, off="2", opened="0"):
    for day in days_of(year):
        known = built_in().on(day)
        yield f"{day:%Y%m%d},{'一二三四五六日'[day.weekday()]},{opened if known.working else off},{known.name}"


def calendar(year, encoding="utf-8-sig", head=HEAD, **words):
    return "\r\n".join([head, *lines(year, **words)] if head else lines(year, **words)).encode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp950"])
@pytest.mark.parametrize("head", [HEAD, ""])
def test_an_official_calendar_is_read_in_every_encoding_with_and_without_heading(encoding, head):
    years = official.read(calendar(2024, encoding, head))
    assert list(years) == [2024]
    assert years[2024].on(date(2024, 2, 17)).working
    assert years[2024].on(date(2024, 2, 9)).name == "農曆除夕"
    assert years[2024].origin is Origin.OFFICIAL


def test_an_imported_year_works_on_the_same_days_as_the_built_in_one():
    year = official.read(calendar(2025))[2025]
    assert all(year.on(day).working == built_in().is_working(day) for day in days_of(2025))


def test_yes_and_no_and_tabs_are_understood():
    content = calendar(2026, head=HEAD, off="是", opened="否").replace(b",", b"\t")
    assert not official.read(content)[2026].on(date(2026, 12, 25)).working


def test_several_years_may_stand_in_one_file():
    both = calendar(2023) + b"\r\n" + calendar(2024, "utf-8", "")
    assert sorted(official.read(both)) == [2023, 2024]


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("20240103,三,0", "20240103,四,0", 4),
        ("20240103,三,0", "20240103,三,1", 4),
        ("20240103,三,0", "20240102,二,0", 4),
        ("20240103,三,0", "20241303,三,0", 4),
    ],
)
def test_a_wrong_line_is_named(before, after, line):
    content = calendar(2024).decode().replace(before, after).encode()
    with pytest.raises(official.WrongLine) as refusal:
        official.read(content)
    assert refusal.value.params["line"] == line


def test_a_year_with_a_day_missing_is_refused():
    content = calendar(2024).decode().replace("20240103,三,0,\r\n", "").encode()
    with pytest.raises(official.IncompleteYear):
        official.read(content)


@pytest.mark.parametrize("content", [b"", b"\r\n", HEAD.encode(), b"a,b,c\r\n", b"\xff\xfe\x00\x81", b"x" * 1_000_001])
def test_what_is_no_calendar_is_refused(content):
    with pytest.raises(official.NotACalendar):
        official.read(content)
