"""Figures, units, dates and what is no quantity."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bianmin.quality.proofread.folding import fold
from bianmin.quality.proofread.moments import moments
from bianmin.quality.proofread.numerals import chinese_value
from bianmin.quality.proofread.quantities import quantities
from bianmin.quality.proofread.readers.numbering import chinese
from tests.quality.proofread.generator.figures import printed


def read(text):
    return [(float(quantity.value), quantity.unit) for quantity in quantities(fold(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2,043 份", [(2043, "份")]),
        ("５，７０８位", [(5708, "位")]),
        ("5708 人", [(5708, "人")]),
        ("1 萬 989 人", [(10989, "人")]),
        ("3萬8,549人次", [(38549, "人次")]),
        ("41 億 9,921 萬 3 千元", [(4_199_213_000, "元")]),
        ("近 85 萬人", [(850_000, "人")]),
        ("逾 4.1 萬人次", [(41_000, "人次")]),
        ("87.6 分", [(87.6, "分")]),
        ("5.3 個百分點", [(5.3, "個百分點")]),
        ("八成", [(80, "%")]),
        ("9 成以上", [(90, "%")]),
        ("八成五", [(85, "%")]),
        ("百分之三十五", [(35, "%")]),
        ("三種語言", [(3, "種語言")]),
        ("兩年", [(2, "年")]),
        ("十二項", [(12, "項")]),
        ("12﹪", [(12, "%")]),
    ],
)
def test_figures_are_read_as_written(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize("text", ["+5.2", "-0.07", "+6"])
def test_a_sign_belongs_to_the_number(text):
    assert float(quantities(text)[0].value) == float(text)


@pytest.mark.parametrize(
    "text",
    [
        "100 年 6 月 28 日",
        "民國 96 年",
        "100/8/6",
        "0800-024-111",
        "(02)2388-3929",
        "字第 1070042284 號",
        "第 47 條第 2 項",
        "【表 1-4】",
        "附件 2",
        "ISO20000",
        "http://a.example/p?x=100",
        "1. 項目",
        "統一編號",
    ],
)
def test_dates_codes_and_references_are_no_quantities(text):
    assert read(text) == []


def test_a_hedge_and_a_bound_are_kept():
    quantity = quantities("約 12 天以上")[0]
    assert (quantity.hedge, quantity.bound) == ("約", "以上")


def test_the_last_printed_place_is_known():
    steps = [quantity.step for quantity in quantities("4.1 萬人、1 萬 989 人、87.60 分")]
    assert steps == [Fraction(1000), Fraction(1), Fraction(1, 100)]


@pytest.mark.parametrize(
    ("text", "year", "month", "day"),
    [
        ("100 年 6 月 28 日", 2011, 6, 28),
        ("民國96年1月2日", 2007, 1, 2),
        ("113/5/6", 2024, 5, 6),
        ("2024-05-06", 2024, 5, 6),
        ("99 年度", 2010, None, None),
        ("2011 年", 2011, None, None),
        ("8 月 20 日", None, 8, 20),
    ],
)
def test_dates_are_read_in_both_counts(text, year, month, day):
    found = moments(text)[0]
    assert (found.year, found.month, found.day) == (year, month, day)


@pytest.mark.parametrize("text", ["計 1 年", "服務 20 年以上", "連續 2 年", "滿 65 年"])
def test_lengths_of_time_are_no_years(text):
    assert moments(text) == []


@given(st.integers(1, 99))
def test_chinese_figures_read_back(number):
    assert chinese_value(chinese(number)) == number


@given(st.integers(1, 99_999_999), st.sampled_from(["comma", "plain", "myriad", "tight"]), st.randoms())
def test_every_way_of_printing_reads_back(number, style, rng):
    assert read(printed(rng, number, style=style) + " 件") == [(number, "件")]


@given(st.text())
def test_folding_keeps_the_length(text):
    assert len(fold(text)) == len(text)


@given(st.text(alphabet="0123456789,.萬億千百成年月日%()、，。 第號約至十二三AB-/", max_size=60))
def test_no_text_of_figures_stops_the_reader(text):
    for quantity in quantities(text):
        assert 0 <= quantity.start < quantity.end <= quantity.stop <= len(text)
