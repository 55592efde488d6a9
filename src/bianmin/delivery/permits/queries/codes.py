"""Check codes 驗證碼 and keyed hashes: made again from the permit's key and the installation's secret, never stored."""

from typing import Final

from bianmin.delivery.permits.models import Permit
from bianmin.kernel import codes
from bianmin.kernel.text import narrow

SALT: Final = "bianmin.permits.code"


def code_of(permit: Permit) -> str:
    """The check code as it is printed on the paper."""
    return codes.code(SALT, permit.agency, permit.number, permit.key)


def fits(permit: Permit | None, code: str) -> bool:
    """Whether a check code is the permit's; the same work is done where there is no permit."""
    agency, number, key = (permit.agency, permit.number, permit.key) if permit else ("", "", "")
    return codes.fits(code, SALT, agency, number, key) and permit is not None


def plain_number(text: str) -> str:
    """A permit's number as typed, brought to the form it is found by: capitals and digits alone."""
    return "".join(char for char in narrow(text).upper() if char.isascii() and char.isalnum())[:40]
