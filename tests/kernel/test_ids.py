import pytest
from hypothesis import given
from hypothesis import strategies as st

from bianmin.kernel import ids
from bianmin.kernel.ids import Kind

NATIONAL = [
    "A123456789",
    "B223456782",
    "F100000006",
    "I290000011",
    "O135792462",
    "W204800018",
    "Z198765436",
    "H211122231",
]
UI_OLD = ["AA00000009", "AB23456789", "FC12345674", "HD98765436", "IA04800016", "OB13579241", "ZC24680139"]
UI_NEW = [
    "A800000014",
    "A900000016",
    "F834567890",
    "H970000121",
    "I880000341",
    "O990000561",
    "Z869999995",
    "W971234562",
]


@pytest.mark.parametrize(
    ("kind", "number"),
    [(Kind.NATIONAL_ID, n) for n in NATIONAL] + [(Kind.UI_OLD, n) for n in UI_OLD] + [(Kind.UI_NEW, n) for n in UI_NEW],
)
def test_numbers_of_persons_are_valid(kind, number):
    assert ids.check(number) == ids.Checked(kind, number, valid=True)


@pytest.mark.parametrize(
    ("number", "why"),
    [
        ("A123456788", ids.WRONG_CHECK),
        ("A323456789", ids.WRONG_SECOND),
        ("AE23456789", ids.WRONG_SECOND),
        ("A12345678", ids.WRONG_LENGTH),
    ],
)
def test_wrong_numbers_of_persons_say_what_is_wrong(number, why):
    found = ids.check(number)
    assert (found.valid, found.why) == (False, why)


def test_full_width_and_lower_case_are_the_same_number():
    assert ids.national_id("Ａ１２３４５６７８９").valid
    assert ids.check("Ａ123456789") == ids.check(" a123456789 ")


def test_the_checksum_passes_one_typo_in_ten_and_is_no_proof_of_a_person():
    typos = [
        number[:at] + digit + number[at + 1 :]
        for number in NATIONAL
        for at in range(1, 10)
        for digit in "0123456789"
        if digit != number[at]
    ]
    assert sum(ids._person_sum(typo) % 10 == 0 for typo in typos) == 64
    assert len(typos) == 648


@pytest.mark.parametrize(
    ("number", "valid"),
    [
        ("04595257", True),
        ("10458575", True),
        ("10458574", True),
        ("04595252", True),
        ("10458570", True),
        ("10458564", True),
        ("10458579", True),
        ("00501503", True),
        ("00501502", False),
        ("12345678", False),
    ],
)
def test_business_numbers_follow_the_rule_of_2023(number, valid):
    found = ids.check(number)
    assert (found.kind, found.valid) == (Kind.UBN, valid)


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("341000000A", Kind.AGENCY),
        ("A41000000G", Kind.AGENCY),
        ("2.16.886.101.20003.20082", Kind.OID),
        ("數位政府字第1124000128號", Kind.DOCUMENT),
        ("AB12345678901234", Kind.CERTIFICATE),
        ("/ABC+12.", Kind.MOBILE_BARCODE),
        ("919", Kind.DONATION),
        ("1999", Kind.PHONE),
        ("089-381368", Kind.PHONE),
        ("BN-1151122-000125", Kind.RECEIPT),
    ],
)
def test_a_number_tells_its_kind_by_its_shape(number, kind):
    found = ids.check(number)
    assert (found.kind, found.valid) == (kind, True)


@pytest.mark.parametrize("number", ["941000000A", "A410000004", "341000000", ""])
def test_wrong_agency_codes_are_refused(number):
    assert not ids.agency_code(number).valid


@pytest.mark.parametrize("number", ["2.16.886.", "3.1.2", "1.40.1", "2.016.1", "2"])
def test_wrong_oids_are_refused(number):
    assert not ids.oid(number + ".x" if number == "2" else number).valid


@pytest.mark.parametrize(
    ("check", "number"),
    [
        (ids.certificate_barcode, "A123456789012345"),
        (ids.mobile_barcode, "/ABC123"),
        (ids.mobile_barcode, "ABC12345"),
        (ids.donation_code, "12"),
        (ids.donation_code, "12345678"),
    ],
)
def test_other_codes_are_refused_by_their_shape(check, number):
    assert check(number).why == ids.WRONG_SHAPE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("發檔(企)字第1090012412號", ids.DocumentNumber("發檔(企)", 109, "0012412")),
        ("數位政府字第1124000128號", ids.DocumentNumber("數位政府", 112, "4000128")),
        ("檔秘字第1090023834B號", ids.DocumentNumber("檔秘", 109, "0023834", "B")),
        ("院授發檔（企）字第 1090012412 號".replace(" 號", "號"), ids.DocumentNumber("院授發檔(企)", 109, "0012412")),
        ("發資字第1031501471號", ids.DocumentNumber("發資", 103, "1501471")),
        ("法律字第099004718號", ids.DocumentNumber("法律", 99, "004718")),
        ("台內民字第991234567號", ids.DocumentNumber("台內民", 99, "1234567")),
    ],
)
def test_document_numbers_are_captured(text, expected):
    assert list(ids.document_numbers(f"依，{text}函辦理。")) == [expected]


def test_several_document_numbers_in_one_sentence_are_all_found():
    text = "復貴所檔秘字第1090023834B號函，並依發資字第1031501471號函辦理"
    assert [number.year for number in ids.document_numbers(text)] == [109, 103]


@given(st.text(max_size=30))
def test_any_text_gets_an_answer(text):
    found = ids.check(text)
    assert found.valid == (found.why == "")


@pytest.mark.parametrize("number", ["A1٢٣٤٥٦٧٨٩", "٠٤٥٩٥٢٥٧", "०४५९५२५७"])
def test_digits_of_other_scripts_are_no_digits(number: str) -> None:
    assert not ids.person_id(number).valid
    assert not ids.ubn(number).valid
