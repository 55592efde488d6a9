import pytest
from hypothesis import given
from hypothesis import strategies as st

from bianmin.kernel import phones
from bianmin.kernel.phones import Line


@pytest.mark.parametrize(
    ("text", "line", "e164", "printed"),
    [
        ("0223456789", Line.LANDLINE, "+886223456789", "02-2345-6789"),
        ("(02) 2345-6789", Line.LANDLINE, "+886223456789", "02-2345-6789"),
        ("+886 2 2345 6789", Line.LANDLINE, "+886223456789", "02-2345-6789"),
        ("+886-(0)2-2345-6789", Line.LANDLINE, "+886223456789", "02-2345-6789"),
        ("（０８９）３８１－３６８", Line.LANDLINE, "+88689381368", "089-381368"),
        ("089-381368#12", Line.LANDLINE, "+88689381368", "089-381368#12"),
        ("089-381368 轉 12", Line.LANDLINE, "+88689381368", "089-381368#12"),
        ("02-23456789分機6640", Line.LANDLINE, "+886223456789", "02-2345-6789#6640"),
        ("04-22289111", Line.LANDLINE, "+886422289111", "04-2228-9111"),
        ("04-7222151", Line.LANDLINE, "+88647222151", "04-722-2151"),
        ("037-322150", Line.LANDLINE, "+88637322150", "037-322150"),
        ("038-227171", Line.LANDLINE, "+88638227171", "03-822-7171"),
        ("049-2222106", Line.LANDLINE, "+886492222106", "049-222-2106"),
        ("0826-62210", Line.LANDLINE, "+88682662210", "0826-62210"),
        ("0836-22222", Line.LANDLINE, "+88683622222", "0836-22222"),
        ("082-325640", Line.LANDLINE, "+88682325640", "082-325640"),
        ("08-7320415", Line.LANDLINE, "+88687320415", "08-732-0415"),
        ("0912345678", Line.MOBILE, "+886912345678", "0912-345-678"),
        ("+886912345678", Line.MOBILE, "+886912345678", "0912-345-678"),
        ("0800-012-345", Line.FREEPHONE, "+886800012345", "0800-012-345"),
        ("0809012345", Line.FREEPHONE, "+886809012345", "0809-012-345"),
        ("0203-12345", Line.SMART, "+88620312345", "020-312345"),
        ("07012345678", Line.SMART, "+8867012345678", "070-1234-5678"),
        ("0401234567890", Line.IOT, "+886401234567890", "040-123456-7890"),
        ("1999", Line.SHORT, "", "1999"),
        ("119", Line.SHORT, "", "119"),
    ],
)
def test_numbers_are_read_and_printed(text, line, e164, printed):
    phone = phones.parse(text)
    assert (phone.line, phone.e164, phone.printed) == (line, e164, printed)


@pytest.mark.parametrize(
    "text", ["", "12345", "0990123456789", "02-1234-5678", "02-234-567", "381368", "0912-345-67", "abc", "110#"]
)
def test_numbers_that_cannot_be_dialled_are_refused(text):
    with pytest.raises(phones.WrongPhone):
        phones.parse(text)


@given(st.sampled_from(sorted(phones.AREAS)), st.integers(2, 9), st.text("0123456789", min_size=7, max_size=7))
def test_what_is_printed_reads_back_as_the_same_number(area, first, rest):
    local = (str(first) + rest)[: phones.AREAS[area][-1]]
    phone = phones.parse(area + local)
    assert phones.parse(phone.printed) == phone
    assert phones.parse(phone.e164) == phone
