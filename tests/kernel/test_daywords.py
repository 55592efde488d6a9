from datetime import date

import pytest
from babel import Locale

from bianmin.kernel.daywords import CALENDARS, day_in_words

SUNDAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh-hant", "115年11月22日(星期日)"),
        ("zh_Hant", "115年11月22日(星期日)"),
        ("en", "Sunday 22 November 2026"),
        ("hi", "रविवार, 22 नवंबर 2026"),
        ("id", "Minggu, 22 November 2026"),
        ("fil", "Linggo, Nobyembre 22, 2026"),
        ("th", "วันอาทิตย์ที่ 22 พฤศจิกายน ค.ศ. 2026"),
        ("vi", "Chủ Nhật, 22 tháng 11, 2026"),
        ("ja", "Sunday 22 November 2026"),
    ],
)
def test_a_day_is_written_as_its_readers_write_it(language: str, said: str):
    assert day_in_words(SUNDAY, language) == said


@pytest.mark.parametrize("language", sorted(CALENDARS))
def test_the_names_of_days_and_months_are_those_of_the_unicode_consortium(language: str):
    known, kept = Locale.parse(language), CALENDARS[language]
    assert kept.week == tuple(known.days["format"]["wide"][day] for day in range(7))
    assert kept.months == tuple(known.months["format"]["wide"][month] for month in range(1, 13))
