"""Our own numbers: receipt numbers with a check digit 收件編號 and query codes 查詢碼.

A receipt number is `<short>-<ROC yyy><MMDD>-<serial of five><check>`, as BN-1151122-000125. The check digit is Damm's
(H. M. Damm, Total anti-symmetrische Quasigruppen, 2004): every wrong digit and every swap of neighbouring digits is
found. Letters of the short name enter by their place in the alphabet modulo 10, so that nine of ten wrong letters are
found too; the rest name an office that is not there.
"""

import re
import secrets
from dataclasses import dataclass
from datetime import date
from typing import Final

from bianmin.kernel import rocdate
from bianmin.kernel.errors import Refused
from bianmin.kernel.text import narrow
from bianmin.kernel.words import N_

_DAMM: Final = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)
_SHORT = re.compile(r"[A-Z][A-Z0-9]{0,7}")
_RECEIPT = re.compile(r"(?P<short>[A-Z][A-Z0-9]{0,7})-?(?P<day>[0-9]{7})-?(?P<serial>[0-9]{5})(?P<check>[0-9])")
MOST_A_DAY: Final = 99_999

QUERY_ALPHABET: Final = "23456789CDFGHJKMNPQRTVWXY"
"""No letter that looks like another sign (0 O, 1 I L, 2 Z, 5 S, 8 B, U V) and no vowel, so no word."""
QUERY_LENGTH: Final = 8


class WrongReceipt(Refused):
    """The text is no receipt number: its shape or its check digit is wrong."""

    message = N_("{text} is not a receipt number. Copy it from the receipt, as in BN-1151122-000125.")


class NoSuchNumber(Refused):
    """A receipt number cannot be made of this short name and serial."""

    message = N_("A receipt number needs a short name of 1 to 8 capital letters and digits and a serial of 1 to 99999.")


@dataclass(frozen=True, slots=True)
class Receipt:
    """The parts of a receipt number: the office's short name, the day it was given and the serial of that day."""

    short: str
    day: date
    serial: int

    def __str__(self) -> str:
        body = f"{self.short}-{rocdate.compact(self.day)}-{self.serial:05}"
        return body + check_digit(body)


def check_digit(text: str) -> str:
    """Damm's check digit over the letters and digits of the text; other signs are passed over."""
    interim = 0
    for char in text:
        if "0" <= char <= "9":
            interim = int(_DAMM[interim][int(char)])
        elif "A" <= char <= "Z":
            interim = int(_DAMM[interim][(ord(char) - ord("A")) % 10])
    return str(interim)


def new_receipt(short: str, day: date, serial: int) -> str:
    """Make a receipt number: `new_receipt("BN", date(2026, 11, 22), 12)`.

    Raises:
        NoSuchNumber: the short name or the serial does not fit the form.
    """
    if not _SHORT.fullmatch(short) or not 1 <= serial <= MOST_A_DAY or day.year < rocdate.FOUNDED:
        raise NoSuchNumber
    return str(Receipt(short, day, serial))


def endings(number: str) -> list[str]:
    """The ends of a receipt number by which people name it: its last three, four and five digits."""
    return [number[-count:] for count in (3, 4, 5)]


def read_receipt(text: str) -> Receipt:
    """Read a receipt number as a person types it: full-width, lower case, with spaces or without hyphens.

    Raises:
        WrongReceipt: the shape, the date or the check digit is wrong.
    """
    found = _RECEIPT.fullmatch(re.sub(r"[\s–—]", "", narrow(text)).upper())
    if found is None or check_digit(found.group()) != "0":
        raise WrongReceipt(text=text)
    try:
        day = rocdate.parse(found["day"])
    except rocdate.UnreadableDate:
        raise WrongReceipt(text=text) from None
    return Receipt(found["short"], day, int(found["serial"]))


def new_lettered(short: str, letter: str, day: date, serial: int) -> str:
    """A number of something else than an application, told from a receipt's by its letter: `TTBN-B1151201-000014`."""
    body = f"{short}-{letter}{rocdate.compact(day)}-{serial:05}"
    return body + check_digit(body)


def plain_lettered(letter: str, text: str) -> str:
    """Such a number as typed, brought to the form it is kept in; what is none stays as it is."""
    typed = re.sub(r"[\s–—]", "", narrow(text)).upper()
    found = re.fullmatch(rf"([A-Z][A-Z0-9]{{0,7}}?)-?{letter}([0-9]{{7}})-?([0-9]{{6}})", typed)
    return f"{found[1]}-{letter}{found[2]}-{found[3]}" if found else text.strip()[:30]


def new_query_code() -> str:
    """Draw a query code of eight signs, 25 to the power of 8 in all (1.5e11), from the system's random source."""
    return "".join(secrets.choice(QUERY_ALPHABET) for _ in range(QUERY_LENGTH))


def code_from(digest: bytes) -> str:
    """The query code that follows from a keyed digest, so that it need not be stored."""
    rest, signs = int.from_bytes(digest, "big"), []
    for _ in range(QUERY_LENGTH):
        rest, place = divmod(rest, len(QUERY_ALPHABET))
        signs.append(QUERY_ALPHABET[place])
    return "".join(signs)


def read_query_code(text: str) -> str:
    """A query code as typed, brought to the form it was drawn in: capitals, without spaces and hyphens."""
    return re.sub(r"[\s\-–—]", "", narrow(text)).upper()


def spaced(code: str) -> str:
    """A query code as printed, in two groups: `7KQM CR24`."""
    return f"{code[:4]} {code[4:]}"
