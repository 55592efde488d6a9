"""Identifiers of persons, businesses, agencies and letters: shapes and check digits 證號檢核.

A valid check digit says that a number is well written, never that it belongs to somebody: one in ten wrong digits of a
national ID passes. Sources: schema.gov.tw lists 167 and 168 (value domains), the Ministry of Finance's rule of
2023-04-01 for 統一編號. Numbers are text and keep their leading zeros.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from bianmin.kernel import phones, receipts
from bianmin.kernel.text import HAN, narrow
from bianmin.kernel.words import N_


class Kind(StrEnum):
    """The kinds of number told apart."""

    NATIONAL_ID = "national_id"  # 國民身分證統一編號
    UI_OLD = "ui_old"  # 外來人口統一證號, the form before 2021
    UI_NEW = "ui_new"
    UBN = "ubn"  # 統一編號
    AGENCY = "agency_code"  # 機關代碼
    OID = "oid"
    DOCUMENT = "document_number"  # 發文字號
    PHONE = "phone"
    CERTIFICATE = "certificate_barcode"  # 自然人憑證條碼
    MOBILE_BARCODE = "mobile_barcode"  # 手機條碼
    DONATION = "donation_code"  # 捐贈碼
    RECEIPT = "receipt_number"  # 收件編號
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: the number in its plain form, whether it is well written, and why not (English msgid)."""

    kind: Kind
    number: str
    valid: bool
    why: str = ""


LETTERS: Final = {letter: value for value, letter in enumerate("ABCDEFGHJKLMNPQRSTUVXYWZIO", 10)}
"""The value of an ID number's first letter, the place of first registration."""

OLD_UI_ENDS: Final = date(2031, 1, 1)
"""Old UI numbers stop being accepted on this day 民國120年1月1日."""

_NATIONAL = re.compile(r"[A-Z][12][0-9]{8}")
_UI_OLD = re.compile(r"[A-Z][A-D][0-9]{8}")
_UI_NEW = re.compile(r"[A-Z][89][0-9]{8}")
_AGENCY = re.compile(r"[1-8A][0-9A-Z]{8}[5-7A-Z]")
_OID = re.compile(r"(?:[01]\.(?:[0-9]|[1-3][0-9])|2\.(?:0|[1-9][0-9]*))(?:\.(?:0|[1-9][0-9]*))*")
_CERTIFICATE = re.compile(r"[A-Z]{2}[0-9]{14}")
_MOBILE_BARCODE = re.compile(r"/[0-9A-Z.+\-]{7}")
_DONATION = re.compile(r"[0-9]{3,7}")
_DOCUMENT = re.compile(rf"(?P<word>[{HAN}()]{{1,8}})字第\s?(?P<digits>[0-9]{{8,11}})(?P<suffix>[A-Z]?)號")
_WEIGHTS = (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1)
_UBN_WEIGHTS = (1, 2, 1, 2, 1, 2, 4, 1)
_UBN_MODULUS = 5
PERSON_LENGTH: Final = 10

WRONG_SHAPE = N_("The number does not have the shape of its kind.")
WRONG_SECOND = N_("The second character must be 1 or 2 (national ID), 8 or 9 (UI number), or A to D (old UI number).")
WRONG_LENGTH = N_("The number has too few or too many characters.")
WRONG_CHECK = N_("The check digit does not fit the number. Compare every character with the card.")
WRONG_PHONE = N_("No telephone number has these digits. Write it with its area code.")
NO_KIND = N_("This is no kind of number known here.")


def plain(text: str) -> str:
    """A number as typed, brought to half-width capitals without spaces."""
    return re.sub(r"\s", "", narrow(text)).upper()


