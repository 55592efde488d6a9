"""Masks: what is left of a personal datum where the full value is not needed 個人資料遮罩.

Sources: 國家發展委員會 103-12-31 發資字第1031501471號 (the last four characters of an ID number); the name policies are
those in use, the middle masked (王○明) or the surname alone (王○○). A mask never shows how long a Latin name,
a mailbox or an address is.
"""

import re
from enum import StrEnum
from typing import Final

from bianmin.kernel.text import characters, has_han, narrow

HIDDEN: Final = "○"
_MUNICIPALITY = re.compile(r"^[0-9]*\s*(.{2}市.{1,3}?區)")
_COUNTY = re.compile(r"^[0-9]*\s*(.{2}縣.{1,3}?[鄉鎮市])")
_CITY = re.compile(r"^[0-9]*\s*(.{2}[縣市])")


class NameMask(StrEnum):
    """How much of a name stays readable 姓名遮罩方式."""

    MIDDLE = "middle"
    SURNAME_ONLY = "surname_only"


def id_number(number: str) -> str:
    """Hide the last four characters: A123456789 -> A12345****. Four or fewer are hidden altogether."""
    return number[:-4] + "*" * min(4, len(number))


def name(full: str, policy: NameMask = NameMask.MIDDLE) -> str:
    """Mask a name: 王小明 -> 王○明 (middle) or 王○○ (surname_only), 王明 -> 王○, Chris Wu -> C***.

    A name without Han characters keeps its first letter as a capital, under both policies.
    """
    seen = characters(full.strip())
    if not has_han(full):
        return seen[0].upper() + "***" if seen else ""
    if len(seen) == 1:
        return HIDDEN
    last = "".join(seen[2:][-1:]) if policy is NameMask.MIDDLE else ""
    hidden = len(seen) - 2 if last else len(seen) - 1
    return seen[0] + HIDDEN * hidden + last


def phone(number: str) -> str:
    """Keep what tells the network and the last three digits: 0912345678 -> 0912***678; a short number is hidden."""
    digits = re.sub(r"\D", "", narrow(number))
    shown = 4 if digits.startswith("09") else 2
    if len(digits) < shown + 6:
        return "*" * len(digits)
    return digits[:shown] + "*" * (len(digits) - shown - 3) + digits[-3:]


def email(address: str) -> str:
    """Keep the first letter of the mailbox: amei@example.tw -> a***@."""
    return address.strip()[:1] + "***@" if "@" in address.strip()[1:] else "***"


def address(full: str) -> str:
    """Keep the address down to the district: 臺東縣卑南鄉太平路276號 -> 臺東縣卑南鄉; nothing of one it cannot read."""
    plain = full.strip()
    for pattern in (_COUNTY, _MUNICIPALITY, _CITY):
        if found := pattern.match(plain):
            return found.group(1)
    return HIDDEN * 3
