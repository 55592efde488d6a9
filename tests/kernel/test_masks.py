import pytest
from hypothesis import given
from hypothesis import strategies as st

from bianmin.kernel import masks
from bianmin.kernel.masks import NameMask


def test_an_id_number_hides_its_last_four():
    assert masks.id_number("A123456789") == "A12345****"
    assert masks.id_number("123") == "***"
    assert masks.id_number("") == ""


@pytest.mark.parametrize(
    ("name", "middle", "surname"),
    [
        ("王小明", "王○明", "王○○"),
        ("王明", "王○", "王○"),
        ("王", "○", "○"),
        ("歐陽小明", "歐○○明", "歐○○○"),
        ("𠮷田𡍼", "𠮷○𡍼", "𠮷○○"),
        ("葛\U000e0100城明", "葛\U000e0100○明", "葛\U000e0100○○"),
        ("Chris Wu", "C***", "C***"),
        ("ágnes", "Á***", "Á***"),
        ("", "", ""),
    ],
)
def test_names_are_masked_by_policy(name, middle, surname):
    assert masks.name(name) == middle
    assert masks.name(name, NameMask.SURNAME_ONLY) == surname


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("0912345678", "0912***678"),
        ("0912-345-678", "0912***678"),
        ("02-2345-6789", "02*****789"),
        ("089-381368", "08****368"),
        ("1999", "****"),
    ],
)
def test_telephone_numbers_keep_three_digits_at_most(number, masked):
    assert masks.phone(number) == masked


@pytest.mark.parametrize(("mail", "masked"), [("amei@example.tw", "a***@"), ("a@b", "a***@"), ("nonsense", "***")])
def test_mail_addresses_keep_one_letter(mail, masked):
    assert masks.email(mail) == masked


@pytest.mark.parametrize(
    ("address", "masked"),
    [
        ("臺東縣卑南鄉太平路276號", "臺東縣卑南鄉"),
        ("950 台南市新市區中正路1號", "台南市新市區"),
        ("高雄市前鎮區一心一路1號", "高雄市前鎮區"),
        ("屏東縣屏東市市民路1號", "屏東縣屏東市"),
        ("新竹市東區光復路二段101號", "新竹市東區"),
        ("臺東縣", "臺東縣"),
        ("1 Taiping Road", "○○○"),
        ("", "○○○"),
    ],
)
def test_addresses_are_cut_at_the_district(address, masked):
    assert masks.address(address) == masked


@given(st.from_regex(r"[A-Z][1289][0-9]{8}", fullmatch=True))
def test_the_last_four_of_an_id_number_never_show(number):
    assert masks.id_number(number) == number[:6] + "****"


@given(st.from_regex(r"0[0-9]{8,9}", fullmatch=True))
def test_the_last_four_of_a_telephone_number_never_show(number):
    assert masks.phone(number)[-4:] in {"*" + number[-3:], "****"}


@given(st.text("王小明李𠮷堃", min_size=2, max_size=9), st.sampled_from(NameMask))
def test_a_masked_name_hides_at_least_one_character_and_keeps_the_length(name, policy):
    masked = masks.name(name, policy)
    assert masks.HIDDEN in masked
    assert len(masked) == len(name)