def _person_sum(number: str) -> int:
    first = LETTERS[number[0]]
    second = LETTERS[number[1]] % 10 if number[1].isalpha() else int(number[1])
    digits = [first // 10, first % 10, second, *map(int, number[2:])]
    return sum(digit * weight for digit, weight in zip(digits, _WEIGHTS, strict=True))


def _person(kind: Kind, pattern: re.Pattern[str], text: str) -> Checked:
    number = plain(text)
    if not pattern.fullmatch(number):
        return Checked(kind, number, valid=False, why=_person_fault(number))
    fits = _person_sum(number) % 10 == 0
    return Checked(kind, number, valid=fits, why="" if fits else WRONG_CHECK)


def _person_fault(number: str) -> str:
    if len(number) != PERSON_LENGTH:
        return WRONG_LENGTH
    return WRONG_SECOND if re.fullmatch(r"[A-Z][A-Z0-9][0-9]{8}", number) else WRONG_SHAPE


def national_id(text: str) -> Checked:
    """Check a national ID number 國民身分證統一編號."""
    return _person(Kind.NATIONAL_ID, _NATIONAL, text)


def ui_number(text: str) -> Checked:
    """Check a UI number 外來人口統一證號; `kind` tells the old form (A to D, until 2030-12-31) from the new."""
    second = plain(text)[1:2]
    return _person(Kind.UI_OLD, _UI_OLD, text) if second.isalpha() else _person(Kind.UI_NEW, _UI_NEW, text)


def with_check_digit(first_nine: str) -> str:
    """The whole number of a person, of whose nine first characters the check digit follows."""
    return f"{first_nine}{-_person_sum(f'{first_nine}0') % 10}"


def person_id(text: str) -> Checked:
    """Check the number of a person, of whichever of the three kinds its second character makes it."""
    second = plain(text)[1:2]
    return ui_number(text) if second.isalpha() or second in {"8", "9"} else national_id(text)


def ubn(text: str) -> Checked:
    """Check a business number 統一編號 by the rule in force since 2023-04-01: the sum must be divisible by 5.

    A seventh digit of 7 makes a product of 28, whose digits 2 and 8 add to 10 and may count 0 or 1.
    """
    number = plain(text)
    if not re.fullmatch(r"[0-9]{8}", number):
        return Checked(Kind.UBN, number, valid=False, why=WRONG_SHAPE)
    products = [int(digit) * weight for digit, weight in zip(number, _UBN_WEIGHTS, strict=True)]
    total = sum(product // 10 + product % 10 for product in products)
    fits = total % _UBN_MODULUS == 0 or (number[6] == "7" and (total + 1) % _UBN_MODULUS == 0)
    return Checked(Kind.UBN, number, valid=fits, why="" if fits else WRONG_CHECK)


def _shaped(kind: Kind, pattern: re.Pattern[str]) -> Callable[[str], Checked]:
    def check_shape(text: str) -> Checked:
        number = plain(text)
        fits = pattern.fullmatch(number) is not None
        return Checked(kind, number, valid=fits, why="" if fits else WRONG_SHAPE)

    return check_shape


agency_code = _shaped(Kind.AGENCY, _AGENCY)
oid = _shaped(Kind.OID, _OID)
certificate_barcode = _shaped(Kind.CERTIFICATE, _CERTIFICATE)
mobile_barcode = _shaped(Kind.MOBILE_BARCODE, _MOBILE_BARCODE)
donation_code = _shaped(Kind.DONATION, _DONATION)


def phone(text: str) -> Checked:
    """Check a telephone number; `number` is its printed form when it is one."""
    try:
        return Checked(Kind.PHONE, phones.parse(text).printed, valid=True)
    except phones.WrongPhone:
        return Checked(Kind.PHONE, narrow(text), valid=False, why=WRONG_PHONE)


def receipt_number(text: str) -> Checked:
    """Check one of our own receipt numbers, check digit included."""
    try:
        return Checked(Kind.RECEIPT, str(receipts.read_receipt(text)), valid=True)
    except receipts.WrongReceipt:
        return Checked(Kind.RECEIPT, plain(text), valid=False, why=WRONG_CHECK)


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A letter's number 發文字號: word 發文代字, ROC year, serial of the year (text), branch letter 支號 or empty."""

    word: str
    year: int
    serial: str
    suffix: str = ""


def document_numbers(text: str) -> Iterator[DocumentNumber]:
    """Find every 發文字號 in a text: 檔秘字第1090023834B號 -> word 檔秘, year 109, serial 0023834, suffix B.

    The year is the serial's year; it may lie before the year of dispatch. It has two digits where three would give a
    year from 200 on.
    """
    for found in _DOCUMENT.finditer(narrow(text)):
        digits = found["digits"]
        width = 3 if digits[0] in "01" else 2
        yield DocumentNumber(found["word"], int(digits[:width]), digits[width:], found["suffix"])


def document_number(text: str) -> Checked:
    """Check that the whole text is one 發文字號."""
    number = plain(text)
    fits = _DOCUMENT.fullmatch(number) is not None
    return Checked(Kind.DOCUMENT, number, valid=fits, why="" if fits else WRONG_SHAPE)


CHECKS: Final[dict[Kind, Callable[[str], Checked]]] = {
    Kind.NATIONAL_ID: national_id,
    Kind.UI_OLD: ui_number,
    Kind.UI_NEW: ui_number,
    Kind.UBN: ubn,
    Kind.AGENCY: agency_code,
    Kind.OID: oid,
    Kind.DOCUMENT: document_number,
    Kind.PHONE: phone,
    Kind.CERTIFICATE: certificate_barcode,
    Kind.MOBILE_BARCODE: mobile_barcode,
    Kind.DONATION: donation_code,
    Kind.RECEIPT: receipt_number,
}
"""The check of each kind."""

_SHAPES: Final = (
    (Kind.DOCUMENT, re.compile(r".*字第.*號")),
    (Kind.RECEIPT, re.compile(r"[A-Z][A-Z0-9]{0,7}-[0-9]{7}-[0-9]{6}")),
    (Kind.MOBILE_BARCODE, re.compile(r"/.*")),
    (Kind.OID, re.compile(r"[0-2](?:\.[0-9]+){2,}")),
    (Kind.CERTIFICATE, _CERTIFICATE),
    (Kind.PHONE, re.compile(r"(?![0-9]{3,8}$)(?:\+|0|\(0).*|.*(?:#|轉|分機).*|" + "|".join(sorted(phones.SHORT)))),
    (Kind.UBN, re.compile(r"[0-9]{8}")),
    (Kind.DONATION, _DONATION),
)


def check(text: str) -> Checked:
    """Tell the kind of a number by its shape and check it.

    A letter followed by nine characters is a person's number before it is an agency code, unless only the agency code
    fits. Eight digits are a 統一編號, three to seven a donation code (but 1999 and its like are telephone numbers).
    """
    number = plain(text)
    if re.fullmatch(r"[A-Z][A-Z0-9]?[0-9]{6,9}", number):
        person = person_id(number)
        fits_agency = not person.valid and person.why is not WRONG_CHECK and agency_code(number).valid
        return agency_code(number) if fits_agency else person
    for kind, shape in _SHAPES:
        if shape.fullmatch(number):
            return CHECKS[kind](text)
    if _AGENCY.fullmatch(number):
        return agency_code(number)
    return Checked(Kind.UNKNOWN, number, valid=False, why=NO_KIND)
