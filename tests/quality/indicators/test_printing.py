from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bianmin.quality.indicators.vocab.printing import difference, printed, rounded


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (Fraction(1, 8), 2, "0.13"), (Fraction(-1, 8), 2, "-0.13"), (Fraction(1, 3), 1, "0.3"),
        (Fraction(19995, 2), 0, "9,998"), (Fraction(-1, 100), 1, "0.0"), (Fraction(2, 3) * 100, 1, "66.7"),
        (Fraction(1234567), 0, "1,234,567"),
    ],
)  # fmt: skip
def test_halves_round_away_from_zero(value, decimals, text):
    assert rounded(value, decimals) == text


@given(st.integers(-(10**9), 10**9), st.integers(1, 10**6), st.integers(0, 4))
def test_a_printed_value_is_never_further_than_half_a_unit_away(n, d, decimals):
    text = rounded(Fraction(n, d), decimals).replace(",", "")
    assert abs(Fraction(text) - Fraction(n, d)) <= Fraction(1, 2 * 10**decimals)


def test_percent_and_percentage_points_are_different_units():
    assert printed(Fraction(985, 10), 1, "%") == "98.5%"
    assert difference(Fraction(985, 10), Fraction(97), 1, "%") == "+1.5個百分點"
    assert difference(Fraction(3), Fraction(5), 0, "件") == "-2件"
