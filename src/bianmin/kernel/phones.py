"""Taiwanese telephone numbers 電話號碼: reading, E.164, and the way they are printed.

Source: value domains of schema.gov.tw/lists/168; lengths of local numbers by area as in use.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bianmin.kernel.errors import Refused
from bianmin.kernel.text import narrow
from bianmin.kernel.words import N_


class Line(StrEnum):
    """What kind of line a number is."""

    LANDLINE = "landline"
    MOBILE = "mobile"
    FREEPHONE = "freephone"
    SMART = "smart"  # 智慧虛擬碼: 020 pay, 070 VoIP, 099 personal ...
    IOT = "iot"
    SHORT = "short"


AREAS: Final = {
    "0836": (5,),
    "0826": (5,),
    "037": (6,),
    "049": (7,),
    "082": (6,),
    "089": (6,),
    "02": (8,),
    "04": (7, 8),
    "03": (7,),
    "05": (7,),
    "06": (7,),
    "07": (7,),
    "08": (7,),
}
"""Area code -> how many digits follow, the longest code first."""

UNDIVIDED: Final = 6
"""A local number of at most this many digits is printed in one group, a longer one in two, the last of four."""

SHORT: Final = frozenset({"1999", "110", "119", "113", "165", "1957", "1922"})
_MOBILE = re.compile(r"09[0-8][0-9]{7}")
_FREEPHONE = re.compile(r"080[09][0-9]{6}")
_SMART = re.compile(r"(?:010|020|030|050|070|080|099)[0-9]{2,8}")
_IOT = re.compile(r"040[0-9]{10}")
_PATTERNS: Final = (
    (Line.MOBILE, _MOBILE, 4),
    (Line.FREEPHONE, _FREEPHONE, 4),
    (Line.SMART, _SMART, 3),
    (Line.IOT, _IOT, 3),
)
_EXTENSION = re.compile(r"\s*(?:#|轉|分機|ext\.?|x)\s*[:.]?\s*(?P<extension>[0-9]{1,6})$", re.IGNORECASE)
_ABROAD = re.compile(r"^(?:\+|00[29]?)?886\s*-?\s*(?:\(0\))?0?")


class WrongPhone(Refused):
    """The text is no Taiwanese telephone number."""

    message = N_("{text} is not a telephone number. Write it with its area code, as in 089-123456#12 or 0912-345-678.")


@dataclass(frozen=True, slots=True)
class Phone:
    """A number: `digits` as dialled inside the country, `area` the part printed in front, `extension` or empty."""

    line: Line
    digits: str
    area: str = ""
    extension: str = ""

    @property
    def e164(self) -> str:
        """The international form without the extension, +88689123456; short numbers have none (empty)."""
        return "" if self.line is Line.SHORT else f"+886{self.digits[1:]}"

    @property
    def printed(self) -> str:
        """As printed on a letter: 02-2345-6789, 089-123456, 0912-345-678, 0800-012-345, with #extension."""
        rest = self.digits[len(self.area) :]
        if self.line in {Line.MOBILE, Line.FREEPHONE}:
            rest = f"{rest[:3]}-{rest[3:]}"
        elif len(rest) > UNDIVIDED:
            rest = f"{rest[:-4]}-{rest[-4:]}"
        number = f"{self.area}-{rest}" if self.area else rest
        return f"{number}#{self.extension}" if self.extension else number


def parse(text: str) -> Phone:
    """Read a number in any of the usual spellings: (089)123-456 轉 12, +886 912 345 678, 0912345678, 1999.

    Raises:
        WrongPhone: no such number can be dialled, or its area code is missing.
    """
    plain = narrow(text)
    found = _EXTENSION.search(plain)
    extension = found["extension"] if found else ""
    dialled = plain[: found.start()] if found else plain
    digits = re.sub(r"[\s().\-–—/]", "", _ABROAD.sub("0", dialled))
    if not re.fullmatch(r"[0-9]+", digits):
        raise WrongPhone(text=text)
    phone = _special(digits, extension) or _landline(digits, extension)
    if phone is None:
        raise WrongPhone(text=text)
    return phone


def _special(digits: str, extension: str) -> Phone | None:
    if digits in SHORT:
        return Phone(Line.SHORT, digits, "", extension)
    for line, pattern, front in _PATTERNS:
        if pattern.fullmatch(digits):
            return Phone(line, digits, digits[:front], extension)
    return None


def _landline(digits: str, extension: str) -> Phone | None:
    for area, lengths in AREAS.items():
        local = digits.removeprefix(area)
        if local != digits and len(local) in lengths and local[0] >= "2":
            return Phone(Line.LANDLINE, digits, area, extension)
    return None
