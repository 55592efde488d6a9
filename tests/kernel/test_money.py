"""Amounts as they are printed and spelled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bianmin.kernel.money import dollars, spelled

DIGITS = {digit: value for value, digit in enumerate("零壹貳參肆伍陸柒捌玖")}
PLACES = {"拾": 10, "佰": 100, "仟": 1000}


@pytest.mark.parametrize(("amount", "printed"), [(0, "NT$0"), (1200, "NT$1,200"), (-15, "-NT$15")])
def test_an_amount_is_printed_with_separators(amount, printed):
    assert dollars(amount) == printed


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "零"), (15, "壹拾伍"), (30, "參拾"), (105, "壹佰零伍"), (1_005, "壹仟零伍"), (1_050, "壹仟零伍拾"),
        (10_000, "壹萬"), (10_050, "壹萬零伍拾"), (12_345, "壹萬貳仟參佰肆拾伍"), (100_500, "壹拾萬零伍佰"),
        (100_000_000, "壹億"), (100_000_001, "壹億零壹"), (100_010_000, "壹億零壹萬"), (30_000, "參萬"),
    ],
)  # fmt: skip
def test_an_amount_is_spelled_as_receipts_do(amount, words):
    assert spelled(amount) == f"新臺幣{words}元整"


@given(amount=st.integers(0, 10**16 - 1))
def test_what_is_spelled_reads_back_as_the_same_amount(amount):
    text, total, group, digit = spelled(amount).removeprefix("新臺幣").removesuffix("元整"), 0, 0, 0
    for char in text:
        if char in DIGITS:
            digit = DIGITS[char]
        elif char in PLACES:
            group, digit = group + digit * PLACES[char], 0
        else:
            total, group, digit = total + (group + digit) * 10 ** {"萬": 4, "億": 8, "兆": 12}[char], 0, 0
    assert total + group + digit == amount
    assert "零零" not in text
