from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bianmin.kernel import receipts

DAYS = st.dates(date(1912, 1, 1), date(2200, 12, 31))
NUMBERS = st.builds(receipts.new_receipt, st.from_regex(r"[A-Z][A-Z0-9]{0,7}", fullmatch=True), DAYS,
                    st.integers(1, 99_999))  # fmt: skip


def test_a_receipt_number_has_office_day_serial_and_check_digit():
    assert receipts.new_receipt("BN", date(2026, 11, 22), 12) == "BN-1151122-000125"


def test_the_check_digit_is_damms():
    assert receipts.check_digit("572") == "4"
    assert receipts.check_digit("5724") == "0"


@pytest.mark.parametrize(
    "text", ["BN-1151122-000125", "ｂｎ－1151122－000125", " bn 1151122 000125", "bn1151122000125"]
)
def test_a_receipt_number_is_read_as_people_type_it(text):
    assert receipts.read_receipt(text) == receipts.Receipt("BN", date(2026, 11, 22), 12)


@pytest.mark.parametrize("text", ["", "BN-1151122-000126", "BN-1151322-000125", "1151122-000125", "BN-1151122-00125"])
def test_a_wrong_receipt_number_is_refused(text):
    with pytest.raises(receipts.WrongReceipt):
        receipts.read_receipt(text)


@pytest.mark.parametrize(("short", "serial"), [("", 1), ("bn", 1), ("9A", 1), ("卑南", 1), ("BN", 0), ("BN", 100_000)])
def test_numbers_that_do_not_fit_the_form_are_not_made(short, serial):
    with pytest.raises(receipts.NoSuchNumber):
        receipts.new_receipt(short, date(2026, 11, 22), serial)


@given(NUMBERS)
def test_a_number_reads_back_as_itself(number):
    assert str(receipts.read_receipt(number)) == number


@given(NUMBERS)
def test_every_wrong_digit_is_found(number):
    digits = [at for at, char in enumerate(number) if char.isdigit()]
    wrong = [number[:at] + d + number[at + 1 :] for at in digits for d in "0123456789" if d != number[at]]
    assert all(receipts.check_digit(text) != "0" for text in wrong)


@given(NUMBERS)
def test_every_swap_of_neighbours_is_found(number):
    pairs = [at for at in range(number.index("-") + 1, len(number) - 1) if number[at] != number[at + 1]]
    swapped = [
        number[:at] + number[at + 1] + number[at] + number[at + 2 :] for at in pairs if "-" not in number[at : at + 2]
    ]
    assert all(receipts.check_digit(text) != "0" for text in swapped)


def test_nine_of_ten_wrong_letters_are_found():
    letters = [chr(code) for code in range(65, 91)]
    passed = sum(receipts.check_digit(a) == receipts.check_digit(b) for a in letters for b in letters if a != b)
    assert passed / (26 * 25) < 0.07


def test_query_codes_are_random_and_without_lookalikes():
    codes = {receipts.new_query_code() for _ in range(500)}
    assert len(codes) == 500
    assert not set("".join(codes)) & set("01OILSZBUAE")
    assert {len(code) for code in codes} == {8}


def test_a_query_code_is_read_as_people_type_it():
    assert receipts.read_query_code(" 7kqm-ｃＲ24 ") == "7KQMCR24"
    assert receipts.spaced("7KQMCR24") == "7KQM CR24"
